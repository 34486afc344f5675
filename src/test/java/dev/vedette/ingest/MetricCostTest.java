package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.pricing.Price;
import dev.vedette.pricing.PriceTable;
import dev.vedette.pricing.PricedModel;
import dev.vedette.pricing.Rates;
import dev.vedette.pricing.TokenClass;
import dev.vedette.telemetry.MetricReading;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a token of a metric costs. Prices are in US dollars for a million. */
class MetricCostTest {
    private static final LocalDate CHANGE = LocalDate.of(2025, 6, 1);
    private static final long BEFORE_CHANGE = 1_700_000_000_000_000_000L;
    private static final Rates RATES = new Rates(Map.of(
            TokenClass.INPUT, 10.0,
            TokenClass.CACHE_READ, 1.0,
            TokenClass.CACHE_WRITE, 12.5,
            TokenClass.OUTPUT, 30.0,
            TokenClass.AUDIO_INPUT, 100.0));
    private static final Rates LONG = new Rates(Map.of(TokenClass.INPUT, 20.0));

    private final Normalizer normalizer = Normalizer.standard().estimating(new CostEstimator(prices()));

    private static PriceTable prices() {
        Price old = new Price(new Rates(Map.of(TokenClass.INPUT, 7.0)), List.of(), null, CHANGE, null);
        Price now = new Price(RATES, List.of(new Price.Tier(200_000, LONG)), CHANGE, null, null);
        PricedModel model = new PricedModel("m-1", List.of(old, now));
        return PriceTable.of(List.of(), Map.of(PriceTable.ANY_VENDOR, List.of(model)));
    }

    @ParameterizedTest(name = "{0} {1} costs {2}")
    @CsvSource({
        "codex.turn.token_usage, token_type=input, 10",
        "codex.turn.token_usage, token_type=cached_input, -9",
        "codex.turn.token_usage, token_type=cache_write_input, 2.5",
        "codex.turn.token_usage, token_type=output, 30",
        "codex.turn.token_usage, token_type=reasoning_output, 0",
        "gen_ai.client.inference.usage.input_tokens, gen_ai.token.modality=audio, 100"
    })
    void aTokenHasThePriceOfItsClass(String metric, String attributes, double usdPerMillion) {
        MetricReading reading = read(metric, attributes + " model=m-1 gen_ai.request.model=m-1");

        assertThat(reading.usdPerUnit()).isEqualTo(usdPerMillion / 1e6, within(1e-12));
        assertThat(reading.costEstimated()).isTrue();
    }

    @Test
    void thePriceIsThatOfTheTimeOfThePoint() {
        MetricReading reading = Points.reading(
                normalizer,
                Points.named("codex.turn.token_usage")
                        .withAll("token_type=input model=m-1")
                        .at(BEFORE_CHANGE));

        assertThat(reading.usdPerUnit()).isEqualTo(7e-6, within(1e-12));
    }

    @Test
    void theModelAskedForIsPricedWhereTheOneThatAnsweredIsNotKnown() {
        MetricReading reading = read(
                "gen_ai.client.token.usage",
                "gen_ai.token.type=input gen_ai.response.model=deployment-7 gen_ai.request.model=m-1");

        assertThat(reading.subject()).isEqualTo("deployment-7");
        assertThat(reading.usdPerUnit()).isEqualTo(1e-5, within(1e-12));
    }

    @Test
    void aModelWithoutAPriceHasNone() {
        MetricReading reading = read("codex.turn.token_usage", "token_type=input model=unheard-of");

        assertThat(reading.usdPerUnit()).isNull();
        assertThat(reading.costEstimated()).isFalse();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "claude_code.cost.usage, model=m-1, 1",
        "claude_code.token.usage, type=input model=m-1, 0",
        "gen_ai.client.inference.operation.input_tokens, gen_ai.request.model=m-1, 0",
        "codex.api_request, model=m-1, 0"
    })
    void whatIsToldElsewhereOrCostsNothingIsNotEstimated(String metric, String attributes, double usd) {
        MetricReading reading = read(metric, attributes);

        assertThat(reading.usdPerUnit()).isEqualTo(usd);
        assertThat(reading.costEstimated()).isFalse();
    }

    private MetricReading read(String metric, String attributes) {
        return Points.reading(normalizer, Points.named(metric).withAll(attributes));
    }
}
