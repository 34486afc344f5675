package dev.vedette.inspection;

import java.util.List;
import java.util.Locale;

/** An allow-list that is ready to be asked. Thread-safe. */
final class CompiledAllowlist {
    private static final int LINE_CONTEXT = 256;

    private final List<LazyPattern> patterns;
    private final List<String> stopwords;
    private final Allowlist.Target target;
    private final boolean all;

    CompiledAllowlist(Allowlist allowlist) {
        patterns = allowlist.regexes().stream().map(LazyPattern::new).toList();
        stopwords = allowlist.stopwords().stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        target = allowlist.target();
        all = allowlist.all() && !patterns.isEmpty() && !stopwords.isEmpty();
    }

    boolean allows(String text, int matchStart, int matchEnd, String secret) {
        boolean stopped = holdsStopword(secret);
        if (stopped != all) {
            return stopped;
        }
        String seen = switch (target) {
            case SECRET -> secret;
            case MATCH -> text.substring(matchStart, matchEnd);
            case LINE -> line(text, matchStart, matchEnd);
        };
        return patterns.stream().anyMatch(pattern -> pattern.matcher(seen).find());
    }

    private boolean holdsStopword(String secret) {
        if (stopwords.isEmpty()) {
            return false;
        }
        String lower = secret.toLowerCase(Locale.ROOT);
        return stopwords.stream().anyMatch(lower::contains);
    }

    private static String line(String text, int matchStart, int matchEnd) {
        int start = matchStart;
        while (start > 0 && matchStart - start < LINE_CONTEXT && text.charAt(start - 1) != '\n') {
            start--;
        }
        int end = matchEnd;
        while (end < text.length() && end - matchEnd < LINE_CONTEXT && text.charAt(end) != '\n') {
            end++;
        }
        return text.substring(start, end);
    }
}
