package dev.vedette.ingest;

import dev.vedette.pricing.Cost;
import dev.vedette.pricing.PriceTable;
import dev.vedette.pricing.TokenClass;
import dev.vedette.pricing.TokenCount;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Gives model calls and embeddings the cost that their sender did not report. What a sender reported is not touched, nor
 * is what only repeats the sum of others, and a model without a price keeps having none. Thread-safe.
 */
public final class CostEstimator {
    private final PriceTable prices;

    /** An estimator by these prices. */
    public CostEstimator(PriceTable prices) {
        this.prices = prices;
    }

    /** The usage, with an estimate where one is wanted and can be made. */
    Usage complete(Operation operation, Usage usage, long startEpochNanos) {
        if (usage.costUsd() == null
                && usage.own()
                && cost(operation, usage, startEpochNanos) instanceof Cost.Computed computed) {
            return usage.withEstimate(computed.usd());
        }
        return usage;
    }

    /** The cost of a span and where it comes from, or null where a span of its kind has none. */
    public @Nullable Cost cost(Span span) {
        return cost(span.operation(), span.usage(), span.startEpochNanos());
    }

    /** By the model that answered; by the one asked for where the answer's name has no price, as with deployments. */
    private @Nullable Cost cost(Operation operation, Usage usage, long startEpochNanos) {
        Double usd = usage.costUsd();
        if (usd != null && !usage.costEstimated()) {
            return new Cost.Reported(usd);
        }
        if (operation instanceof Operation.ModelCall call) {
            Cost cost = estimate(call.provider(), call.model(), usage, startEpochNanos);
            return cost instanceof Cost.UnknownModel
                    ? estimate(call.provider(), call.requestModel(), usage, startEpochNanos)
                    : cost;
        }
        return operation instanceof Operation.Embedding embedding
                ? estimate(embedding.provider(), embedding.model(), usage, startEpochNanos)
                : null;
    }

    private Cost estimate(@Nullable String provider, @Nullable String model, Usage usage, long startEpochNanos) {
        TokenCount tokens = new TokenCount(
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cacheReadTokens(),
                usage.cacheWriteTokens(),
                null,
                usage.reasoningTokens(),
                usage.audioInputTokens(),
                usage.audioOutputTokens());
        return prices.estimate(provider, model, Epoch.instant(startEpochNanos), tokens);
    }

    /**
     * What one token costs in US dollars, at the price of requests of ordinary length, as a metric does not tell how long
     * its requests were.
     *
     * @param among whether the tokens are counted at the price of plain input or output already, so that only the
     *     difference is wanted, which is negative where these are cheaper
     * @return null where the model has no price
     */
    @Nullable
    Double perToken(
            TokenClass kind, boolean among, @Nullable String provider, @Nullable String model, long epochNanos) {
        Double usd = one(kind, provider, model, epochNanos);
        if (usd == null || !among) {
            return usd;
        }
        Double whole = one(isOutput(kind) ? TokenClass.OUTPUT : TokenClass.INPUT, provider, model, epochNanos);
        return whole == null ? null : Double.valueOf(usd - whole);
    }

    private @Nullable Double one(TokenClass kind, @Nullable String provider, @Nullable String model, long epochNanos) {
        TokenCount token = new TokenCount(
                isOutput(kind) ? 0L : 1L,
                isOutput(kind) ? 1L : 0L,
                kind == TokenClass.CACHE_READ ? 1L : 0L,
                kind == TokenClass.CACHE_WRITE ? 1L : 0L,
                null,
                kind == TokenClass.REASONING ? 1L : 0L,
                kind == TokenClass.AUDIO_INPUT ? 1L : 0L,
                kind == TokenClass.AUDIO_OUTPUT ? 1L : 0L);
        return prices.estimate(provider, model, Epoch.instant(epochNanos), token) instanceof Cost.Computed computed
                ? Double.valueOf(computed.usd())
                : null;
    }

    private static boolean isOutput(TokenClass kind) {
        return kind == TokenClass.OUTPUT || kind == TokenClass.REASONING || kind == TokenClass.AUDIO_OUTPUT;
    }
}
