package dev.vedette.telemetry;

import java.util.Arrays;
import java.util.List;

/**
 * Finds spans of the Model Context Protocol that carry a call of a tool which a span above them tells as well: the
 * client's below the agent's, the server's below the client's. They are requests and no further calls; one that stands
 * alone is the call. What does nothing itself may lie in between, but not much of it, so that it takes linear time.
 */
public final class CarriedCall {
    /** Said of a span that carries no call told above it. */
    public static final int NONE = -1;

    private static final int MOST_BETWEEN = 8;

    private CarriedCall() {}

    /**
     * For every span the place of the call that it carries, or {@link #NONE}.
     *
     * @param parents for every span the place of its parent, or {@link RepeatedUsage#NO_PARENT}
     * @param operations for every span what was done
     */
    public static int[] find(int[] parents, List<? extends Operation> operations) {
        int[] carried = new int[parents.length];
        Arrays.fill(carried, NONE);
        for (int place = 0; place < parents.length; place++) {
            if (operations.get(place) instanceof Operation.ToolCall call && call.isByMcp()) {
                carried[place] = above(place, call.tool(), parents, operations);
            }
        }
        return carried;
    }

    private static int above(int place, String tool, int[] parents, List<? extends Operation> operations) {
        int at = parents[place];
        for (int between = 0; between < MOST_BETWEEN && at != RepeatedUsage.NO_PARENT; between++) {
            Operation operation = operations.get(at);
            if (operation instanceof Operation.ToolCall call) {
                return at != place && call.tool().equals(tool) ? at : NONE;
            }
            if (!(operation instanceof Operation.Other || operation instanceof Operation.McpRequest)) {
                return NONE;
            }
            at = parents[at];
        }
        return NONE;
    }
}
