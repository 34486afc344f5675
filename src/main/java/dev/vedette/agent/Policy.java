package dev.vedette.agent;

import dev.vedette.agent.access.Allowlist;
import dev.vedette.agent.access.FlowRule;
import dev.vedette.agent.approval.ApprovalTerms;
import dev.vedette.agent.content.OutputPolicy;
import dev.vedette.agent.limit.Allowance;
import dev.vedette.agent.limit.Limits;
import dev.vedette.agent.limit.LoopLimits;
import dev.vedette.agent.limit.Scope;
import dev.vedette.agent.policy.Guard;
import dev.vedette.agent.policy.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What agents may do. Whatever holds for all of them (checked arguments, clean input, brakes) holds under every policy;
 * this says the rest. Agents under one policy share its limits. Immutable.
 *
 * @param allowlist which tools which agents may call, or null: whatever they are given
 * @param flows what must not be done any more after something was read; the first that is met decides
 * @param output what an answer may hold
 * @param loops how often the same is too often
 * @param guards of the program's own, asked after all others
 */
public record Policy(
        Title title,
        Shadow shadow,
        @Nullable Allowlist allowlist,
        List<FlowRule> flows,
        OutputPolicy output,
        Limits limits,
        LoopLimits loops,
        Consent consent,
        List<Guard> guards) {
    private static final Policy STANDARD = new Policy(
            new Title("standard", 1, "built-in"),
            Shadow.NONE,
            null,
            FlowRule.RULE_OF_TWO,
            OutputPolicy.STRICT,
            Limits.standard(),
            LoopLimits.STANDARD,
            Consent.STANDARD,
            List.of());

    public Policy {
        flows = List.copyOf(flows);
        guards = List.copyOf(guards);
    }

    /**
     * What holds where nobody says otherwise: an agent may call the tools it is given, the rule of two, no remote images
     * and no active links in answers, no secrets in them, {@link Limits#standard} and {@link LoopLimits#STANDARD}.
     */
    public static Policy standard() {
        return STANDARD;
    }

    /**
     * A policy from a YAML file.
     *
     * @throws java.io.UncheckedIOException if the file cannot be read
     * @throws dev.vedette.yaml.SettingsException if it cannot be used, with all that is wrong
     */
    public static Policy read(Path file) {
        return PolicyFile.read(file);
    }

    /** The same with these tools for these agents, and none for others. */
    public Policy allowing(Allowlist only) {
        return new Policy(title, shadow, only, flows, output, limits, loops, consent, guards);
    }

    /** The same with these limits. */
    public Policy within(Limits changed) {
        return new Policy(title, shadow, allowlist, flows, output, changed, loops, consent, guards);
    }

    /** The same with this said of answers. */
    public Policy answering(OutputPolicy changed) {
        return new Policy(title, shadow, allowlist, flows, changed, limits, loops, consent, guards);
    }

    /** The same with this said of people who are asked. */
    public Policy consenting(Consent changed) {
        return new Policy(title, shadow, allowlist, flows, output, limits, loops, changed, guards);
    }

    /** The same with one guard more. */
    public Policy guardedBy(Guard guard) {
        List<Guard> more = Stream.concat(guards.stream(), Stream.of(guard)).toList();
        return new Policy(title, shadow, allowlist, flows, output, limits, loops, consent, more);
    }

    /** The same with this guard in shadow: it decides, traces tell, and nothing is done. */
    public Policy shadowing(String guardId) {
        Set<String> more = new TreeSet<>(shadow.guards());
        more.add(guardId);
        Shadow changed = new Shadow(shadow.everything(), more);
        return new Policy(title, changed, allowlist, flows, output, limits, loops, consent, guards);
    }

    /** What one run may use. */
    Allowance runAllowance() {
        return limits.of(Scope.RUN);
    }

    Mode modeOf(Guard guard) {
        return shadow.everything() || shadow.guards().contains(guard.id()) ? Mode.SHADOW : Mode.ENFORCE;
    }

    /**
     * Which policy this is.
     *
     * @param name for people
     * @param hash of the text that it was read from, as traces show it; {@code built-in} for one that was not
     */
    public record Title(String name, int version, String hash) {}

    /**
     * What only writes down what it would do.
     *
     * @param everything all guards
     * @param guards the ids of those that do even if the others do not
     */
    public record Shadow(boolean everything, Set<String> guards) {
        /** Everything is done. */
        public static final Shadow NONE = new Shadow(false, Set.of());

        public Shadow {
            guards = Set.copyOf(guards);
        }
    }

    /**
     * How people are asked.
     *
     * @param patience how long an answer is waited for
     * @param separateApproverFor the labels of tools that need somebody else's consent than the user's own
     */
    public record Consent(Duration patience, Set<String> separateApproverFor) {
        /** Ten minutes, and somebody else for what moves money or touches what customers use. */
        public static final Consent STANDARD =
                new Consent(Duration.ofMinutes(10), Set.of(ApprovalTerms.MONEY, ApprovalTerms.PRODUCTION));

        public Consent {
            separateApproverFor = Set.copyOf(separateApproverFor);
        }
    }
}
