package dev.vedette.agent.tool;

/** What a tool does to the world. A control that fails lets the first kind go on and stops the second. */
public enum Effect {
    /** Looks, and changes nothing anywhere. */
    READ_ONLY,
    /** May change something, send something or cost something. What is not said to be harmless is this. */
    CONSEQUENTIAL
}
