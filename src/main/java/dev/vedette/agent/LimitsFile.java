package dev.vedette.agent;

import dev.vedette.agent.limit.Allowance;
import dev.vedette.agent.limit.Limits;
import dev.vedette.agent.limit.LoopLimits;
import dev.vedette.agent.limit.Scope;
import dev.vedette.yaml.Section;
import java.time.Duration;

/** Reads the limits of a policy. What is not said stays as it is. */
final class LimitsFile {
    private static final long MOST = 1_000_000_000_000L;
    private static final int MOST_REPETITIONS = 1_000;

    private LimitsFile() {}

    /** The section holds one map for each scope. */
    static Limits limits(Section section, Limits standard) {
        Limits limits = standard;
        for (Scope scope : Scope.values()) {
            Section said = section.section(scope.code());
            limits = limits.of(scope, allowance -> allowance(said, scope, allowance));
            said.finish();
        }
        section.finish();
        return limits;
    }

    private static Allowance allowance(Section said, Scope scope, Allowance standard) {
        Allowance allowance = standard;
        allowance = set(said, "steps", 1, allowance, Allowance::steps);
        allowance = set(said, "depth", 0, allowance, (before, deepest) -> before.depth(Math.toIntExact(deepest)));
        allowance = set(said, "input-tokens", 1, allowance, Allowance::inputTokens);
        allowance = set(said, "output-tokens", 1, allowance, Allowance::outputTokens);
        allowance = set(said, "calls-per-tool", 0, allowance, Allowance::callsPerTool);
        allowance = set(
                said, "parallel-tools", 1, allowance, (before, tools) -> before.parallelTools(Math.toIntExact(tools)));
        allowance = set(said, "requests-per-minute", 1, allowance, Allowance::requestsPerMinute);
        allowance = set(said, "tokens-per-minute", 1, allowance, Allowance::tokensPerMinute);
        if (said.keys().contains("time")) {
            allowance = allowance.wallTime(said.duration("time", Duration.ofMinutes(1)));
        }
        if (scope != Scope.RUN && said.keys().contains("per")) {
            allowance = allowance.per(said.duration("per", Duration.ofDays(1)));
        }
        return calls(said.section("calls"), money(said, allowance));
    }

    private static Allowance money(Section said, Allowance allowance) {
        Allowance changed = said.convert("usd", "an amount of US dollars such as 1.50", text -> {
            try {
                return allowance.usd(text.strip());
            } catch (IllegalArgumentException none) {
                return null;
            }
        });
        return changed == null ? allowance : changed;
    }

    private static Allowance calls(Section calls, Allowance before) {
        Allowance allowance = before;
        for (String tool : calls.keys()) {
            allowance = set(calls, tool, 0, allowance, (some, most) -> some.calls(tool, most));
        }
        return allowance;
    }

    private static Allowance set(Section said, String key, long least, Allowance allowance, Change change) {
        Long amount = said.convert(key, "a whole number from " + least + " on", text -> {
            long number = Long.parseLong(text.strip().replace("_", ""));
            return number >= least && number <= MOST ? number : null;
        });
        return amount == null ? allowance : change.to(allowance, amount);
    }

    /** How often is too often. */
    static LoopLimits loops(Section section) {
        LoopLimits standard = LoopLimits.STANDARD;
        int warn = section.integer("warn-at", standard.warnAt(), 2, MOST_REPETITIONS);
        int deny = section.integer("deny-at", Math.max(warn, standard.denyAt()), 2, MOST_REPETITIONS);
        if (deny < warn) {
            section.problem("deny-at", "must not be below warn-at");
        }
        section.finish();
        return new LoopLimits(
                warn,
                Math.max(warn, deny),
                standard.pollingWarnAt(),
                standard.pollingDenyAt(),
                standard.stuckWarnAt(),
                standard.stuckDenyAt());
    }

    /** Changes one limit. */
    @FunctionalInterface
    private interface Change {
        Allowance to(Allowance before, long amount);
    }
}
