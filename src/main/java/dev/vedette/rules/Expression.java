package dev.vedette.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled expression of a rule. Thread-safe. */
final class Expression {
    /** The variable that holds what an aggregate has computed. */
    static final String VALUE = "value";

    private final Source source;
    private final CelRuntime.@Nullable Program program;
    private final @Nullable Field field;
    private final @Nullable Glance glance;
    private final Set<Field> numbers;
    private final Map<String, Object> constants;

    /** An expression that is just a field needs no program; only a condition has a glance. */
    Expression(
            Source source,
            CelRuntime.@Nullable Program program,
            @Nullable Field field,
            @Nullable Glance glance,
            Set<Field> numbers,
            Map<String, Object> constants) {
        this.source = source;
        this.program = program;
        this.field = field;
        this.glance = glance;
        this.numbers = numbers;
        this.constants = constants;
    }

    /** The numbers that it reads; without one of them it is undecided. */
    Set<Field> numbers() {
        return numbers;
    }

    /** Whether a condition holds; one that is undecided does not. */
    boolean holds(RuleEvent event, double value) {
        return Boolean.TRUE.equals(evaluate(event, value));
    }

    /**
     * What it comes to, or null when a number that it reads is absent.
     *
     * @throws IllegalStateException when it fails, such as by using up its budget; says nothing of the event's content
     */
    @Nullable
    Object evaluate(RuleEvent event, double value) {
        for (Field number : numbers) {
            if (event.value(number) == null) {
                return null;
            }
        }
        if (field != null) {
            return event.seen(field);
        }
        if (glance != null && !glance.test().mayHold(event, value)) {
            return false;
        }
        return program == null ? null : run(program, new Variables(event, value, constants));
    }

    private Object run(CelRuntime.Program compiled, Variables variables) {
        try {
            return compiled.eval(variables);
        } catch (CelEvaluationException failed) {
            // The message of the exception may quote the event, so only its code is passed on.
            throw new IllegalStateException("line " + source.line() + ": expression failed: " + failed.getErrorCode());
        }
    }

    private record Variables(RuleEvent event, double value, Map<String, Object> constants)
            implements CelVariableResolver {
        @Override
        public Optional<Object> find(String name) {
            Field field = Field.of(name);
            if (field != null) {
                return Optional.ofNullable(event.seen(field));
            }
            return VALUE.equals(name) ? Optional.of(value) : Optional.ofNullable(constants.get(name));
        }
    }
}
