package dev.vedette.agent.policy;

/** The points of a run at which decisions are taken, in the names that are in use for them. */
public enum Point {
    /** Before anything else. */
    AGENT_START("agent_startup"),
    /** What a caller says. */
    INPUT("input"),
    /** A tool is about to be shown to the model. */
    TOOL_LOAD("tool_load"),
    /** A model is about to be asked. */
    PRE_MODEL_CALL("pre_model_call"),
    /** A model has answered. */
    POST_MODEL_CALL("post_model_call"),
    /** A tool is about to be called. */
    PRE_TOOL_CALL("pre_tool_call"),
    /** A tool has answered. */
    POST_TOOL_CALL("post_tool_call"),
    /** Something is about to be remembered beyond the run. */
    MEMORY_WRITE("memory_write"),
    /** What the caller is about to be told. */
    OUTPUT("output"),
    /** The run is over. */
    AGENT_SHUTDOWN("agent_shutdown");

    private final String code;

    Point(String code) {
        this.code = code;
    }

    /** The name in traces and policies. */
    public String code() {
        return code;
    }
}
