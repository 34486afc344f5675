package dev.vedette.agent.limit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * How much one scope may use: {@code Limits.standard().of(Scope.RUN, run -> run.steps(30).usd("0.50"))}. Every limit has
 * a value; none is endless. Immutable.
 */
public final class Allowance {
    private static final int NANO_DIGITS = 9;
    private static final BigDecimal MOST_USD = BigDecimal.valueOf(1_000_000_000);

    private final Map<Limit, Long> amounts;
    private final Map<String, Long> callsOfTools;
    private final Duration period;
    private final boolean moneyAsked;

    private Allowance(Map<Limit, Long> amounts, Map<String, Long> callsOfTools, Duration period, boolean moneyAsked) {
        this.amounts = new EnumMap<>(amounts);
        this.callsOfTools = Map.copyOf(callsOfTools);
        this.period = period;
        this.moneyAsked = moneyAsked;
    }

    /** The standard for a run: 60 steps, 5 deep, 30 minutes, 2 million tokens in, 200,000 out, 5 dollars. */
    static Allowance ofRun() {
        return new Allowance(amounts(60, 2_000_000, 200_000, 5, 50, 8, 60), Map.of(), Duration.ZERO, false);
    }

    /** The standard for everything else: so many times that of a run, a day. */
    static Allowance ofDay(int runs, int atOnce) {
        return new Allowance(
                amounts(
                        60L * runs,
                        2_000_000L * runs,
                        200_000L * runs,
                        5L * runs,
                        50L * runs,
                        8L * atOnce,
                        60L * atOnce),
                Map.of(),
                Duration.ofDays(1),
                false);
    }

    private static Map<Limit, Long> amounts(
            long steps, long input, long output, long usd, long callsPerTool, long parallel, long requestsPerMinute) {
        Map<Limit, Long> amounts = new EnumMap<>(Limit.class);
        amounts.put(Limit.STEPS, steps);
        amounts.put(Limit.DEPTH, 5L);
        amounts.put(Limit.WALL_TIME, Duration.ofMinutes(30).toMillis());
        amounts.put(Limit.INPUT_TOKENS, input);
        amounts.put(Limit.OUTPUT_TOKENS, output);
        amounts.put(Limit.MONEY, usd * 1_000_000_000L);
        amounts.put(Limit.TOOL_CALLS, callsPerTool);
        amounts.put(Limit.PARALLEL_TOOLS, parallel);
        amounts.put(Limit.REQUESTS_PER_MINUTE, requestsPerMinute);
        amounts.put(Limit.TOKENS_PER_MINUTE, requestsPerMinute * 10_000);
        return amounts;
    }

    /** The same with at most so many calls of models. */
    public Allowance steps(long calls) {
        return with(Limit.STEPS, calls);
    }

    /** The same with sub-agents nested at most so deep; 0 for no sub-agents. */
    public Allowance depth(int deepest) {
        return with(Limit.DEPTH, atLeast(0, deepest));
    }

    /** The same with runs that last at most so long, to the millisecond. */
    public Allowance wallTime(Duration longest) {
        return with(Limit.WALL_TIME, longest.toMillis());
    }

    /** The same with at most so many tokens for models to read. */
    public Allowance inputTokens(long tokens) {
        return with(Limit.INPUT_TOKENS, tokens);
    }

    /** The same with at most so many tokens for models to write. */
    public Allowance outputTokens(long tokens) {
        return with(Limit.OUTPUT_TOKENS, tokens);
    }

    /**
     * The same with at most so many US dollars. Whoever says this wants it kept: models whose price is not known are
     * then not asked at all. The standard amounts hold for models whose price is known, and let others be.
     *
     * @param amount such as {@code "0.50"}, positive, at most a billion
     */
    public Allowance usd(String amount) {
        BigDecimal usd = new BigDecimal(amount);
        if (usd.signum() <= 0 || usd.compareTo(MOST_USD) > 0) {
            throw new IllegalArgumentException("An amount of money must be positive and at most a billion dollars.");
        }
        Map<Limit, Long> changed = new EnumMap<>(amounts);
        changed.put(
                Limit.MONEY,
                usd.setScale(NANO_DIGITS, RoundingMode.DOWN).unscaledValue().longValueExact());
        return new Allowance(changed, callsOfTools, period, true);
    }

    /** The same with at most so many calls of every tool that has no number of its own; 0 for none. */
    public Allowance callsPerTool(long calls) {
        return with(Limit.TOOL_CALLS, atLeast(0, calls));
    }

    /** The same with at most so many calls of this tool; 0 for none. */
    public Allowance calls(String tool, long calls) {
        Map<String, Long> changed = new HashMap<>(callsOfTools);
        changed.put(tool, atLeast(0, calls));
        return new Allowance(amounts, changed, period, moneyAsked);
    }

    /** The same with at most so many tools at the same time. */
    public Allowance parallelTools(int tools) {
        return with(Limit.PARALLEL_TOOLS, tools);
    }

    /** The same with at most so many calls of models within a minute; as many may come at once after a pause. */
    public Allowance requestsPerMinute(long requests) {
        return with(Limit.REQUESTS_PER_MINUTE, requests);
    }

    /** The same with at most so many tokens within a minute; as many may come at once after a pause. */
    public Allowance tokensPerMinute(long tokens) {
        return with(Limit.TOKENS_PER_MINUTE, tokens);
    }

    /**
     * The same amounts for every stretch of this length, counted from midnight UTC of 1 January 1970: one day is the
     * calendar day in UTC, one hour the hour of the clock. What was used is forgotten when the next stretch begins, so
     * that twice the amounts may fall into a stretch that lies across. A run has one allowance from its start to its end.
     *
     * @param length at least a minute
     */
    public Allowance per(Duration length) {
        if (isForRun()) {
            throw new IllegalArgumentException("A run has one allowance from its start to its end.");
        }
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("An allowance is for a minute or longer.");
        }
        return new Allowance(amounts, callsOfTools, length, moneyAsked);
    }

    /** The amount: calls, tokens, milliseconds of {@link Limit#WALL_TIME}, billionths of a dollar of {@link Limit#MONEY}. */
    long amount(Limit limit) {
        return amounts.getOrDefault(limit, 0L);
    }

    long callsOf(String tool) {
        return callsOfTools.getOrDefault(tool, amount(Limit.TOOL_CALLS));
    }

    boolean isForRun() {
        return period.isZero();
    }

    Duration period() {
        return period;
    }

    /** Whether models whose price is not known must not be asked. */
    boolean moneyAsked() {
        return moneyAsked;
    }

    private Allowance with(Limit limit, long amount) {
        boolean mayBeNone = limit == Limit.DEPTH || limit == Limit.TOOL_CALLS;
        Map<Limit, Long> changed = new EnumMap<>(amounts);
        changed.put(limit, mayBeNone ? amount : atLeast(1, amount));
        return new Allowance(changed, callsOfTools, period, moneyAsked);
    }

    private static long atLeast(long least, long amount) {
        if (amount < least) {
            throw new IllegalArgumentException("A limit must be " + least + " or more.");
        }
        return amount;
    }
}
