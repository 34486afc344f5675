package dev.vedette.pricing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How names of models and vendors are read. What follows a name and does not make another model of it is taken off from
 * the end, piece by piece: dates, versions, {@code -latest}, {@code -preview}. Nothing else is, so that {@code gpt-5}
 * and {@code gpt-5-mini} stay two models. Four digits stay as well: {@code mistral-large-2411} and {@code
 * mistral-large-2512} are two generations at two prices. Time is linear in the name.
 */
final class ModelName {
    private static final int LONGEST = 200;
    private static final int MOST_READINGS = 6;
    private static final String FINE_TUNED = "ft:";
    private static final Set<String> FLOATING = Set.of("latest", "default");

    private ModelName() {}

    /** The name in lower case, or null where it is empty or too long to be one. */
    static @Nullable String folded(@Nullable String written) {
        if (written == null || written.length() > LONGEST) {
            return null;
        }
        StringBuilder folded = new StringBuilder(written.strip());
        for (int i = 0; i < folded.length(); i++) {
            char letter = folded.charAt(i);
            if (letter >= 'A' && letter <= 'Z') {
                folded.setCharAt(i, (char) (letter + ('a' - 'A')));
            }
        }
        return folded.isEmpty() ? null : folded.toString();
    }

    /** A vendor's name with one kind of separator, or null where it is none. */
    static @Nullable String vendor(@Nullable String written) {
        String folded = folded(written);
        return folded == null
                ? null
                : folded.replace('_', '.').replace('-', '.').replace(' ', '.');
    }

    /** The names under which a model may be listed, the most exact first. A fine-tuned one is never its base. */
    static List<String> readings(String name) {
        List<String> readings = new ArrayList<>();
        String rest = name;
        String mark = "";
        if (name.startsWith(FINE_TUNED)) {
            readings.add(name);
            mark = FINE_TUNED;
            int end = name.indexOf(':', FINE_TUNED.length());
            rest = name.substring(FINE_TUNED.length(), end < 0 ? name.length() : end);
        }
        for (String next = rest; next != null && readings.size() < MOST_READINGS; next = shorter(next)) {
            readings.add(mark + next);
        }
        return readings;
    }

    private static @Nullable String shorter(String name) {
        int kept = name.length() - suffix(name);
        return kept <= 0 || kept == name.length() ? null : name.substring(0, kept);
    }

    /** The length of the last piece that does not make another model, or 0. */
    private static int suffix(String name) {
        for (String plain : List.of("[1m]", "-latest", "-preview", "-v1")) {
            if (name.endsWith(plain)) {
                return plain.length();
            }
        }
        int version = bedrockVersion(name);
        return version > 0 ? version : Math.max(pinned(name), dated(name));
    }

    /** {@code -v1:0}, or {@code :0} alone. */
    private static int bedrockVersion(String name) {
        int end = name.length();
        if (end > 5 && name.startsWith("-v", end - 5) && name.charAt(end - 2) == ':') {
            return isDigits(name, end - 3, end - 2) && isDigits(name, end - 1, end) ? 5 : 0;
        }
        return name.endsWith(":0") ? 2 : 0;
    }

    /** {@code @20250929} or {@code @latest}. */
    private static int pinned(String name) {
        int at = name.lastIndexOf('@');
        if (at < 0) {
            return 0;
        }
        boolean fixed = isDigits(name, at + 1, name.length());
        return fixed || FLOATING.contains(name.substring(at + 1)) ? name.length() - at : 0;
    }

    /** A day, or the number of a stable version such as {@code -002}. */
    private static int dated(String name) {
        int end = name.length();
        if (isDay(name, end - 11, "-20##-##-##")) {
            return 11;
        }
        if (isDay(name, end - 9, "-20######")) {
            return 9;
        }
        if (isDay(name, end - 4, "-0##")) {
            return 4;
        }
        int monthAndDay = isDay(name, end - 6, "-##-##") ? 6 : isDay(name, end - 8, "-##-20##") ? 8 : 0;
        return monthAndDay > 0 && name.startsWith("-preview", end - monthAndDay - "-preview".length())
                ? monthAndDay
                : 0;
    }

    /** Whether the name ends from {@code start} on as the pattern says, {@code #} being any digit. */
    private static boolean isDay(String name, int start, String pattern) {
        if (start <= 0) {
            return false;
        }
        for (int i = 0; i < pattern.length(); i++) {
            char wanted = pattern.charAt(i);
            char found = name.charAt(start + i);
            if (wanted == '#' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return start < end;
    }
}
