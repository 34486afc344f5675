package dev.vedette.agent.memory;

import dev.vedette.agent.policy.RunView;
import dev.vedette.agent.tool.ToolDefinition;

/** Whether what is remembered may be recalled. */
public enum Trust {
    /** It may. */
    TRUSTED,
    /** Only once a person has released it: the run had read what strangers wrote. */
    QUARANTINED;

    /** What a run remembers now deserves so much. */
    public static Trust of(RunView run) {
        return run.taints().contains(ToolDefinition.UNTRUSTED) ? QUARANTINED : TRUSTED;
    }
}
