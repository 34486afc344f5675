package dev.vedette.inspection;

import java.util.List;

/** Finds passwords in addresses: {@code scheme://user:password@host}. */
final class UrlPasswordSeeker implements Seeker {
    private static final String RULE = "url-password";
    private static final String MARK = "://";
    private static final int LONGEST = 256;

    @Override
    public List<String> ruleIds() {
        return List.of(RULE);
    }

    @Override
    public List<String> keywords() {
        return List.of(MARK);
    }

    @Override
    public void seek(String text, Places places, List<Found> found) {
        for (int rank = 0; rank < places.size(); rank++) {
            int start = places.get(rank) + MARK.length();
            if (start > MARK.length() && Character.isLetterOrDigit(text.charAt(start - MARK.length() - 1))) {
                userInfo(text, start, found);
            }
        }
    }

    private static void userInfo(String text, int start, List<Found> found) {
        int limit = Math.min(text.length(), start + LONGEST);
        int colon = -1;
        for (int at = start; at < limit; at++) {
            char character = text.charAt(at);
            if (character == '@') {
                if (colon >= 0) {
                    judge(text, colon + 1, at, found);
                }
                return;
            }
            if (character == ':' && colon < 0) {
                colon = at;
            } else if (ends(character)) {
                return;
            }
        }
    }

    private static boolean ends(char character) {
        return character <= ' ' || "/?\"'`<>\\,".indexOf(character) >= 0;
    }

    private static void judge(String text, int start, int end, List<Found> found) {
        String password = text.substring(start, end);
        if (Plausibility.password(password, true)) {
            found.add(new Found(RULE, start, end, password, false));
        }
    }
}
