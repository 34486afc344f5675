package dev.vedette.inspection;

import org.jspecify.annotations.Nullable;

/**
 * The value that follows a name.
 *
 * @param quoted whether it stands in quotes
 * @param loose whether only a space lies between the two
 */
record AssignedValue(String text, int start, int end, boolean quoted, boolean loose) {
    private static final String QUOTES = "\"'`";
    private static final int LONGEST_GAP = 24;
    private static final int LONGEST_VALUE = 400;
    private static final int LONGEST_CALL = 32;
    private static final int SHORTEST_INNER = 16;

    /** The value that is given to the name at these positions, or null if none is. */
    static @Nullable AssignedValue after(String text, int nameStart, int nameEnd) {
        return new Reader(text, nameEnd).read(nameStart);
    }

    /** The longest run of characters that tokens are made of, for values that hold more than a token; null if short. */
    @Nullable
    AssignedValue innerToken() {
        int bestStart = 0;
        int bestEnd = 0;
        int runStart = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || !CharSet.WORD.has(CharSet.symbol(text.charAt(at)))) {
                if (at - runStart > bestEnd - bestStart) {
                    bestStart = runStart;
                    bestEnd = at;
                }
                runStart = at + 1;
            }
        }
        return bestEnd - bestStart < SHORTEST_INNER
                ? null
                : new AssignedValue(
                        text.substring(bestStart, bestEnd), start + bestStart, start + bestEnd, true, false);
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text, int at) {
            this.text = text;
            this.at = at;
        }

        @Nullable
        AssignedValue read(int nameStart) {
            int nameEnd = at;
            skip("\\\"'`])", LONGEST_GAP);
            boolean closed = at > nameEnd;
            skip(" \t", LONGEST_GAP);
            boolean spaced = at > nameEnd;
            boolean assigned = operator(closed) || verb();
            if (!assigned && !spaced) {
                return null;
            }
            skip(" \t", LONGEST_GAP);
            boolean option = text.charAt(nameStart) == '-';
            AssignedValue value = value(!assigned && !option);
            if (value != null && assigned && typeBefore(value.end)) {
                return value(false);
            }
            return value;
        }

        /** Reads an operator: one that assigns, compares or calls, or the comma between two quoted arguments. */
        private boolean operator(boolean closed) {
            int start = at;
            skip("!=:>?|~-", 4);
            String operator = text.substring(start, at);
            if (operator.isEmpty() && peek() == '(') {
                at++;
                return true;
            }
            if (operator.isEmpty() && peek() == ',' && closed) {
                at++;
                return true;
            }
            boolean assigns = operator.indexOf('=') >= 0 || operator.indexOf(':') >= 0 || operator.indexOf('>') >= 0;
            if (!assigns) {
                at = start;
            }
            return assigns;
        }

        /** Reads the word that assigns in prose: the password is …. */
        private boolean verb() {
            boolean is = text.startsWith("is ", at) || text.startsWith("is: ", at) || text.startsWith("was ", at);
            if (is) {
                at = text.indexOf(' ', at) + 1;
            }
            return is;
        }

        private @Nullable AssignedValue value(boolean loose) {
            int start = at;
            openCall();
            if (peek() != 0
                    && "bfruL@$".indexOf(peek()) >= 0
                    && at + 1 < text.length()
                    && isQuote(text.charAt(at + 1))) {
                at++;
            }
            int escapes = at;
            skip("\\", 4);
            if (isQuote(peek())) {
                return quoted(text.substring(escapes, at + 1), loose);
            }
            at = start;
            return bare(loose);
        }

        /** Steps into calls and conversions that wrap a quoted value. */
        private void openCall() {
            int start = at;
            int end = Math.min(text.length(), at + LONGEST_CALL);
            while (at < end && (Character.isLetterOrDigit(text.charAt(at)) || "._-".indexOf(text.charAt(at)) >= 0)) {
                at++;
            }
            if (at > start && (peek() == '(' || peek() == ' ') && at + 1 < text.length()) {
                at++;
                boolean quote = isQuote(peek()) || (at + 1 < text.length() && isQuote(text.charAt(at + 1)));
                if (quote) {
                    return;
                }
            }
            at = start;
        }

        private @Nullable AssignedValue quoted(String quote, boolean loose) {
            at++;
            int limit = Math.min(text.length(), at + LONGEST_VALUE);
            int end = at;
            while (end < limit && text.charAt(end) != '\n' && !text.startsWith(quote, end)) {
                end++;
            }
            return result(end, true, loose);
        }

        private @Nullable AssignedValue bare(boolean loose) {
            int limit = Math.min(text.length(), at + LONGEST_VALUE);
            int end = at;
            while (end < limit && text.charAt(end) > ' ' && ",;\"'`<>)}]&|\\".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            while (end > at && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '?')) {
                end--;
            }
            return result(end, false, loose);
        }

        private @Nullable AssignedValue result(int end, boolean quoted, boolean loose) {
            int start = at;
            at = end;
            return end == start ? null : new AssignedValue(text.substring(start, end), start, end, quoted, loose);
        }

        /** Whether what was read is a type and the value is still to come: {@code password: string = "…"}. */
        private boolean typeBefore(int end) {
            at = end;
            skip(" \t", LONGEST_GAP);
            if (peek() != '=') {
                return false;
            }
            at++;
            skip(" \t", LONGEST_GAP);
            return isQuote(peek());
        }

        private void skip(String characters, int most) {
            int end = Math.min(text.length(), at + most);
            while (at < end && characters.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : 0;
        }

        private static boolean isQuote(char character) {
            return character != 0 && QUOTES.indexOf(character) >= 0;
        }
    }
}
