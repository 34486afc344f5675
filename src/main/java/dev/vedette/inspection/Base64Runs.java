package dev.vedette.inspection;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the text that long runs of Base64 hold, of either alphabet, once; runs that hold no text are skipped early. */
final class Base64Runs {
    private static final int SHORTEST = 24;
    private static final int GROUP = 4;
    private static final int BITS = 6;
    private static final int BYTES = 3;
    private static final int BYTE_MASK = 0xFF;
    private static final byte[] VALUES = values();

    private Base64Runs() {}

    /** The texts of all runs, each on a line of its own, or null if there is none. */
    static @Nullable TextView decoded(TextView view) {
        String text = view.text();
        TextView.@Nullable Builder builder = null;
        int length = text.length();
        int start = 0;
        for (int at = 0; at <= length; at++) {
            if (at < length && value(text.charAt(at)) >= 0) {
                continue;
            }
            if (at - start >= SHORTEST && readable(text, start)) {
                builder = builder == null ? new TextView.Builder(view) : builder;
                decode(text, start, at, builder);
            }
            start = at + 1;
        }
        return builder == null ? null : builder.build();
    }

    /** Whether the first bytes are text, as those of pictures, hashes and names are not. */
    private static boolean readable(String text, int start) {
        for (int group = start; group < start + SHORTEST; group += GROUP) {
            int bits = bits(text, group, GROUP);
            for (int index = 0; index < BYTES; index++) {
                if (!printable((bits >>> ((2 - index) * 8)) & BYTE_MASK)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void decode(String text, int start, int end, TextView.Builder builder) {
        for (int group = start; group < end; group += GROUP) {
            int digits = Math.min(GROUP, end - group);
            int bits = bits(text, group, digits);
            for (int index = 0; index < digits - 1; index++) {
                int value = (bits >>> ((2 - index) * 8)) & BYTE_MASK;
                builder.add((char) value, group, group + digits);
            }
        }
        builder.add('\n', end - 1, end);
    }

    private static int bits(String text, int from, int digits) {
        int bits = 0;
        for (int index = 0; index < GROUP; index++) {
            bits = (bits << BITS) | (index < digits ? value(text.charAt(from + index)) : 0);
        }
        return bits;
    }

    private static boolean printable(int value) {
        return (value >= ' ' && value < 127) || value == '\n' || value == '\r' || value == '\t';
    }

    private static int value(char character) {
        return character < CharSet.BEYOND ? VALUES[character] : -1;
    }

    private static byte[] values() {
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        byte[] values = new byte[CharSet.BEYOND];
        Arrays.fill(values, (byte) -1);
        for (int index = 0; index < digits.length(); index++) {
            values[digits.charAt(index)] = (byte) index;
        }
        values['-'] = values['+'];
        values['_'] = values['/'];
        return values;
    }
}
