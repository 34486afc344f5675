package dev.vedette.inspection;

import java.util.List;

/**
 * Finds values that are given to a name that says "secret": in source code, configuration, JSON, command lines, forms
 * and calls. The name decides how random the value must look.
 */
final class AssignmentSeeker implements Seeker {
    private static final String IDENTIFIED_BY = "identified by";
    private static final int LONGEST_NAME = 64;

    /** So many values may end at the same place: names in front of names are cheap to write. */
    private static final int MOST_NESTED = 4;

    @Override
    public List<String> ruleIds() {
        return List.of("generic-password", "generic-token", "generic-key");
    }

    @Override
    public List<String> keywords() {
        return List.of(
                "pass",
                "pw",
                "pswd",
                "secret",
                "token",
                "key",
                "auth",
                "cred",
                "salt",
                "nonce",
                "cookie",
                ".sid",
                "otp",
                "access",
                "private",
                IDENTIFIED_BY);
    }

    @Override
    public void seek(String text, Places places, List<Found> found) {
        Nesting nesting = new Nesting();
        int nameEnd = 0;
        for (int rank = 0; rank < places.size(); rank++) {
            int place = places.get(rank);
            if (place >= nameEnd) {
                int start = nameStart(text, place, nameEnd);
                nameEnd = nameEnd(text, afterSpace(text, place));
                if (nameEnd - start <= LONGEST_NAME) {
                    judge(text, start, nameEnd, nesting, found);
                }
            }
        }
    }

    private static void judge(String text, int start, int nameEnd, Nesting nesting, List<Found> found) {
        SecretName name = SecretName.of(text.substring(start, nameEnd));
        AssignedValue value = name == SecretName.NONE ? null : AssignedValue.after(text, start, nameEnd);
        if (value == null || nesting.tooDeep(value.end())) {
            return;
        }
        if (value.loose()) {
            name = SecretName.of(text.substring(wordBefore(text, start), nameEnd));
        }
        value = composite(name, value) ? value.innerToken() : value;
        if (value != null && plausible(name, value)) {
            found.add(new Found("generic-" + rule(name), value.start(), value.end(), value.text(), true));
        }
    }

    /** Counts values that end at the same place. */
    private static final class Nesting {
        private int lastEnd = -1;
        private int depth;

        boolean tooDeep(int end) {
            depth = end == lastEnd ? depth + 1 : 0;
            lastEnd = end;
            return depth >= MOST_NESTED;
        }
    }

    /** Where the word before a name begins: in prose, the key may be a primary one. */
    private static int wordBefore(String text, int start) {
        return start > 0 && text.charAt(start - 1) == ' ' ? nameStart(text, start - 1, 0) : start;
    }

    private static String rule(SecretName name) {
        return switch (name) {
            case PASSWORD -> "password";
            case TOKEN -> "token";
            case KEY, NONE -> "key";
        };
    }

    /** Whether the value is text or JSON of which a token is a part. */
    private static boolean composite(SecretName name, AssignedValue value) {
        boolean tokenKind = name == SecretName.TOKEN || name == SecretName.KEY;
        return tokenKind
                && value.quoted()
                && (value.text().indexOf('{') >= 0 || value.text().indexOf(' ') >= 0);
    }

    private static boolean plausible(SecretName name, AssignedValue value) {
        String text = value.text();
        if (value.loose() && !(value.quoted() && name == SecretName.PASSWORD)) {
            return name != SecretName.NONE && Plausibility.key(text);
        }
        return switch (name) {
            case PASSWORD -> Plausibility.password(text, value.quoted());
            case TOKEN -> Plausibility.token(text);
            case KEY -> Plausibility.key(text);
            case NONE -> false;
        };
    }

    /** SQL's name for a password is two words. */
    private static int afterSpace(String text, int place) {
        return text.regionMatches(true, place, IDENTIFIED_BY, 0, IDENTIFIED_BY.length())
                ? place + IDENTIFIED_BY.length()
                : place + 1;
    }

    private static int nameStart(String text, int place, int floor) {
        int start = place;
        while (start > floor && place - start < LONGEST_NAME && inName(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static int nameEnd(String text, int place) {
        int end = place;
        while (end < text.length() && end - place < LONGEST_NAME && inName(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean inName(char character) {
        return character < CharSet.BEYOND
                && (Character.isLetterOrDigit(character) || character == '_' || character == '-' || character == '.');
    }
}
