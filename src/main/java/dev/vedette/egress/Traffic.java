package dev.vedette.egress;

/** Counts what one exchange passes on, within the budget of its proxy. For one thread. */
final class Traffic {
    private final ByteBudget budget;
    private long sent;
    private long received;

    Traffic(ByteBudget budget) {
        this.budget = budget;
    }

    /** Counts bytes that are about to be passed to the host. */
    void toHost(long bytes) throws Refusal {
        budget.spend(bytes);
        sent += bytes;
    }

    /** Counts bytes that are about to be passed to the client. */
    void toClient(long bytes) throws Refusal {
        budget.spend(bytes);
        received += bytes;
    }

    long sent() {
        return sent;
    }

    long received() {
        return received;
    }
}
