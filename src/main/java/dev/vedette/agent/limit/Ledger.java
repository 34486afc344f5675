package dev.vedette.agent.limit;

import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.limit.TokenPrice.Price;
import dev.vedette.agent.model.TokenCount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the books of what runs use. Before a model is asked, the most that it may use is reserved in all accounts at
 * once or in none; afterwards the reservation is settled with what it did use. So runs that go on at the same time
 * cannot together pass a limit that each of them saw from afar. Thread-safe; one for a program.
 */
public final class Ledger {
    /** With less room than this for an answer, asking is a waste. */
    static final long SMALLEST_ANSWER = 256;

    private final Limits limits;
    private final TokenPrice prices;
    private final InstantSource clock;
    private final Accounts accounts;

    /** Nothing is used yet. */
    public Ledger(Limits limits, TokenPrice prices, InstantSource clock) {
        this.limits = limits;
        this.prices = prices;
        this.clock = clock;
        this.accounts = new Accounts(limits);
    }

    /** The budget of a run that begins now, with the ledger's allowance for runs. */
    public RunBudget open(Principal principal) {
        return open(principal, limits.of(Scope.RUN));
    }

    /** The budget of a run that begins now, with an allowance of its own, such as its agent asks for. */
    public RunBudget open(Principal principal, Allowance allowance) {
        Instant now = clock.instant();
        return new RunBudget(this, principal, now, List.of(ofRun(allowance, now)), false);
    }

    Account ofRun(Allowance allowance) {
        return ofRun(allowance, clock.instant());
    }

    private static Account ofRun(Allowance allowance, Instant now) {
        if (!allowance.isForRun()) {
            throw new IllegalArgumentException("Make a run's allowance from that of Scope.RUN.");
        }
        return new Account(Scope.RUN, allowance, now);
    }

    synchronized Grant<Reservation> reserve(RunBudget run, ModelDemand demand) {
        Instant now = clock.instant();
        List<Account> concerned = concerned(run, now);
        Price price = prices.of(demand.model()).orElse(null);
        if (price == null && concerned.stream().anyMatch(account -> account.allowance.moneyAsked())) {
            return new Grant.Unpriced<>(demand.model());
        }
        Grant.Exhausted<Reservation> over = over(run, concerned, now);
        if (over != null) {
            return over;
        }
        Amounts smallest = amounts(demand, Math.min(demand.outputTokens(), SMALLEST_ANSWER), price);
        for (Account account : concerned) {
            Limit exceeded = account.exceededBy(smallest);
            if (exceeded != null) {
                return new Grant.Exhausted<>(exceeded, account.scope);
            }
        }
        return reserve(demand, price, concerned, now);
    }

    /** Long answers get what room there is; what others have reserved is waited for. */
    private Grant<Reservation> reserve(
            ModelDemand demand, @Nullable Price price, List<Account> concerned, Instant now) {
        Amounts wanted = amounts(demand, room(demand, price, concerned), price);
        Grant.Later<Reservation> longest = null;
        for (Account account : concerned) {
            Grant.Later<Reservation> later = account.delay(wanted, now);
            if (later != null && (longest == null || later.after().compareTo(longest.after()) > 0)) {
                longest = later;
            }
        }
        if (longest != null) {
            return longest;
        }
        concerned.forEach(account -> account.reserve(wanted));
        return new Grant.Granted<>(new Reservation(this, concerned, price, wanted));
    }

    private static long room(ModelDemand demand, @Nullable Price price, List<Account> concerned) {
        long room = demand.outputTokens();
        for (Account account : concerned) {
            room = Math.min(room, account.left(Limit.OUTPUT_TOKENS));
            if (price != null) {
                long forInput = price.nanoDollars(demand.inputTokens(), 0);
                room = Math.min(room, price.outputFor(account.left(Limit.MONEY) - forInput));
            }
        }
        return room;
    }

