package dev.vedette.agent.tool;

import com.networknt.schema.ExecutionContext;

/**
 * Ends the validation of arguments after so many steps: schemas whose parts refer to each other can ask for
 * exponentially many, or for endless ones.
 */
final class StepBudget extends ExecutionContext {
    private static final int STEPS = 200_000;
    private static final int DEPTH = 256;

    private int steps;
    private int depth;

    @Override
    public void evaluationPathAddLast(String keyword) {
        take();
        super.evaluationPathAddLast(keyword);
    }

    @Override
    public void evaluationPathAddLast(int index) {
        take();
        super.evaluationPathAddLast(index);
    }

    @Override
    public void evaluationPathRemoveLast() {
        depth--;
        super.evaluationPathRemoveLast();
    }

    private void take() {
        if (++steps > STEPS || ++depth > DEPTH) {
            throw new ExceededException();
        }
    }

    /** The steps are used up. */
    static final class ExceededException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ExceededException() {
            super("the schema takes too many steps", null, false, false);
        }
    }
}
