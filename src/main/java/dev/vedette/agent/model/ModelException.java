package dev.vedette.agent.model;

/** There is no whole answer. The message names the fault and quotes nothing that a provider or a user wrote. */
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ModelFault fault;

    /** For this reason. No cause is kept: those of HTTP clients quote addresses, headers and bodies. */
    public ModelException(ModelFault fault) {
        super("the model gave no answer: " + fault.kind().errorType()
                + (fault.status() == 0 ? "" : " (status " + fault.status() + ")"));
        this.fault = fault;
    }

    /** Why. */
    public ModelFault fault() {
        return fault;
    }
}
