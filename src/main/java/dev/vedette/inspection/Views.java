package dev.vedette.inspection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which a text can be read: as it is; with the escapes of JSON strings taken off, up to three times, as tool
 * arguments nest; with percent signs decoded; and the text that its Base64 runs hold. Linear in the text.
 */
final class Views {
    private static final int NESTING = 3;
    private static final int HEXADECIMAL = 16;

    private Views() {}

    static List<TextView> of(String text) {
        TextView plain = TextView.of(text);
        List<TextView> views = new ArrayList<>();
        views.add(plain);
        TextView deepest = plain;
        for (int level = 0; level < NESTING; level++) {
            TextView inner = unescaped(deepest);
            if (inner == null) {
                break;
            }
            views.add(inner);
            deepest = inner;
        }
        TextView percent = percentDecoded(deepest);
        if (percent != null) {
            views.add(percent);
        }
        TextView base64 = Base64Runs.decoded(deepest);
        if (base64 != null) {
            views.add(base64);
        }
        return views;
    }

    /** The view without one layer of backslashes, or null if there is none. */
    private static @Nullable TextView unescaped(TextView view) {
        String text = view.text();
        if (text.indexOf('\\') < 0) {
            return null;
        }
        TextView.Builder builder = new TextView.Builder(view);
        boolean changed = false;
        int at = 0;
        while (at < text.length()) {
            int length = text.charAt(at) == '\\' ? escapeLength(text, at) : 1;
            builder.add(length == 1 ? text.charAt(at) : escaped(text, at, length), at, at + length);
            changed |= length > 1;
            at += length;
        }
        return changed ? builder.build() : null;
    }

    private static int escapeLength(String text, int at) {
        if (at + 1 >= text.length()) {
            return 1;
        }
        return switch (text.charAt(at + 1)) {
            case '"', '\'', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> hexadecimal(text, at + 2, 4) < 0 ? 1 : 6;
            case 'x' -> hexadecimal(text, at + 2, 2) < 0 ? 1 : 4;
            default -> 1;
        };
    }

    private static char escaped(String text, int at, int length) {
        char kind = text.charAt(at + 1);
        return switch (kind) {
            case 'b', 'f' -> ' ';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u', 'x' -> (char) hexadecimal(text, at + 2, length - 2);
            default -> kind;
        };
    }

    private static @Nullable TextView percentDecoded(TextView view) {
        String text = view.text();
        if (text.indexOf('%') < 0) {
            return null;
        }
        TextView.Builder builder = new TextView.Builder(view);
        boolean changed = false;
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            int value = character == '%' ? hexadecimal(text, at + 1, 2) : -1;
            boolean decodes = value >= ' ' && value < CharSet.BEYOND;
            int length = decodes ? 3 : 1;
            builder.add(decodes ? (char) value : character, at, at + length);
            changed |= decodes;
            at += length;
        }
        return changed ? builder.build() : null;
    }

    private static int hexadecimal(String text, int from, int digits) {
        if (from + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int at = from; at < from + digits; at++) {
            int digit = Character.digit(text.charAt(at), HEXADECIMAL);
            if (digit < 0) {
                return -1;
            }
            value = value * HEXADECIMAL + digit;
        }
        return value;
    }
}
