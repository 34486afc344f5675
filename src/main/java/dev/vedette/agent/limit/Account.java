package dev.vedette.agent.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one scope has used and what is reserved in it. Whatever is reserved counts as used until it is settled. Not
 * thread-safe: {@link Ledger} holds its lock around all of this.
 */
final class Account {
    static final List<Limit> USED_UP = List.of(Limit.STEPS, Limit.INPUT_TOKENS, Limit.OUTPUT_TOKENS, Limit.MONEY);

    /** Names beyond these are counted together, so that a server that makes up tools cannot fill the memory. */
    private static final int TOOLS = 1_000;

    private static final String OTHER_TOOLS = "";

    /** Small enough that nobody notices, large enough that waiting costs nothing. */
    private static final Duration UNTIL_OTHERS_SETTLE = Duration.ofMillis(250);

    final Scope scope;
    final Allowance allowance;
    private final Map<String, Long> toolCalls = new HashMap<>();
    private final RateBucket requests;
    private final RateBucket tokens;
    private final Instant began;
    private Amounts used = Amounts.NONE;
    private Amounts held = Amounts.NONE;
    private long period;
    private int toolsRunning;

    Account(Scope scope, Allowance allowance, Instant now) {
        this.scope = scope;
        this.allowance = allowance;
        this.began = now;
        this.requests = new RateBucket(allowance.amount(Limit.REQUESTS_PER_MINUTE), now);
        this.tokens = new RateBucket(allowance.amount(Limit.TOKENS_PER_MINUTE), now);
        this.period = periodAt(now);
    }

    /** Forgets what was used in an earlier period. What is reserved stays reserved. */
    void moveTo(Instant now) {
        long current = periodAt(now);
        if (current > period) {
            period = current;
            used = Amounts.NONE;
            toolCalls.clear();
        }
    }

    private long periodAt(Instant now) {
        return allowance.isForRun()
                ? 0
                : Math.floorDiv(now.getEpochSecond(), allowance.period().toSeconds());
    }

    /** When runs that began then must be over. */
    Instant deadline(Instant runBegan) {
        Instant start = scope == Scope.RUN ? began : runBegan;
        return start.plusMillis(allowance.amount(Limit.WALL_TIME));
    }

    /** The limit that {@code wanted} breaks even when nothing else is going on, or null. */
    @Nullable
    Limit exceededBy(Amounts wanted) {
        for (Limit limit : USED_UP) {
            if (wanted.of(limit) > left(limit)) {
                return limit;
            }
        }
        return null;
    }

    /** What is left of a limit when nothing that is reserved is used. */
    long left(Limit limit) {
        return allowance.amount(limit) - used.of(limit);
    }

    /** Why {@code wanted} must wait, or null. */
    Grant.@Nullable Later<Reservation> delay(Amounts wanted, Instant now) {
        for (Limit limit : USED_UP) {
            if (wanted.of(limit) > left(limit) - held.of(limit)) {
                return new Grant.Later<>(UNTIL_OTHERS_SETTLE, limit, scope);
            }
        }
        Duration forRequests = requests.waitFor(1, now);
        Duration forTokens = tokens.waitFor(wanted.tokens(), now);
        if (forTokens.compareTo(forRequests) > 0) {
            return new Grant.Later<>(forTokens, Limit.TOKENS_PER_MINUTE, scope);
        }
        return forRequests.isZero() ? null : new Grant.Later<>(forRequests, Limit.REQUESTS_PER_MINUTE, scope);
    }

    /** Reserves. The call of the model counts at once and in any case, or failing calls could go on for ever. */
    void reserve(Amounts wanted) {
        used = used.plus(Amounts.STEP);
        held = held.plus(wanted.minus(Amounts.STEP));
        requests.take(1);
        tokens.take(wanted.tokens());
    }

    /** Takes the place of a reservation with what was really used. */
    void settle(Amounts reserved, Amounts actual) {
        held = held.minus(reserved.minus(Amounts.STEP));
        used = used.plus(actual.minus(Amounts.STEP));
        tokens.giveBack(reserved.tokens() - actual.tokens());
    }

    /** Why a tool must not be called, or null. */
    @Nullable
    Limit exceededByCalling(String tool) {
        return toolCalls.getOrDefault(counted(tool), 0L) >= allowance.callsOf(tool) ? Limit.TOOL_CALLS : null;
    }

    /** Why a tool must wait, or null. */
    Grant.@Nullable Later<ToolSlot> delayForSlot() {
        return toolsRunning < allowance.amount(Limit.PARALLEL_TOOLS)
                ? null
                : new Grant.Later<>(UNTIL_OTHERS_SETTLE, Limit.PARALLEL_TOOLS, scope);
    }

    void countCall(String tool) {
        toolCalls.merge(counted(tool), 1L, Long::sum);
    }

    void takeSlot() {
        toolsRunning++;
    }

    void giveSlotBack() {
        toolsRunning--;
    }

    private String counted(String tool) {
        return toolCalls.size() < TOOLS || toolCalls.containsKey(tool) ? tool : OTHER_TOOLS;
    }

    /** The used share of the limit that is nearest to its end: 1 and more when it is reached. */
    double share() {
        double most = 0;
        for (Limit limit : USED_UP) {
            most = Math.max(most, used.of(limit) / (double) allowance.amount(limit));
        }
        return most;
    }

    /** The limit of {@link #share}. */
    @Nullable
    Limit reached() {
        for (Limit limit : USED_UP) {
            if (left(limit) <= 0) {
                return limit;
            }
        }
        return null;
    }

    Amounts used() {
        return used;
    }

    /** Whether nothing is reserved in it. */
    boolean isIdle() {
        return toolsRunning == 0 && held.equals(Amounts.NONE);
    }
}
