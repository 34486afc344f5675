package dev.vedette.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vedette.agent.tool.ArgumentCheck.Objection;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatementsTest {
    private static final SqlStatements READING =
            SqlStatements.of(SqlKind.SELECT).at("query");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "select * from orders where id = 7;",
                "SELECT a, b FROM t WHERE c = 'it''s' AND d LIKE 'x%' ORDER BY a DESC LIMIT 10 OFFSET 5",
                "SELECT 'a; DROP TABLE t' FROM t",
                "SELECT 'no -- comment /* here */' FROM t",
                "SELECT 'DELETE FROM t' AS text FROM t",
                "SELECT \"update\", \"into\" FROM t",
                "SELECT `name` FROM `orders`",
                "SELECT count(*), sum(amount) FROM orders GROUP BY customer HAVING count(*) > 3",
                "SELECT o.id FROM orders o JOIN customers c ON o.customer = c.id LEFT JOIN x USING (id)",
                "SELECT * FROM (SELECT id FROM t WHERE id IN (SELECT id FROM u)) s",
                "WITH recent AS (SELECT * FROM orders WHERE day > '2026-01-01') SELECT count(*) FROM recent",
                "SELECT 1 UNION ALL SELECT 2",
                "SELECT CASE WHEN a > 1 THEN 'x' ELSE 'y' END FROM t",
                "SELECT coalesce(sum(CASE WHEN (a IN (1, 2)) THEN b ELSE 0 END), 0) FROM t",
                "SELECT row_number() OVER (PARTITION BY a ORDER BY b) FROM t",
                "SELECT replace(name, 'a', 'b'), lower(x), substring(y, 1, 2) FROM t",
                "SELECT CAST(a AS integer), a::text FROM t",
                "SELECT * FROM schema1.table1 WHERE a BETWEEN 1 AND 2 AND b IS NOT NULL",
                "SELECT date_trunc('month', created_at) AS month FROM t GROUP BY 1",
                "SELECT * FROM t WHERE a = ? AND b = :name AND c = $1",
                "SELECT -1.5e3, a % 2, a || 'b' FROM t",
                "SELECT 'grüße' FROM t",
                "SELECT data -> 'a' ->> 'b' FROM t",
                "SELECT extract(year FROM d) FROM t",
                "VALUES (1, 'a')",
                "(SELECT 1)"
            })
    void statementsThatReadPass(String sql) {
        assertThat(verdict(READING, sql)).isEqualTo("allowed");
    }

    @ParameterizedTest(name = "{0} is refused for: {1}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "INSERT INTO t VALUES (1) ¦ kind INSERT",
                "UPDATE t SET a = 1 ¦ kind UPDATE",
                "DELETE FROM t ¦ kind DELETE",
                "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN DELETE ¦ kind DELETE",
                "DROP TABLE t ¦ not parsed, or of another kind",
                "TRUNCATE TABLE t ¦ not parsed, or of another kind",
                "ALTER TABLE t ADD COLUMN a int ¦ not parsed, or of another kind",
                "CREATE TABLE t (a int) ¦ not parsed, or of another kind",
                "CREATE TABLE t AS SELECT 1 ¦ not parsed, or of another kind",
                "GRANT ALL ON t TO bob ¦ not parsed, or of another kind",
                "SET ROLE admin ¦ not parsed, or of another kind",
                "RESET ALL ¦ not parsed, or of another kind",
                "COMMIT ¦ not parsed, or of another kind",
                "CALL f() ¦ not parsed, or of another kind",
                "EXEC xp_cmdshell 'dir' ¦ not parsed, or of another kind",
                "EXECUTE f ¦ not parsed, or of another kind",
                "DO 'x' ¦ not parsed, or of another kind",
                "COPY t TO PROGRAM 'sh' ¦ not parsed, or of another kind",
                "COPY t FROM '/etc/passwd' ¦ not parsed, or of another kind",
                "LOAD DATA INFILE 'x' INTO TABLE t ¦ INTO",
                "ATTACH DATABASE 'x' AS y ¦ not parsed, or of another kind",
                "PRAGMA writable_schema = 1 ¦ not parsed, or of another kind",
                "VACUUM ¦ not parsed, or of another kind",
                "SHOW TABLES ¦ not parsed, or of another kind",
                "DESCRIBE t ¦ not parsed, or of another kind",
                "EXPLAIN SELECT 1 ¦ not parsed, or of another kind",
                "EXPLAIN ANALYZE DELETE FROM t ¦ kind DELETE",
                "EXPLAIN ANALYZE SELECT 1 ¦ not parsed, or of another kind",
                "WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x ¦ kind DELETE",
                "WITH x AS (INSERT INTO t VALUES (1) RETURNING *) SELECT * FROM x ¦ kind INSERT",
                "WITH x AS (UPDATE t SET a = 1 RETURNING *) SELECT * FROM x ¦ kind UPDATE",
                "WITH x AS (SELECT 1) DELETE FROM t ¦ kind DELETE",
                "SELECT * INTO copy FROM t ¦ INTO",
                "SELECT * FROM t INTO OUTFILE '/tmp/x' ¦ INTO",
                "SELECT 'x' INTO DUMPFILE '/tmp/x' ¦ INTO",
                "SELECT * FROM t FOR UPDATE ¦ kind UPDATE",
                "SELECT 1; DROP TABLE t ¦ several statements",
                "SELECT 1; ; ¦ several statements",
                "SELECT 1; SELECT 2 ¦ several statements",
                "SELECT 1 -- x ¦ a comment",
                "SELECT 1 --x ¦ a comment",
                "SELECT/**/1 ¦ a comment",
                "SELECT /*! 1 */ 2 ¦ a comment",
                "SELECT 1 /* /* */ ; DROP TABLE t */ ¦ a comment",
                "SELECT 1 # x ¦ characters that databases read differently",
                "SELECT 'a\\' ; DROP TABLE t -- ' ¦ a quote that could end elsewhere",
                "SELECT 'a\\''' FROM t ¦ a quote that could end elsewhere",
                "SELECT 'a\\\\'' FROM t ¦ a quote that does not end",
                "SELECT 'a FROM t ¦ a quote that does not end",
                "SELECT \"a FROM t ¦ a quote that does not end",
                "SELECT \"a\\\" FROM t ¦ a quote that could end elsewhere",
                "SELECT `'`, ' FROM t ; DROP TABLE u ' ¦ a quote that could end elsewhere",
                "SELECT U&\"pg\\005fread_file\"('x') ¦ quotes in brackets or with escapes",
                "SELECT $$a'b$$ ¦ characters that databases read differently",
                "SELECT $x$a$x$ ¦ characters that databases read differently",
                "SELECT a$b$ FROM t ¦ dollar signs",
                "SELECT a['] ; DROP TABLE t ; '] ¦ quotes in brackets or with escapes",
                "SELECT {fn now()} ¦ characters that databases read differently",
                "SELECT 1 FROM t WHERE a = \u2019x\u2019 ¦ characters that databases read differently",
                "SELECT\u00a01 ¦ characters that databases read differently",
                "SELECT \\1 ¦ characters that databases read differently",
                "SELECT pg_read_file('/etc/passwd') ¦ function pg_read_file",
                "SELECT PG_READ_FILE ('/etc/passwd') ¦ function pg_read_file",
                "SELECT \"pg_read_file\"('/etc/passwd') ¦ function pg_read_file",
                "SELECT pg_catalog.pg_ls_dir('/') ¦ function pg_ls_dir",
                "SELECT \"pg_catalog\" . \"pg_ls_dir\" ('/') ¦ function pg_ls_dir",
                "SELECT lo_import('/etc/passwd') ¦ function lo_import",
                "SELECT * FROM dblink('host=x', 'DELETE') AS t(a int) ¦ function dblink",
                "SELECT query_to_xml('delete', true, true, '') ¦ function query_to_xml",
                "SELECT set_config('a', 'b', false) ¦ function set_config",
                "SELECT nextval('s') ¦ function nextval",
                "SELECT pg_sleep(100) ¦ function pg_sleep",
                "SELECT pg_terminate_backend(1) ¦ function pg_terminate_backend",
                "SELECT load_extension('x') ¦ function load_extension",
                "SELECT load_file('/etc/passwd') ¦ function load_file",
                "SELECT sleep(100) ¦ function sleep",
                "SELECT benchmark(1000000, md5('a')) ¦ function benchmark",
                "SELECT sys_exec('x') ¦ function sys_exec",
                "SELECT * FROM csvread('x') ¦ function csvread",
                "SELECT file_read('x') ¦ function file_read",
                "SELECT * FROM openrowset('a', 'b', 'c') ¦ function openrowset",
                "SELECT utl_http.request('http://x') FROM dual ¦ function utl_http",
                "SELECT dbms_pipe.receive_message('x', 5) FROM dual ¦ function dbms_pipe",
                "SELECT * FROM read_csv_auto('/etc/passwd') ¦ function read_csv_auto",
                "SELECT * FROM url('http://x', CSV) ¦ function url",
                "SELEC 1 ¦ not parsed, or of another kind",
                "SELECT FROM WHERE ¦ not parsed, or of another kind",
                "SELECT (1 ¦ not parsed, or of another kind",
                "SELECT 1)) ¦ not parsed, or of another kind",
                "SELECT 1 SELECT 2 ¦ not parsed, or of another kind",
                "IF 1=1 DROP TABLE t ¦ not parsed, or of another kind",
                "BEGIN SELECT 1 ¦ not parsed, or of another kind",
                "please show me all orders ¦ not parsed, or of another kind"
            })
    void theRestDoesNot(String sql, String why) {
        assertThat(verdict(READING, sql)).isEqualTo("query: " + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "INSERT INTO t (a) VALUES (1) ¦ allowed",
                "INSERT INTO t SELECT a FROM u ¦ allowed",
                "SELECT 1 ¦ query: kind SELECT",
                "INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 2 ¦ query: kind UPDATE",
                "INSERT INTO t SELECT a FROM u INTO OUTFILE 'x' ¦ query: INTO",
                "WITH x AS (DELETE FROM u RETURNING a) INSERT INTO t SELECT a FROM x ¦ query: kind DELETE"
            })
    void kindsAreAllowedOneByOne(String sql, String verdict) {
        assertThat(verdict(SqlStatements.of(SqlKind.INSERT).at("query"), sql)).isEqualTo(verdict);
    }

    @Test
    void otherKindsMayBeAllowed() {
        SqlStatements writing = SqlStatements.of(SqlKind.UPDATE, SqlKind.DELETE, SqlKind.MERGE, SqlKind.INSERT)
                .at("query");
        assertThat(verdict(writing, "UPDATE t SET a = 1 WHERE b = 2")).isEqualTo("allowed");
        assertThat(verdict(writing, "DELETE FROM t WHERE b = 2")).isEqualTo("allowed");
        assertThat(verdict(
                        writing,
                        "MERGE INTO t USING s ON (t.a = s.a) WHEN MATCHED THEN UPDATE SET b = s.b "
                                + "WHEN NOT MATCHED THEN INSERT (a) VALUES (s.a)"))
                .isEqualTo("allowed");
    }

    @Test
    void lengthsAreBounded() {
        assertThat(verdict(READING, "")).isEqualTo("query: empty or longer than 16384");
        assertThat(verdict(READING, " \n")).isEqualTo("query: empty or longer than 16384");
        assertThat(verdict(READING, "SELECT '" + "x".repeat(1_000_000) + "'"))
                .isEqualTo("query: empty or longer than 16384");
        assertThat(verdict(READING, "SELECT '" + "x".repeat(16_000) + "'")).isEqualTo("allowed");
    }

    @Test
    void nestingIsBounded() {
        assertThat(verdict(READING, "SELECT " + "(".repeat(8) + "1" + ")".repeat(8)))
                .isEqualTo("allowed");
        assertThat(verdict(READING, "SELECT " + "(".repeat(9) + "1" + ")".repeat(9)))
                .isEqualTo("query: nesting deeper than 8");
        assertThat(verdict(READING, "SELECT " + "f(".repeat(5000) + ")".repeat(5000)))
                .isEqualTo("query: nesting deeper than 8");
        assertThat(verdict(READING, "SELECT " + "CASE WHEN ".repeat(300) + "a" + " THEN 1 END".repeat(300)))
                .isEqualTo("query: nesting deeper than 8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOT ",
                "- ",
                "+ ",
                "CASE WHEN a THEN b END, ",
                "a AND ",
                "SELECT ",
                "1 + ",
                "a.",
                "x[1",
                "EXISTS ",
                "END CASE "
            })
    void noStatementTakesLong(String piece) {
        String sql = "SELECT " + piece.repeat(16_000 / piece.length()) + "1";
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> verdict(READING, sql));
    }

    private static String verdict(SqlStatements check, String sql) {
        return check.check(JsonNodeFactory.instance.objectNode().put("query", sql))
                .map(Objection::detail)
                .orElse("allowed");
    }
}
