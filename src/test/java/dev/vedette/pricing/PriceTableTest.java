package dev.vedette.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic: every token in one class, at the price of its day and of its request's length. */
class PriceTableTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Rates PLAIN = rates(TokenClass.INPUT, 1.0, TokenClass.OUTPUT, 10.0);
    private static final Rates FULL = new Rates(Map.of(
            TokenClass.INPUT, 1.0,
            TokenClass.OUTPUT, 10.0,
            TokenClass.CACHE_READ, 0.1,
            TokenClass.CACHE_WRITE, 1.25,
            TokenClass.CACHE_WRITE_LONG, 2.0,
            TokenClass.REASONING, 20.0,
            TokenClass.AUDIO_INPUT, 40.0,
            TokenClass.AUDIO_OUTPUT, 80.0));

    @ParameterizedTest(name = "{index}: {8} microdollars, {9} where only input and output are priced")
    @CsvSource({
        // input, output, read, written, written for an hour, reasoning, audio in, audio out, all priced, two priced
        "1000, 100,    ,    ,    ,   ,    ,   ,  2000,  2000",
        "1000, 0,      ,    ,    ,   ,    ,   ,  1000,  1000",
        "0,    0,      ,    ,    ,   ,    ,   ,     0,     0",
        "1000, 100, 400,    ,    ,   ,    ,   ,  1640,  2000",
        "1000, 100,    , 200,    ,   ,    ,   ,  2050,  2000",
        "1000, 100,    , 200,  80,   ,    ,   ,  2110,  2000",
        "1000, 100, 400, 200,  80,   ,    ,   ,  1750,  2000",
        "1000, 100,    ,    ,    , 60,    ,   ,  2600,  2000",
        "1000, 100,    ,    ,    ,   , 300,   , 13700,  2000",
        "1000, 100,    ,    ,    ,   ,    , 50,  5500,  2000",
        // parts beyond their whole are not believed
        "1000, 100, 5000,   ,    ,   ,    ,   ,  1100,  2000",
        "1000, 100, 900, 900,    ,   ,    ,   ,  1215,  2000",
        "1000, 100,    , 200, 900,   ,    ,   ,  2200,  2000",
        "1000, 100,    ,    ,    , 900, 9000, 900, 42000, 2000",
        "1000, 100, -50, -50, -50, -50, -50, -50, 2000,  2000",
        "-1,   -1,     ,    ,    ,   ,    ,   ,     0,     0"
    })
    void countsEveryTokenOnce(
            Long input,
            Long output,
            @Nullable Long read,
            @Nullable Long written,
            @Nullable Long writtenLong,
            @Nullable Long reasoning,
            @Nullable Long audioInput,
            @Nullable Long audioOutput,
            double allPriced,
            double twoPriced) {
        TokenCount tokens =
                new TokenCount(input, output, read, written, writtenLong, reasoning, audioInput, audioOutput);

        assertThat(usd(Price.always(FULL), tokens)).isEqualTo(allPriced / 1e6, within(1e-12));
        assertThat(usd(Price.always(PLAIN), tokens)).isEqualTo(twoPriced / 1e6, within(1e-12));
    }

    @ParameterizedTest(name = "{0} input tokens cost {1} microdollars")
    @CsvSource({"200000, 200000", "200001, 400002", "500000, 1000000", "500001, 2500005"})
    void longRequestsPayTheirTierForAllTokens(long input, double microdollars) {
        Price tiered = new Price(
                PLAIN,
                List.of(
                        new Price.Tier(500_000, new Rates(Map.of(TokenClass.INPUT, 5.0))),
                        new Price.Tier(200_000, new Rates(Map.of(TokenClass.INPUT, 2.0)))),
                null,
                null,
                null);

        assertThat(usd(tiered, TokenCount.of(input, 0L))).isEqualTo(microdollars / 1e6, within(1e-9));
        assertThat(usd(tiered, TokenCount.of(input, 100L)))
                .as("output keeps its price where the tier says nothing")
                .isEqualTo((microdollars + 1_000) / 1e6, within(1e-9));
    }

    @ParameterizedTest(name = "on {0} a million tokens cost {1}")
    @CsvSource({
        "2026-01-31T23:59:59Z, 0",
        "2026-02-01T00:00:00Z, 1",
        "2026-06-30T23:59:59.999Z, 1",
        "2026-07-01T00:00:00Z, 3",
        "2030-01-01T00:00:00Z, 3"
    })
    void takesThePriceOfTheDay(Instant at, double expected) {
        LocalDate summer = LocalDate.parse("2026-07-01");
        Price first = new Price(PLAIN, List.of(), LocalDate.parse("2026-02-01"), summer, null);
        Price second = new Price(rates(TokenClass.INPUT, 3.0, TokenClass.OUTPUT, 3.0), List.of(), summer, null, null);
        PriceTable table = table(new PricedModel("m", List.of(first, second)));

        Cost cost = table.estimate("v", "m", at, TokenCount.of(1_000_000L, 0L));

        if (expected == 0) {
            assertThat(cost).isInstanceOf(Cost.UnknownModel.class);
        } else {
            assertThat(((Cost.Computed) cost).usd()).isEqualTo(expected);
        }
    }

    @Test
    void tokensThatAreNotToldAreNotFree() {
        PriceTable table = table(new PricedModel("m", List.of(Price.always(PLAIN))));
        PriceTable embeddings =
                table(new PricedModel("m", List.of(Price.always(new Rates(Map.of(TokenClass.INPUT, 1.0))))));

        assertThat(table.estimate("v", "m", NOW, TokenCount.of(null, null))).isInstanceOf(Cost.UnknownTokens.class);
        assertThat(table.estimate("v", "m", NOW, TokenCount.of(null, 5L))).isInstanceOf(Cost.UnknownTokens.class);
        assertThat(table.estimate("v", "m", NOW, TokenCount.of(5L, null))).isInstanceOf(Cost.UnknownTokens.class);
        assertThat(embeddings.estimate("v", "m", NOW, TokenCount.of(5L, null))).isInstanceOf(Cost.Computed.class);
    }

    @Test
    void explainsItself() {
        PriceTable table = table(new PricedModel("m", List.of(Price.always(FULL))));

        Cost cost = table.estimate("v", "m", NOW, new TokenCount(12_000L, 150L, 2_000L, null, null, null, null, null));

        assertThat(cost.explanation())
                .isEqualTo("v/m: 10,000 in × $1/M + 150 out × $10/M + 2,000 read from cache × $0.1/M");
        assertThat(table.estimate("v", "x", NOW, TokenCount.of(1L, 1L)).explanation())
                .isEqualTo("the price table has no price for this model at that time");
        assertThat(table.estimate("v", "m", NOW, TokenCount.of(0L, 0L)).explanation())
                .isEqualTo("v/m: no tokens");
    }

    @Test
    void refusesNonsense() {
        LocalDate day = LocalDate.parse("2026-01-01");

        assertThatThrownBy(() -> new Rates(Map.of(TokenClass.INPUT, -1.0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rates(Map.of(TokenClass.INPUT, Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rates(Map.of(TokenClass.INPUT, Double.POSITIVE_INFINITY)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Price(PLAIN, List.of(), day, day, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double usd(Price price, TokenCount tokens) {
        PriceTable table = table(new PricedModel("m", List.of(price)));
        return ((Cost.Computed) table.estimate("v", "m", NOW, tokens)).usd();
    }

    private static PriceTable table(PricedModel model) {
        return PriceTable.of(List.of(new Vendor("v", List.of("v"), List.of(), false)), Map.of("v", List.of(model)));
    }

    private static Rates rates(TokenClass one, double first, TokenClass other, double second) {
        return new Rates(Map.of(one, first, other, second));
    }
}
