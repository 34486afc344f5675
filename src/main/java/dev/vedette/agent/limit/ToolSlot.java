package dev.vedette.agent.limit;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running call of a tool. To be closed when it is over. Thread-safe. */
public final class ToolSlot implements AutoCloseable {
    private final Ledger ledger;
    private final RunBudget run;
    private final List<Account> accounts;
    private final boolean free;
    private final AtomicBoolean ended = new AtomicBoolean();

    ToolSlot(Ledger ledger, RunBudget run, List<Account> accounts, boolean free) {
        this.ledger = ledger;
        this.run = run;
        this.accounts = List.copyOf(accounts);
        this.free = free;
    }

    /** Lets another tool run. Doing it twice changes nothing. */
    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            ledger.end(this);
        }
    }

    RunBudget run() {
        return run;
    }

    List<Account> accounts() {
        return accounts;
    }

    boolean free() {
        return free;
    }
}
