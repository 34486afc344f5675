package dev.vedette.rules;

import dev.vedette.detection.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One rule as its file says it, checked for form; {@link RuleCompiler} makes it a detector. Immutable. */
public final class RuleFile {
    private final String file;
    private final Head head;
    private final Needs needs;
    private final Map<String, Object> params;
    private final Map<String, List<String>> lists;
    private final Detect detect;
    private final Report report;
    private final List<RuleExample> examples;

    RuleFile(
            String file,
            Head head,
            Needs needs,
            Map<String, Object> params,
            Map<String, List<String>> lists,
            Detect detect,
            Report report,
            List<RuleExample> examples) {
        this.file = file;
        this.head = head;
        this.needs = needs;
        this.params = Map.copyOf(params);
        this.lists = Map.copyOf(lists);
        this.detect = detect;
        this.report = report;
        this.examples = List.copyOf(examples);
    }

    /** The name that the caller gave. */
    public String file() {
        return file;
    }

    /** The rule's id, such as {@code LOOP-01}. */
    public String id() {
        return head.id();
    }

    /** One line for people. */
    public String title() {
        return head.title();
    }

    Head head() {
        return head;
    }

    Needs needs() {
        return needs;
    }

    /** Name to Long, Double, String, Boolean or, for durations, {@link Duration}. */
    Map<String, Object> params() {
        return params;
    }

    Map<String, List<String>> lists() {
        return lists;
    }

    Detect detect() {
        return detect;
    }

    Report report() {
        return report;
    }

    List<RuleExample> examples() {
        return examples;
    }

    /** What the rule is. */
    record Head(
            String id,
            String title,
            String summary,
            int version,
            Severity severity,
            double confidence,
            List<String> tags) {}

    /** The attributes without which the rule abstains. */
    record Needs(String tier, List<String> allOf, List<String> anyOf) {}

    /**
     * What to look for. {@code key}, {@code window}, {@code function} and {@code fire} belong to an aggregate; a match
     * has an empty key and a window of zero.
     */
    record Detect(
            boolean aggregate,
            Set<EventKind> events,
            @Nullable Source where,
            List<Source> key,
            Duration window,
            WindowFunction function,
            @Nullable Source of,
            @Nullable Source fire) {}

    /** How it is told. */
    record Report(
            List<SeverityRule> severityRules,
            List<RuleException> exceptions,
            List<Source> dedupKey,
            Duration dedupFor,
            List<EvidenceItem> evidence,
            Source title,
            @Nullable Source body,
            List<String> steps) {}

    /** Another severity under a condition. */
    record SeverityRule(Source when, Severity severity) {}

    /** Something that is known and accepted for a while. */
    record RuleException(String id, Source when, String reason, String owner, Instant expires) {}

    /** One fact to show. */
    record EvidenceItem(String name, Source expression, int max) {}
}
