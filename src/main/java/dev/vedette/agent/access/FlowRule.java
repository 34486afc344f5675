package dev.vedette.agent.access;

import dev.vedette.agent.tool.ToolDefinition;
import java.util.List;
import java.util.Set;

/**
 * What a run that has come into touch with something must not do any more. Immutable.
 *
 * @param touched the labels that the run, or the tool itself, must all have
 * @param before the labels of tools; one is enough
 * @param deny whether such a call is denied; else a person is asked
 */
public record FlowRule(Set<String> touched, Set<String> before, boolean deny) {
    /**
     * The rule of two: a run that has read what strangers wrote and what is not public sends nothing to the outside
     * without a person's consent.
     */
    public static final List<FlowRule> RULE_OF_TWO = List.of(
            new FlowRule(Set.of(ToolDefinition.UNTRUSTED, ToolDefinition.PRIVATE), Set.of(ToolDefinition.SINK), false));

    public FlowRule {
        touched = Set.copyOf(touched);
        before = Set.copyOf(before);
    }

    boolean meets(Set<String> taints, ToolDefinition tool) {
        boolean sink = tool.labels().stream().anyMatch(before::contains);
        return sink
                && touched.stream()
                        .allMatch(
                                label -> taints.contains(label) || tool.labels().contains(label));
    }
}
