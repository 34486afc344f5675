package dev.vedette.agent;

/** What happens in a run, for those who watch it live. Immutable. */
public sealed interface RunEvent {
    /** A piece of the answer, already sanitised. */
    record Text(String text) implements RunEvent {}

    /** What was shown of this answer is void: it broke off, and is asked for again. */
    record TextRestarted() implements RunEvent {}

    /** A tool is called. */
    record ToolStarted(String callId, String tool) implements RunEvent {}

    /**
     * A tool has answered.
     *
     * @param outcome {@code ok}, {@code policy_denied}, {@code timeout} or another error type
     */
    record ToolEnded(String callId, String tool, String outcome) implements RunEvent {}

    /**
     * A person is asked; the run waits.
     *
     * @param approvalId which {@code ApprovalDesk} decision it waits for
     */
    record ApprovalNeeded(String approvalId, String tool) implements RunEvent {}

    /** The run is over; the last event. */
    record Finished(RunResult result) implements RunEvent {}
}
