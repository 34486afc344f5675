package dev.vedette.inspection;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Finds credentials in HTTP headers: {@code Bearer token} and {@code Basic base64(user:password)}. */
final class BearerSeeker implements Seeker {
    private static final String RULE_BEARER = "http-bearer";
    private static final String RULE_BASIC = "http-basic";
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";
    private static final int SHORTEST = 12;

    @Override
    public List<String> ruleIds() {
        return List.of(RULE_BEARER, RULE_BASIC);
    }

    @Override
    public List<String> keywords() {
        return List.of(BEARER, BASIC);
    }

    @Override
    public void seek(String text, Places places, List<Found> found) {
        for (int rank = 0; rank < places.size(); rank++) {
            int place = places.get(rank);
            boolean basic = Character.toLowerCase(text.charAt(place + 1)) == 'a';
            int start = place + (basic ? BASIC : BEARER).length();
            int end = start;
            while (end < text.length() && belongs(text.charAt(end))) {
                end++;
            }
            String value = text.substring(start, end);
            if (value.length() >= SHORTEST && (basic ? userAndPassword(value) : bearer(value))) {
                found.add(new Found(basic ? RULE_BASIC : RULE_BEARER, start, end, value, false));
            }
        }
    }

    private static boolean belongs(char character) {
        return character < CharSet.BEYOND
                && (Character.isLetterOrDigit(character) || "-._~+/=|".indexOf(character) >= 0);
    }

    private static boolean bearer(String value) {
        return Plausibility.token(value);
    }

    private static boolean userAndPassword(String value) {
        try {
            String decoded = new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1);
            int colon = decoded.indexOf(':');
            return (colon >= 0 && decoded.chars().allMatch(character -> character >= ' ' && character != 127))
                    || (value.endsWith("=") && Plausibility.token(value));
        } catch (IllegalArgumentException notBase64) {
            return Plausibility.token(value);
        }
    }
}
