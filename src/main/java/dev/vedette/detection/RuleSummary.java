package dev.vedette.detection;

import java.util.List;

/**
 * What a rule or detector is, for people. Immutable.
 *
 * @param id such as {@code TOOL-01}
 * @param type how it detects: match, aggregate, baseline, …
 * @param severity the worst it usually raises
 * @param needs the attributes it cannot work without, in the spelling of the OpenTelemetry GenAI conventions or {@link
 *     #CONTENT}; named on the page when a site never sends them
 * @param tags with versioned namespaces
 * @param source where it comes from: {@code built-in}, or the rule file's name
 */
public record RuleSummary(
        String id,
        String title,
        String description,
        String type,
        int version,
        Severity severity,
        List<String> needs,
        List<String> tags,
        String source) {
    /** Stands in {@link #needs} for any text of prompts, answers, tool arguments or tool results. */
    public static final String CONTENT = "content";

    public RuleSummary {
        needs = List.copyOf(needs);
        tags = List.copyOf(tags);
    }
}
