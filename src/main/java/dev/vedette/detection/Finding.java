package dev.vedette.detection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that looks wrong, and why. It explains itself and holds no unmasked content. Immutable.
 *
 * @param rule the id of the rule or detector, such as {@code TOOL-01}
 * @param version the rule's version
 * @param title one line for people; may hold names that agents made up
 * @param description a sentence or two: what was expected, what was seen
 * @param key the labels that tell this cause from others of the same rule, such as agent and tool; the identity of the
 *     alert, so never a span id
 * @param score how sure, 0 to 1
 * @param band expected and seen where there are numbers, else null
 * @param at when it happened, in event time
 * @param traceId the trace that shows it, or null
 * @param spanIds the spans that prove it
 * @param tags with versioned namespaces, such as {@code owasp-llm25:LLM02}
 * @param nextSteps what to do about it
 */
public record Finding(
        String rule,
        int version,
        Severity severity,
        String title,
        String description,
        Map<String, String> key,
        double score,
        @Nullable Band band,
        Instant at,
        @Nullable String traceId,
        List<String> spanIds,
        List<Evidence> evidence,
        List<String> tags,
        List<String> nextSteps) {
    public Finding {
        key = Map.copyOf(key);
        spanIds = List.copyOf(spanIds);
        evidence = List.copyOf(evidence);
        tags = List.copyOf(tags);
        nextSteps = List.copyOf(nextSteps);
    }
}
