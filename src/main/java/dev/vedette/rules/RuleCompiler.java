package dev.vedette.rules;

import dev.vedette.detection.Detector;
import dev.vedette.detection.ToolPolicy;
import dev.vedette.rules.CompiledRule.CompiledException;
import dev.vedette.rules.Expressions.Result;
import dev.vedette.rules.Reporter.CompiledEvidence;
import dev.vedette.rules.Reporter.CompiledSeverity;
import dev.vedette.rules.RuleFile.Detect;
import dev.vedette.rules.RuleFile.Report;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a {@link RuleFile} a detector: compiles every expression and checks that the parts fit together. */
public final class RuleCompiler {
    private final RuleFile rule;
    private final Problems problems;
    private final Expressions expressions;

    private RuleCompiler(RuleFile rule) {
        this.rule = rule;
        this.problems = new Problems(rule.file());
        this.expressions = new Expressions(rule, problems);
    }

    /** Compiles a rule. {@code policy} gives tools their labels and agents their allow-lists. Never throws. */
    public static Compiled compile(RuleFile rule, ToolPolicy policy) {
        RuleCompiler compiler = new RuleCompiler(rule);
        CompiledRule compiled = compiler.compile();
        return new Compiled(compiled == null ? null : new RuleDetector(compiled, policy), compiler.problems.list());
    }

    /** For a rule's own tests, which bring their events along. */
    static @Nullable CompiledRule compile(RuleFile rule, List<RuleProblem> problems) {
        RuleCompiler compiler = new RuleCompiler(rule);
        CompiledRule compiled = compiler.compile();
        problems.addAll(compiler.problems.list());
        return compiled;
    }

    private @Nullable CompiledRule compile() {
        Detect detect = rule.detect();
        Report report = rule.report();
        Expression where = compile(detect.where(), Result.CONDITION);
        Expression of =
                compile(detect.of(), detect.function() == WindowFunction.DISTINCT ? Result.FACT : Result.NUMBER);
        Expression fire = compile(detect.fire(), Result.CONDITION);
        KeyParts stateKey = key(report.dedupKey());
        KeyParts windowKey = key(detect.key());
        checkKeys(detect, report);
        List<CompiledException> exceptions = new ArrayList<>();
        for (RuleFile.RuleException exception : report.exceptions()) {
            Expression when = compile(exception.when(), Result.CONDITION);
            if (when != null) {
                exceptions.add(new CompiledException(when, exception.expires()));
            }
        }
        Reporter reporter = reporter(report);
        return problems.isEmpty()
                ? new CompiledRule(
                        rule,
                        new CompiledRule.Conditions(where, of, fire),
                        new CompiledRule.Keys(stateKey, windowKey),
                        exceptions,
                        reporter)
                : null;
    }

    private Reporter reporter(Report report) {
        List<CompiledSeverity> severities = new ArrayList<>();
        for (RuleFile.SeverityRule severity : report.severityRules()) {
            Expression when = compile(severity.when(), Result.CONDITION);
            if (when != null) {
                severities.add(new CompiledSeverity(when, severity.severity()));
            }
        }
        List<CompiledEvidence> evidence = new ArrayList<>();
        for (RuleFile.EvidenceItem item : report.evidence()) {
            Expression fact = compile(item.expression(), Result.FACT);
            if (fact != null) {
                evidence.add(new CompiledEvidence(item.name(), fact, item.max()));
            }
        }
        Set<String> names = names(report);
        Source body = report.body();
        return new Reporter(
                rule,
                severities,
                evidence,
                Template.parse(report.title(), names, problems),
                body == null ? null : Template.parse(body, names, problems));
    }

    /** What templates may name: evidence, the value of an aggregate, and fields that hold no content. */
    private Set<String> names(Report report) {
        Set<String> names = new TreeSet<>();
        report.evidence().forEach(item -> names.add(item.name()));
        for (Field field : Field.values()) {
            if (field.type() == Field.Type.TEXT && !field.isContent()) {
                names.add(field.shortName());
            }
        }
        if (rule.detect().aggregate()) {
            names.add(Expression.VALUE);
        }
        return names;
    }

    /** States are kept by dedup key, so an aggregate cannot be split finer by it than it counts. */
    private void checkKeys(Detect detect, Report report) {
        Set<String> counted = new HashSet<>(RuleReader.words(detect.key()));
        for (Source part : report.dedupKey()) {
            if (detect.aggregate() && !counted.contains(part.text())) {
                problems.add(part, "every part of 'dedup.key' must be a part of 'detect.key' too");
            }
        }
    }

    private KeyParts key(List<Source> sources) {
        List<Expression> parts = new ArrayList<>();
        for (Source source : sources) {
            Field field = Field.of(source.text().strip());
            Expression part = compile(source, Result.KEY);
            if (field != null && field.isContent()) {
                problems.add(source, "a key must not hold content");
            } else if (part != null) {
                parts.add(part);
            }
        }
        return new KeyParts(sources, parts.size() == sources.size() ? parts : List.of());
    }

    private @Nullable Expression compile(@Nullable Source source, Result wanted) {
        return source == null ? null : expressions.compile(source, wanted);
    }

    /**
     * What came of a rule.
     *
     * @param detector null when there are problems
     * @param problems all that is wrong with it
     */
    public record Compiled(@Nullable Detector<?> detector, List<RuleProblem> problems) {
        public Compiled {
            problems = List.copyOf(problems);
        }
    }
}
