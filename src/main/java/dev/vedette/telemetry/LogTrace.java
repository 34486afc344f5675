package dev.vedette.telemetry;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a log record belongs to. Coding agents tell a whole session in log records of which none names a
 * trace; such a session of a service is taken for one trace, whose id is worked out from the names of both. So everything
 * that finds, shows and links traces holds for it, and there is no second kind of thing to find. The id is the first half
 * of a SHA-256 and so meets no other by chance; {@link Trace#isSession} tells such a trace, as no backend knows it.
 */
public final class LogTrace {
    private static final int HALF = 16;

    private LogTrace() {}

    /**
     * The id of the trace that the record names, else that of its session of its service; 32 lower-case hex digits, or
     * null for what names neither.
     */
    public static @Nullable String idOf(LogEvent log) {
        Actor actor = log.actor();
        if (log.traceId() != null) {
            return log.traceId();
        }
        // Where nothing names a session, the service's name stands for one.
        return actor.session().equals(actor.service()) ? null : idOf(actor.service(), actor.session());
    }

    /** The id of the trace under which what was done is found: a span's own, or that of {@link #idOf(LogEvent)}. */
    public static @Nullable String idOf(Activity activity) {
        return activity instanceof LogEvent log ? idOf(log) : activity.traceId();
    }

    /** The id that stands for what a service tells of a session outside of all traces. */
    public static String idOf(String service, String session) {
        byte[] digest = NameDigest.of(List.of("session as trace", service, session));
        return HexFormat.of().formatHex(digest, 0, HALF);
    }

    /**
     * The records of a trace without spans, so that tokens count once where spans of the session tell them in other
     * traces.
     *
     * @param kinds the kinds of operation of which spans of the same service and session tell tokens
     */
    public static List<LogEvent> withoutTokensOf(Set<String> kinds, List<LogEvent> logs) {
        List<LogEvent> settled = new ArrayList<>(logs.size());
        for (LogEvent log : logs) {
            boolean again = kinds.contains(log.operation().kind());
            settled.add(again ? log.withUsage(log.usage().repeated()) : log);
        }
        return settled;
    }
}
