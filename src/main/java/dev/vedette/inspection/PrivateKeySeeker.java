package dev.vedette.inspection;

import java.util.List;

/**
 * Finds private keys in PEM form, with real or escaped line breaks, whole or cut off: what follows the opening line is
 * masked as far as it can belong to a key.
 */
final class PrivateKeySeeker implements Seeker {
    private static final String RULE = "private-key";
    private static final String BEGIN = "-----begin";
    private static final String LABEL = "PRIVATE KEY";
    private static final String DASHES = "-----";
    private static final int LONGEST_LABEL = 60;
    private static final int SHORTEST_BODY = 32;
    private static final int LONGEST_ENDING = 80;
    private static final int LINE = 20;

    @Override
    public List<String> ruleIds() {
        return List.of(RULE);
    }

    @Override
    public List<String> keywords() {
        return List.of(BEGIN);
    }

    @Override
    public void seek(String text, Places places, List<Found> found) {
        int next = 0;
        for (int rank = 0; rank < places.size(); rank++) {
            int start = places.get(rank);
            int body = start < next ? -1 : body(text, start);
            if (body >= 0) {
                next = block(text, start, body, found);
            }
        }
    }

    /** The position after the opening line, or -1 if it opens no private key. */
    private static int body(String text, int start) {
        int labelEnd = text.indexOf(DASHES, start + BEGIN.length());
        if (labelEnd < 0 || labelEnd - start > LONGEST_LABEL) {
            return -1;
        }
        String label = text.substring(start, labelEnd).replace('+', ' ');
        return label.contains(LABEL) ? labelEnd + DASHES.length() : -1;
    }

    private static int block(String text, int start, int body, List<Found> found) {
        int end = body;
        int letters = 0;
        int run = 0;
        while (end < text.length() && !text.startsWith(DASHES, end) && belongs(text, end, run)) {
            boolean letter = Character.isLetterOrDigit(text.charAt(end));
            letters += letter ? 1 : 0;
            run = letter ? run + 1 : 0;
            end++;
        }
        if (letters < SHORTEST_BODY || text.substring(body, end).contains("...")) {
            return body;
        }
        end = closing(text, end);
        found.add(new Found(RULE, start, end, text.substring(start, end), false));
        return end;
    }

    /** The position after the closing line, if it follows. */
    private static int closing(String text, int end) {
        if (!text.startsWith("-----END", end)) {
            return end;
        }
        int close = text.indexOf(DASHES, end + DASHES.length());
        return close < 0 || close - end > LONGEST_ENDING ? end : close + DASHES.length();
    }

    /**
     * Base64, line breaks real and escaped, the headers of encrypted keys, and the quotes between joined lines. A space
     * between short words is prose that follows a key that was cut off.
     */
    private static boolean belongs(String text, int at, int run) {
        char character = text.charAt(at);
        if (character == ' ' && run > 0 && run < LINE) {
            return wordLength(text, at + 1) == 0 || wordLength(text, at + 1) >= LINE;
        }
        return character < CharSet.BEYOND
                && (Character.isLetterOrDigit(character) || " \t\r\n+/=\\:,-.\"'#*%_()".indexOf(character) >= 0);
    }

    private static int wordLength(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < LINE && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return end - from;
    }
}
