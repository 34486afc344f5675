package dev.vedette.ingest;

import dev.vedette.telemetry.Verdict;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words that senders have for a verdict. */
final class Verdicts {
    private static final int MAX_LENGTH = 64;
    private static final Map<String, Verdict> WORDS = Map.ofEntries(
            Map.entry("allow", Verdict.ALLOW),
            Map.entry("allowed", Verdict.ALLOW),
            Map.entry("accept", Verdict.ALLOW),
            Map.entry("accepted", Verdict.ALLOW),
            Map.entry("auto_accept", Verdict.ALLOW),
            Map.entry("approve", Verdict.ALLOW),
            Map.entry("approved", Verdict.ALLOW),
            Map.entry("approved_for_session", Verdict.ALLOW),
            Map.entry("approved_execpolicy_amendment", Verdict.ALLOW),
            Map.entry("approved_with_amendment", Verdict.ALLOW),
            Map.entry("pass", Verdict.ALLOW),
            Map.entry("deny", Verdict.DENY),
            Map.entry("denied", Verdict.DENY),
            Map.entry("reject", Verdict.DENY),
            Map.entry("rejected", Verdict.DENY),
            Map.entry("abort", Verdict.DENY),
            Map.entry("aborted", Verdict.DENY),
            Map.entry("cancel", Verdict.DENY),
            Map.entry("cancelled", Verdict.DENY),
            Map.entry("timed_out", Verdict.DENY),
            Map.entry("block", Verdict.DENY),
            Map.entry("blocked", Verdict.DENY),
            Map.entry("modify", Verdict.MODIFY),
            Map.entry("modified", Verdict.MODIFY),
            Map.entry("warn", Verdict.WARN),
            Map.entry("ask", Verdict.ESCALATE),
            Map.entry("escalate", Verdict.ESCALATE));

    private Verdicts() {}

    /** The verdict that the word means, or null for none that is known. */
    static @Nullable Verdict of(@Nullable String word) {
        if (word == null || word.length() > MAX_LENGTH) {
            return null;
        }
        return WORDS.get(word.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_'));
    }
}