    private static Amounts amounts(ModelDemand demand, long outputTokens, @Nullable Price price) {
        long nanoDollars = price == null ? 0 : price.nanoDollars(demand.inputTokens(), outputTokens);
        return new Amounts(1, demand.inputTokens(), outputTokens, nanoDollars);
    }

    /** Ends a reservation: with what was used, or, if that is null, as if nothing but the call had been. */
    synchronized void end(Reservation reservation, @Nullable TokenCount used) {
        Price price = reservation.price();
        Amounts actual = Amounts.STEP;
        if (used != null && used.told()) {
            TokenCount count = bounded(used);
            actual = new Amounts(1, count.input(), count.output(), price == null ? 0 : price.nanoDollars(count));
        } else if (used != null) {
            actual = reservation.reserved();
        }
        Instant now = clock.instant();
        for (Account account : reservation.accounts()) {
            account.moveTo(now);
            account.settle(reservation.reserved(), actual);
        }
    }

    private static TokenCount bounded(TokenCount told) {
        return new TokenCount(
                Amounts.bounded(told.input()),
                Amounts.bounded(told.output()),
                Amounts.bounded(told.cacheRead()),
                Amounts.bounded(told.reasoning()),
                true);
    }

    synchronized Grant<ToolSlot> call(RunBudget run, String tool) {
        Instant now = clock.instant();
        List<Account> concerned = concerned(run, now);
        for (Account account : concerned) {
            Limit exceeded = account.exceededByCalling(tool);
            if (exceeded != null) {
                return new Grant.Exhausted<>(exceeded, account.scope);
            }
        }
        boolean free = run.hasFreeSlot();
        for (Account account : concerned) {
            Grant.Later<ToolSlot> later = free ? null : account.delayForSlot();
            if (later != null) {
                return later;
            }
        }
        concerned.forEach(account -> account.countCall(tool));
        List<Account> charged = free ? List.of() : concerned;
        charged.forEach(Account::takeSlot);
        run.toolStarted(free);
        return new Grant.Granted<>(new ToolSlot(this, run, charged, free));
    }

    synchronized void end(ToolSlot slot) {
        slot.accounts().forEach(Account::giveSlotBack);
        slot.run().toolEnded(slot.free());
    }

    synchronized Optional<Grant.Exhausted<Reservation>> over(RunBudget run) {
        Instant now = clock.instant();
        return Optional.ofNullable(over(run, concerned(run, now), now));
    }

    private static Grant.@Nullable Exhausted<Reservation> over(RunBudget run, List<Account> concerned, Instant now) {
        for (Account account : concerned) {
            if (run.principal().depth() > account.allowance.amount(Limit.DEPTH)) {
                return new Grant.Exhausted<>(Limit.DEPTH, account.scope);
            }
            if (!now.isBefore(account.deadline(run.began()))) {
                return new Grant.Exhausted<>(Limit.WALL_TIME, account.scope);
            }
            Limit reached = account.reached();
            if (reached != null) {
                return new Grant.Exhausted<>(reached, account.scope);
            }
        }
        return null;
    }

    synchronized Pressure pressure(RunBudget run) {
        Instant now = clock.instant();
        double share = 0;
        for (Account account : concerned(run, now)) {
            Instant deadline = account.deadline(run.began());
            double whole = account.allowance.amount(Limit.WALL_TIME);
            double timeUsed = 1 - Duration.between(now, deadline).toMillis() / whole;
            share = Math.max(share, Math.max(timeUsed, account.share()));
        }
        return Pressure.of(share);
    }

    synchronized Instant deadline(RunBudget run) {
        return concerned(run, clock.instant()).stream()
                .map(account -> account.deadline(run.began()))
                .min(Instant::compareTo)
                .orElseThrow();
    }

    synchronized Spent spent(Account account) {
        return Spent.of(account.used());
    }

    /** How many accounts of this scope are remembered. */
    synchronized int kept(Scope scope) {
        return accounts.size(scope);
    }

    private List<Account> concerned(RunBudget run, Instant now) {
        List<Account> concerned = accounts.of(run.principal(), now);
        concerned.addAll(0, run.own());
        return concerned;
    }
}
