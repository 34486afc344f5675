package dev.vedette.agent.limit;

import dev.vedette.agent.limit.TokenPrice.Price;
import dev.vedette.agent.model.TokenCount;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is reserved for one call of a model. To be settled when there is an answer, and closed in any case; only the
 * first of the two counts. Thread-safe.
 */
public final class Reservation implements AutoCloseable {
    private final Ledger ledger;
    private final List<Account> accounts;
    private final @Nullable Price price;
    private final Amounts reserved;
    private final AtomicBoolean ended = new AtomicBoolean();

    Reservation(Ledger ledger, List<Account> accounts, @Nullable Price price, Amounts reserved) {
        this.ledger = ledger;
        this.accounts = List.copyOf(accounts);
        this.price = price;
        this.reserved = reserved;
    }

    /** The most output tokens that the model may be given; not more than was demanded. */
    public long outputTokens() {
        return reserved.outputTokens();
    }

    /** Whether the model's price is known. If not, this call counts for no money limit; the trace should say so. */
    public boolean priced() {
        return price != null;
    }

    /** There is an answer. If the provider did not count, all that was reserved counts as used. */
    public void settle(TokenCount used) {
        if (ended.compareAndSet(false, true)) {
            ledger.end(this, used);
        }
    }

    /** Gives back what was not settled: tokens and money, not the step and not the request. */
    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            ledger.end(this, null);
        }
    }

    List<Account> accounts() {
        return accounts;
    }

    @Nullable
    Price price() {
        return price;
    }

    Amounts reserved() {
        return reserved;
    }
}
