package dev.vedette.agent.check;

import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Guard;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.ArgumentSchema;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets no call through whose arguments do not meet the tool's schema. The reason says the first thing that is wrong, by
 * the schema's own words, never by the model's. Thread-safe; every schema is made ready once.
 */
public final class SchemaGuard implements Guard {
    private static final int MOST_KEPT = 1024;
    private static final String ADVICE =
            "The arguments do not meet the tool's schema. Read the schema again and send arguments that meet it.";

    private final Map<String, ArgumentSchema> ready = new ConcurrentHashMap<>();

    @Override
    public String id() {
        return "schema";
    }

    @Override
    public Set<Point> points() {
        return Set.of(Point.PRE_TOOL_CALL);
    }

    @Override
    public Decision decide(Situation situation) {
        if (!(situation instanceof Situation.BeforeTool call)) {
            return Decision.ALLOWED;
        }
        return schema(call.tool().parameters())
                .check(call.arguments())
                .<Decision>map(SchemaGuard::denied)
                .orElse(Decision.ALLOWED);
    }

    private ArgumentSchema schema(String text) {
        ArgumentSchema known = ready.get(text);
        if (known != null) {
            return known;
        }
        ArgumentSchema made = ArgumentSchema.of(text);
        if (ready.size() < MOST_KEPT) {
            ready.put(text, made);
        }
        return made;
    }

    private static Decision denied(ArgumentSchema.Violation violation) {
        String detail = violation.keyword() + " at " + (violation.pointer().isEmpty() ? "/" : violation.pointer());
        return new Decision.Deny(new Decision.Reason("schema", detail, ADVICE));
    }
}
