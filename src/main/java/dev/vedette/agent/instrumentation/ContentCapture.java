package dev.vedette.agent.instrumentation;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where prompts, answers, arguments and results are written: nowhere unless someone says so. */
public enum ContentCapture {
    /** Nowhere; sizes and fingerprints only. */
    NO_CONTENT(false, false),
    /** On spans. */
    SPAN_ONLY(true, false),
    /** On events, which are log records. */
    EVENT_ONLY(false, true),
    /** On both. */
    SPAN_AND_EVENT(true, true);

    /** The switch that all instrumentations of the GenAI conventions share. */
    public static final String VARIABLE = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

    private final boolean spans;
    private final boolean events;

    ContentCapture(boolean spans, boolean events) {
        this.spans = spans;
        this.events = events;
    }

    /**
     * As the environment says: one of the names above in any case, or {@code true}, which older instrumentations take
     * and which means spans. Anything else is no content.
     */
    public static ContentCapture from(Map<String, String> environment) {
        @Nullable String value = environment.get(VARIABLE);
        if (value == null) {
            return NO_CONTENT;
        }
        String wanted = value.trim().toUpperCase(Locale.ROOT);
        if (wanted.equals("TRUE")) {
            return SPAN_ONLY;
        }
        for (ContentCapture each : values()) {
            if (each.name().equals(wanted)) {
                return each;
            }
        }
        return NO_CONTENT;
    }

    /** Whether spans carry it. */
    public boolean onSpans() {
        return spans;
    }

    /** Whether events carry it. */
    public boolean onEvents() {
        return events;
    }

    /** Whether it is written anywhere. */
    public boolean any() {
        return spans || events;
    }
}
