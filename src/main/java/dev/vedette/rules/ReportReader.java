package dev.vedette.rules;

import dev.vedette.rules.RuleFile.EvidenceItem;
import dev.vedette.rules.RuleFile.Report;
import dev.vedette.rules.RuleFile.RuleException;
import dev.vedette.rules.RuleFile.SeverityRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how a rule is told: severity rules, exceptions, dedup, evidence, output and triage. */
final class ReportReader {
    private static final int MAX_ITEMS = 50;
    private static final int DEFAULT_CUT = 200;
    private static final int LONGEST_CUT = 500;

    private final Problems problems;
    private final Map<String, Object> params;

    ReportReader(Problems problems, Map<String, Object> params) {
        this.problems = problems;
        this.params = params;
    }

    Report read(YamlMapping top) {
        YamlMapping dedup = top.mapping("dedup");
        List<Source> key = dedup.texts("key");
        if (key.isEmpty()) {
            dedup.missing("key");
        }
        Duration silence = DetectReader.duration(dedup, "for", params, problems);
        dedup.finish();
        YamlMapping output = top.mapping("output");
        Source title = output.text("title");
        Source body = output.optionalText("body");
        output.finish();
        YamlMapping triage = top.mapping("triage");
        triage.texts("false_positives");
        List<Source> steps = triage.texts("steps");
        if (steps.isEmpty()) {
            triage.missing("steps");
        }
        triage.finish();
        return new Report(
                severityRules(top), exceptions(top), key, silence, evidence(top), title, body, RuleReader.words(steps));
    }

    private List<SeverityRule> severityRules(YamlMapping top) {
        List<SeverityRule> rules = new ArrayList<>();
        for (YamlMapping item : bounded(top, "severity_rules")) {
            rules.add(new SeverityRule(item.text("when"), RuleReader.severity(item.text("severity"), problems)));
            item.finish();
        }
        return List.copyOf(rules);
    }

    private List<RuleException> exceptions(YamlMapping top) {
        List<RuleException> exceptions = new ArrayList<>();
        for (YamlMapping item : bounded(top, "exceptions")) {
            exceptions.add(new RuleException(
                    item.text("id").text(),
                    item.text("when"),
                    item.text("reason").text(),
                    item.text("owner").text(),
                    expiry(item.text("expires"))));
            item.finish();
        }
        return List.copyOf(exceptions);
    }

    /** The end of the day that is named, in UTC. */
    private Instant expiry(Source text) {
        try {
            return LocalDate.parse(text.text())
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeParseException notADate) {
            if (!text.text().isEmpty()) {
                problems.add(text, "'expires' must be a day such as 2027-06-30");
            }
            return Instant.EPOCH;
        }
    }

    private List<EvidenceItem> evidence(YamlMapping top) {
        List<EvidenceItem> evidence = new ArrayList<>();
        for (YamlMapping item : bounded(top, "evidence")) {
            Source path = item.optionalText("path");
            Source expression = item.optionalText("expr");
            long max = item.whole("max", DEFAULT_CUT);
            item.refuse("class", "is not supported by this version; secrets are masked before rules see a text");
            Source name = item.text("as");
            item.finish();
            if ((path == null) == (expression == null)) {
                item.problem("evidence has either 'path' or 'expr'");
            } else if (max < 1 || max > LONGEST_CUT) {
                item.problem("'max' must be from 1 to " + LONGEST_CUT);
            } else if (!RuleReader.isWord(name.text())) {
                item.problem("'as' must be a lower-case word");
            } else {
                evidence.add(new EvidenceItem(name.text(), path != null ? path : expressionOf(expression), (int) max));
            }
        }
        return List.copyOf(evidence);
    }

    private static Source expressionOf(@Nullable Source expression) {
        return expression == null ? new Source("", 0, 0) : expression;
    }

    private List<YamlMapping> bounded(YamlMapping top, String key) {
        List<YamlMapping> items = top.mappings(key);
        if (items.size() > MAX_ITEMS) {
            top.problem("'" + key + "' has more than " + MAX_ITEMS + " entries");
            return items.subList(0, MAX_ITEMS);
        }
        return items;
    }
}
