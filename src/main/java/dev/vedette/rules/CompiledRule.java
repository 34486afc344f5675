package dev.vedette.rules;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule whose expressions are compiled: which events concern it, and by which key. Immutable. */
final class CompiledRule {
    private final RuleFile file;
    private final Set<EventKind> events;
    private final Requirements requirements;
    private final Set<Field> numbers = EnumSet.noneOf(Field.class);
    private final @Nullable Expression where;
    private final @Nullable Expression of;
    private final @Nullable Expression fire;
    private final KeyParts stateKey;
    private final KeyParts windowKey;
    private final List<CompiledException> exceptions;
    private final Reporter reporter;

    CompiledRule(
            RuleFile file, Conditions conditions, Keys keys, List<CompiledException> exceptions, Reporter reporter) {
        this.file = file;
        this.events = file.detect().events();
        this.requirements = new Requirements(file.needs());
        this.where = conditions.where();
        this.of = conditions.of();
        this.fire = conditions.fire();
        for (Expression expression : new Expression[] {where, of}) {
            if (expression != null) {
                numbers.addAll(expression.numbers());
            }
        }
        this.stateKey = keys.state();
        this.windowKey = keys.window();
        this.exceptions = List.copyOf(exceptions);
        this.reporter = reporter;
    }

    RuleFile file() {
        return file;
    }

    Set<EventKind> events() {
        return events;
    }

    Reporter reporter() {
        return reporter;
    }

    /** Whether an event has what the rule needs; else the rule abstains. */
    boolean canJudge(RuleEvent event) {
        for (Field number : numbers) {
            if (event.value(number) == null) {
                return false;
            }
        }
        return requirements.met(event);
    }

    /** Whether an event is one that the rule looks for or counts. */
    boolean concerns(RuleEvent event) {
        return events.contains(event.kind())
                && canJudge(event)
                && (where == null || where.holds(event, 0))
                && !excepted(event);
    }

    /** The key of the state that an event changes. */
    String stateKey(RuleEvent event) {
        return stateKey.of(event);
    }

    KeyParts stateKey() {
        return stateKey;
    }

    /** The key of the window that an event falls into. */
    String windowKey(RuleEvent event) {
        return windowKey.of(event);
    }

    /** What an aggregate sums, compares or tells apart; null for a count. */
    @Nullable
    Object amount(RuleEvent event) {
        return of == null ? null : of.evaluate(event, 0);
    }

    /** Whether the value of a window is an alert; a match has no such condition. */
    boolean fires(RuleEvent event, double value) {
        return fire == null || fire.holds(event, value);
    }

    private boolean excepted(RuleEvent event) {
        Instant now = event.at();
        for (CompiledException exception : exceptions) {
            if (now.isBefore(exception.expires()) && exception.when().holds(event, 0)) {
                return true;
            }
        }
        return false;
    }

    /** An exception until it expires. */
    record CompiledException(Expression when, Instant expires) {}

    /** The expressions of {@code detect}; a match has no {@code of} and {@code fire}. */
    record Conditions(
            @Nullable Expression where,
            @Nullable Expression of,
            @Nullable Expression fire) {}

    /** By what states and, within them, windows are told apart. */
    record Keys(KeyParts state, KeyParts window) {}
}
