package dev.vedette.agent.limit;

import dev.vedette.agent.identity.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one run may use. Sub-agents get a {@link #child}: whatever they use counts for everybody above them too.
 * Thread-safe.
 */
public final class RunBudget {
    private final Ledger ledger;
    private final Principal principal;
    private final Instant began;
    private final List<Account> own;
    private final boolean lent;
    private boolean lentInUse;

    RunBudget(Ledger ledger, Principal principal, Instant began, List<Account> own, boolean lent) {
        this.ledger = ledger;
        this.principal = principal;
        this.began = began;
        this.own = List.copyOf(own);
        this.lent = lent;
    }

    /**
     * Asks to ask a model. When granted, give the model no more output tokens than {@link Reservation#outputTokens}, or
     * an answer could use more than there is.
     */
    public Grant<Reservation> reserve(ModelDemand demand) {
        return ledger.reserve(this, demand);
    }

    /** Asks to call a tool. The call counts even if it fails; the slot is free again when it is closed. */
    public Grant<ToolSlot> call(String tool) {
        return ledger.call(this, tool);
    }

    /**
     * The budget of a sub-agent. The first tool that a sub-agent runs takes the place of the tool call that started it,
     * so that agents in a chain never wait for each other. That it is nested too deep it learns from {@link #exhausted}.
     */
    public RunBudget child(Principal subAgent) {
        return new RunBudget(ledger, subAgent, began, own, true);
    }

    /** The budget of a sub-agent that has an allowance of its own beside those above it. */
    public RunBudget child(Principal subAgent, Allowance allowance) {
        List<Account> accounts = new ArrayList<>(own);
        accounts.add(ledger.ofRun(allowance));
        return new RunBudget(ledger, subAgent, began, accounts, true);
    }

    /** The limit that is reached already, if one is; then there is no use in going on. */
    public Optional<Grant.Exhausted<Reservation>> exhausted() {
        return ledger.over(this);
    }

    /** How near the nearest limit is, whosoever it is. What is only reserved does not press. */
    public Pressure pressure() {
        return ledger.pressure(this);
    }

    /** When the run must be over. */
    public Instant deadline() {
        return ledger.deadline(this);
    }

    /** What was used so far by this run and everybody it shares its allowance with. */
    public Spent spent() {
        return ledger.spent(own.get(own.size() - 1));
    }

    Principal principal() {
        return principal;
    }

    Instant began() {
        return began;
    }

    List<Account> own() {
        return own;
    }

    /** Whether the slot of the tool call that started this run can be used. Under the ledger's lock, as the next two. */
    boolean hasFreeSlot() {
        return lent && !lentInUse;
    }

    void toolStarted(boolean free) {
        lentInUse |= free;
    }

    void toolEnded(boolean free) {
        lentInUse &= !free;
    }
}
