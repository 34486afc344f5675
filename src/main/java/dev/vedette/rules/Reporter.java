package dev.vedette.rules;

import dev.vedette.detection.Evidence;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns an event that matched into a finding that explains itself. Immutable. */
final class Reporter {
    private final RuleFile rule;
    private final List<CompiledSeverity> severities;
    private final List<CompiledEvidence> evidence;
    private final Template title;
    private final @Nullable Template body;

    Reporter(
            RuleFile rule,
            List<CompiledSeverity> severities,
            List<CompiledEvidence> evidence,
            Template title,
            @Nullable Template body) {
        this.rule = rule;
        this.severities = List.copyOf(severities);
        this.evidence = List.copyOf(evidence);
        this.title = title;
        this.body = body;
    }

    /** The highest of the severity rules that hold, else the rule's own. */
    Severity severity(RuleEvent event, double value) {
        Severity highest = null;
        for (CompiledSeverity candidate : severities) {
            boolean higher = highest == null || candidate.severity().compareTo(highest) > 0;
            if (higher && candidate.when().holds(event, value)) {
                highest = candidate.severity();
            }
        }
        return highest == null ? rule.head().severity() : highest;
    }

    Finding finding(RuleEvent event, double value, Severity severity, Map<String, String> key) {
        Map<String, String> values = new LinkedHashMap<>();
        List<Evidence> facts = new ArrayList<>();
        for (CompiledEvidence item : evidence) {
            Object fact = item.expression().evaluate(event, value);
            String text = fact == null ? "" : Texts.clean(Texts.print(fact), item.max());
            values.put(item.name(), text);
            if (!text.isBlank()) {
                facts.add(new Evidence(item.name().replace('_', ' '), text));
            }
        }
        String span = event.spanId();
        String summary = rule.head().summary();
        String story = body == null ? "" : body.render(name -> lookUp(name, values, event, value));
        return new Finding(
                rule.id(),
                rule.head().version(),
                severity,
                title.render(name -> lookUp(name, values, event, value)),
                story.isEmpty() ? summary : summary + " " + story,
                key,
                rule.head().confidence(),
                null,
                event.at(),
                event.traceId(),
                span == null ? List.of() : List.of(span),
                facts,
                rule.head().tags(),
                rule.report().steps());
    }

    private static String lookUp(String name, Map<String, String> values, RuleEvent event, double value) {
        String fact = values.get(name);
        if (fact != null) {
            return fact;
        }
        if (name.equals(Expression.VALUE)) {
            return Texts.print(value);
        }
        Field field = Field.of("e." + name);
        return field == null ? "" : event.text(field);
    }

    /** A severity rule, compiled. */
    record CompiledSeverity(Expression when, Severity severity) {}

    /** An item of evidence, compiled. */
    record CompiledEvidence(String name, Expression expression, int max) {}
}
