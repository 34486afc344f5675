package dev.vedette.agent.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of a statement, and whether all databases agree where its texts and names begin and end. They differ about
 * backslashes, comments, dollar quotes, brackets, back-ticks and more; a statement with any of that could hide another
 * one from the parser and is refused, whatever it says. One pass, linear time.
 */
final class SqlScan {
    private static final String WHITE_SPACE = " \t\r\n";
    private static final String SYMBOLS = "()[],.;=<>!+-*/%|&^~?:@";
    private static final int DEEPEST = 8;

    private final String sql;
    private final Set<String> words = new HashSet<>();
    private final Set<String> functions = new HashSet<>();
    private final List<String> chain = new ArrayList<>();
    private @Nullable String oddity;
    private String previous = "";
    private int strayInto;
    private int parentheses;
    private int cases;
    private int brackets;

    private SqlScan(String sql) {
        this.sql = sql;
    }

    static SqlScan of(String sql) {
        SqlScan scan = new SqlScan(sql);
        int at = 0;
        while (at < sql.length() && scan.oddity == null) {
            at = scan.token(at);
        }
        return scan;
    }

    /** Why the statement could be read in several ways, or is nested too deeply; or empty. */
    Optional<String> oddity() {
        return Optional.ofNullable(oddity);
    }

    /** All words that are not quoted, in upper case. */
    Set<String> words() {
        return words;
    }

    /** What is called, quoted or not, in lower case, with the schemas or packages before it as names of their own. */
    Set<String> functions() {
        return functions;
    }

    /** Whether there is an INTO other than that of INSERT and MERGE. */
    boolean hasStrayInto() {
        return strayInto > 0;
    }

    private int token(int at) {
        char unit = sql.charAt(at);
        if (WHITE_SPACE.indexOf(unit) >= 0) {
            return at + 1;
        }
        if (isWordPart(unit)) {
            return word(at);
        }
        if (unit == '\'' || unit == '"' || unit == '`') {
            return quoted(at, unit);
        }
        if (unit == '$' && at + 1 < sql.length() && Character.isDigit(sql.charAt(at + 1))) {
            chain.clear();
            return at + 2;
        }
        return symbol(at, unit);
    }

    private int word(int start) {
        int end = start;
        while (end < sql.length() && (isWordPart(sql.charAt(end)) || sql.charAt(end) == '$')) {
            end++;
        }
        String word = sql.substring(start, end).toUpperCase(Locale.ROOT);
        words.add(word);
        if (word.indexOf('$') >= 0) {
            oddity = "dollar signs";
        } else if (word.equals("INTO") && !previous.equals("INSERT") && !previous.equals("MERGE")) {
            strayInto++;
        } else if (word.equals("CASE")) {
            cases++;
            requireShallow();
        } else if (word.equals("END")) {
            cases = Math.max(0, cases - 1);
        }
        name(word);
        previous = word;
        return end;
    }

    private int quoted(int start, char quote) {
        int end = start + 1;
        while (end < sql.length()
                && (sql.charAt(end) != quote || (end + 1 < sql.length() && sql.charAt(end + 1) == quote))) {
            end += sql.charAt(end) == quote ? 2 : 1;
        }
        if (end >= sql.length()) {
            oddity = "a quote that does not end";
            return end;
        }
        String inside = sql.substring(start + 1, end);
        if (brackets > 0 || (start > 0 && sql.charAt(start - 1) == '&')) {
            oddity = "quotes in brackets or with escapes";
        } else if (quote == '\'' ? hasEscapedQuote(inside) : !isPlainName(inside)) {
            oddity = "a quote that could end elsewhere";
        } else if (quote == '\'') {
            chain.clear();
        } else {
            name(inside);
        }
        previous = "";
        return end + 1;
    }

    private int symbol(int at, char unit) {
        char next = at + 1 < sql.length() ? sql.charAt(at + 1) : ' ';
        if (SYMBOLS.indexOf(unit) < 0) {
            oddity = "characters that databases read differently";
        } else if ((unit == '-' && next == '-') || (unit == '/' && next == '*')) {
            oddity = "a comment";
        } else if (unit == ';' && !sql.substring(at + 1).isBlank()) {
            oddity = "several statements";
        }
        bracket(unit);
        if (unit == '.') {
            chain.add(".");
        } else {
            chain.clear();
        }
        previous = "";
        return at + 1;
    }

    private void bracket(char unit) {
        switch (unit) {
            case '(' -> {
                chain.forEach(name -> functions.add(name.toLowerCase(Locale.ROOT)));
                parentheses++;
                requireShallow();
            }
            case ')' -> parentheses = Math.max(0, parentheses - 1);
            case '[' -> brackets++;
            case ']' -> brackets--;
            default -> {}
        }
    }

    /** A name after a dot goes on with the names before it; any other begins anew. */
    private void name(String name) {
        if (!chain.isEmpty() && !chain.get(chain.size() - 1).equals(".")) {
            chain.clear();
        }
        chain.add(name);
    }

    private void requireShallow() {
        if (parentheses + cases > DEEPEST) {
            oddity = "nesting deeper than " + DEEPEST;
        }
    }

    private static boolean hasEscapedQuote(String inside) {
        return inside.contains("\\'") || inside.endsWith("\\") || inside.indexOf('\0') >= 0;
    }

    private static boolean isPlainName(String inside) {
        return !inside.isEmpty() && inside.chars().allMatch(unit -> unit >= ' ' && "\\'\"`[]".indexOf(unit) < 0);
    }

    private static boolean isWordPart(char unit) {
        return (unit >= 'a' && unit <= 'z')
                || (unit >= 'A' && unit <= 'Z')
                || (unit >= '0' && unit <= '9')
                || unit == '_';
    }
}
