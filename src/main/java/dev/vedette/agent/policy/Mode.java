package dev.vedette.agent.policy;

/** Whether what a guard decides is done. */
public enum Mode {
    /** It is. */
    ENFORCE,
    /** It is only written down, to see what would happen. */
    SHADOW
}
