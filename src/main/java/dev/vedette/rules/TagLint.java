package dev.vedette.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows the namespaces that tags may have, and which ids exist in each. */
final class TagLint {
    /** Namespace to the prefix of its ids and how many there are; all of these count from one with two digits. */
    private static final Map<String, Series> SERIES = new LinkedHashMap<>();

    static {
        SERIES.put("owasp-asi", new Series("ASI", 10));
        SERIES.put("owasp-llm25", new Series("LLM", 10));
        SERIES.put("owasp-llm26", new Series("LLM", 10));
        SERIES.put("owasp-mcp", new Series("MCP", 10));
        SERIES.put("owasp-ast", new Series("AST", 10));
    }

    /** The last technique of MITRE ATLAS 5.6. */
    private static final int LAST_ATLAS = 112;

    private static final int LAST_MAESTRO = 7;
    private static final int LAST_ARTICLE = 113;
    private static final String ATLAS = "AML.T";

    private TagLint() {}

    /** What is wrong with a tag, or null when nothing is. */
    static @Nullable String objection(String tag) {
        int colon = tag.indexOf(':');
        String namespace = colon < 0 ? tag : tag.substring(0, colon);
        String id = colon < 0 ? "" : tag.substring(colon + 1);
        Series series = SERIES.get(namespace);
        if (series != null) {
            return series.holds(id)
                    ? null
                    : "'" + tag + "': " + namespace + " has " + series.prefix + "01 to " + series.prefix + series.last;
        }
        boolean good = switch (namespace) {
            case "atlas" -> isAtlas(id);
            case "maestro" -> id.startsWith("L") && inRange(id.substring(1), 1, LAST_MAESTRO);
            case "euai" -> inRange(id, 1, LAST_ARTICLE);
            case "nist-aml" -> (id.length() == 2 || id.length() == 3) && inRange(id, 1, 999);
            case "aisvs" -> isSection(id);
            default -> false;
        };
        return good
                ? null
                : "'" + tag + "' is not a known tag; namespaces are owasp-asi, owasp-llm25, owasp-llm26, owasp-mcp,"
                        + " owasp-ast, atlas (AML.T0051.001), maestro, nist-aml, aisvs and euai";
    }

    private static boolean isAtlas(String id) {
        if (!id.startsWith(ATLAS)) {
            return false;
        }
        String technique = id.substring(ATLAS.length());
        boolean plain = technique.length() == 4;
        boolean sub = technique.length() == 8 && technique.charAt(4) == '.' && inRange(technique.substring(5), 0, 999);
        return (plain || sub) && inRange(technique.substring(0, 4), 0, LAST_ATLAS);
    }

    private static boolean isSection(String id) {
        String[] parts = id.split("\\.", -1);
        boolean good = parts.length == 3;
        for (String part : parts) {
            good = good && inRange(part, 1, 99);
        }
        return good;
    }

    private static boolean inRange(String digits, int first, int last) {
        if (digits.isEmpty() || digits.length() > 4) {
            return false;
        }
        int number = 0;
        for (int index = 0; index < digits.length(); index++) {
            char digit = digits.charAt(index);
            if (digit < '0' || digit > '9') {
                return false;
            }
            number = number * 10 + (digit - '0');
        }
        return number >= first && number <= last;
    }

    private record Series(String prefix, int last) {
        boolean holds(String id) {
            return id.startsWith(prefix)
                    && id.length() == prefix.length() + 2
                    && inRange(id.substring(prefix.length()), 1, last);
        }
    }
}
