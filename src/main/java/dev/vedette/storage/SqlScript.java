package dev.vedette.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** A file of SQL statements from the class path. Immutable. */
record SqlScript(String text) {
    /** Reads {@code db/<name>}. */
    static SqlScript load(String name) {
        try (InputStream file = SqlScript.class.getResourceAsStream("/db/" + name)) {
            if (file == null) {
                throw new IllegalStateException("db/" + name + " is missing from the program.");
            }
            return new SqlScript(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    SqlScript with(String placeholder, String value) {
        return new SqlScript(text.replace("${" + placeholder + "}", value));
    }

    /** Tells an edited file from the one that was run. */
    long checksum() {
        CRC32 sum = new CRC32();
        sum.update(text.replace("\r", "").getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    void run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements()) {
                statement.execute(sql);
            }
        }
    }

    /** Statements end with a semicolon; a comment is a line of its own. No text literal holds either. */
    private List<String> statements() {
        StringBuilder code = new StringBuilder();
        text.lines()
                .filter(line -> !line.startsWith("--"))
                .forEach(line -> code.append(line).append('\n'));
        List<String> statements = new ArrayList<>();
        for (String statement : code.toString().split(";", -1)) {
            if (!statement.isBlank()) {
                statements.add(statement.strip());
            }
        }
        return statements;
    }
}
