package dev.vedette.agent.check;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** Paths that programs and systems read differently; a path that needs to be one of these is none for an agent. */
final class PathText {
    private static final int LONGEST = 4096;

    private PathText() {}

    /** What is odd about a path, or empty. */
    static Optional<String> oddity(String path) {
        if (path.isEmpty() || path.length() > LONGEST) {
            return Optional.of("it is empty or too long");
        }
        if (path.codePoints().anyMatch(PathText::isHidden)) {
            return Optional.of("it has control or invisible characters");
        }
        if (path.indexOf('\\') >= 0 || path.indexOf(':') >= 0 || path.startsWith("//") || path.startsWith("~")) {
            return Optional.of("other systems read it differently");
        }
        String folded = Normalizer.normalize(path, Normalizer.Form.NFKC);
        boolean ascii = path.chars().allMatch(unit -> unit < 0x80);
        if (!ascii && !structure(folded).equals(structure(path))) {
            return Optional.of("it has look-alikes of separators or dots");
        }
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.contains("%2e") || lower.contains("%2f") || lower.contains("%5c") || lower.contains("%00")) {
            return Optional.of("it has escaped separators or dots");
        }
        return hasStepUp(path) ? Optional.of("it steps up") : Optional.empty();
    }

    private static boolean isHidden(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.UNASSIGNED
                || (character >= 0xfe00 && character <= 0xfe0f);
    }

    /** The separators, dots, colons and tildes alone. */
    private static String structure(String path) {
        StringBuilder structure = new StringBuilder();
        path.chars().filter(unit -> "/\\.:~%".indexOf(unit) >= 0).forEach(unit -> structure.append((char) unit));
        return structure.toString();
    }

    /** A name of dots and spaces alone, but for {@code .}: {@code ..}, and what Windows makes it of. */
    private static boolean hasStepUp(String path) {
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String name = path.substring(start, end);
            if (name.length() > 1 && name.chars().allMatch(unit -> unit == '.' || unit == ' ')) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }
}
