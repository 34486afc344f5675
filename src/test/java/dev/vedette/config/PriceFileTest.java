package dev.vedette.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.pricing.Cost;
import dev.vedette.pricing.PriceTable;
import dev.vedette.pricing.TokenCount;
import dev.vedette.yaml.Section;
import dev.vedette.yaml.SettingsException;
import dev.vedette.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceFileTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final PriceTable OURS = PriceFile.read("prices.yaml", """
            models:
              "my-org/*": {input: 7, output: 7}
              "my-org/special": {input: 8, output: 8}
              house-model: {input: 9, output: 9}
            vendors:
              openai:
                models:
                  gpt-5-mini: {input: 0.2, output: 1}
                  gpt-5:
                    - {until: 2026-01-01, input: 3, output: 3}
              azure:
                models:
                  gpt-4o: {input: 2, output: 2}
              ollama:
                models:
                  "*": {input: 0, output: 0}
            """);

    @ParameterizedTest(name = "{0} says {1}: {2} for a million tokens")
    @CsvSource({
        "openai,    gpt-5-mini,            0.2",
        "openai,    gpt-5-mini-2025-08-07, 0.2",
        ",          openai/gpt-5-mini,     0.2",
        // the day of the own price is over, so the list price holds
        "openai,    gpt-5,                 1.25",
        "openai,    gpt-4o,                2.5",
        // a vendor that was but a name of another keeps the other's models
        "azure,     gpt-4o,                2",
        "azure,     gpt-4o-mini,           0.15",
        "azure,     gpt-5-mini,            0.2",
        ",          my-org/anything,       7",
        "openai,    My-Org/special,        8",
        "nobody,    house-model,           9",
        "anthropic, house-model,           9",
        // free because somebody says so
        "ollama,    llama3.2:3b,           0",
        ",          ollama/llama3.2:3b,    0",
        // but not for everybody else
        "openai,    llama3.2:3b,           -1",
        ",          llama3.2:3b,           -1",
        ",          gpt-4o,                2.5",
        "vllm,      llama3.2,              -1"
    })
    void ownPricesGoBeforeTheShippedOnes(String provider, String model, double expected) {
        PriceTable table = PriceFile.shipped().overriddenBy(OURS);

        Cost cost = table.estimate(provider, model, NOW, TokenCount.of(1_000_000L, 0L));

        assertThat(cost instanceof Cost.Computed computed ? computed.usd() : -1).isEqualTo(expected);
    }

    @Test
    void tellsAllMistakesAtOnceWithWhatWasMeant() {
        assertThatThrownBy(() -> PriceFile.read("prices.yaml", """
                        vendor: {}
                        models:
                          one: {input: free, output: -1}
                          two: {output: 1, chache-read: 2}
                          three: {input: 1, from: 2026-13-01}
                          four: {input: 1, from: 2026-02-01, until: 2026-01-01}
                          five: {input: 1, tiers: [{input: 2}]}
                          "s*i*x": {input: 1}
                          seven: {names: [eight], input: 1}
                          EIGHT: {input: 2}
                          nine: {input: 1, hours: "10:00"}
                          ten: {input: NaN}
                        """))
                .isInstanceOf(SettingsException.class)
                .message()
                .contains("vendor is not a setting; did you mean 'vendors'?")
                .contains("models.one.input must be an amount of US dollars for a million tokens")
                .contains("models.one.output must be an amount")
                .contains("models.two.input is missing")
                .contains("models.two.chache-read is not a setting; did you mean 'cache-read'?")
                .contains("models.three.from must be a day such as 2026-01-31")
                .contains("models.four.until must be later than from")
                .contains("models.five.tiers[0].above must say")
                .contains("models.s*i*x may hold one '*' only")
                .contains("models.EIGHT has a price already under the name 'eight'")
                .contains("models.nine.hours must be a part of the day")
                .contains("models.ten.input must be an amount");
    }

    @Test
    void everyShippedEntryIsSane() throws IOException {
        List<Section> entries = shippedEntries();

        assertThat(entries).hasSizeGreaterThan(300);
        assertThat(entries).allSatisfy(entry -> {
            assertThat(Double.parseDouble(entry.text("input", "-1"))).isBetween(0.0, 200.0);
            assertThat(Double.parseDouble(entry.text("output", "0"))).isBetween(0.0, 700.0);
            assertThat(Double.parseDouble(entry.text("cache-read", "0")))
                    .isLessThanOrEqualTo(Double.parseDouble(entry.text("input", "0")));
            assertThat(LocalDate.parse(entry.text("from", "2020-01-01")))
                    .isBefore(LocalDate.parse(entry.text("until", "2030-01-01")));
        });
    }

    @Test
    void noShippedPricesOfOneModelOverlap() throws IOException {
        for (Section vendor : shippedVendors()) {
            Section models = vendor.section("models");
            for (String name : models.keys()) {
                List<Section> prices = models.oneOrMore(name).stream()
                        .filter(price -> price.text("hours") == null)
                        .toList();
                for (int i = 1; i < prices.size(); i++) {
                    assertThat(prices.get(i).text("from"))
                            .as(name)
                            .isEqualTo(prices.get(i - 1).text("until", "an end"));
                }
            }
        }
    }

    @Test
    void everyShippedVendorSaysWhereItsPricesAreFrom() throws IOException {
        assertThat(shippedVendors())
                .hasSizeGreaterThan(10)
                .allSatisfy(vendor -> assertThat(vendor.text("source", "")).startsWith("https://"));
    }

    private static List<Section> shippedEntries() throws IOException {
        List<Section> entries = new ArrayList<>();
        for (Section vendor : shippedVendors()) {
            Section models = vendor.section("models");
            models.keys().forEach(name -> entries.addAll(models.oneOrMore(name)));
        }
        return entries;
    }

    private static List<Section> shippedVendors() throws IOException {
        try (InputStream file = PriceFileTest.class.getResourceAsStream("/pricing/prices.yaml")) {
            String yaml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            Section root = new Section("", YamlText.parse("prices.yaml", yaml), Map.of(), new ArrayList<>());
            Section vendors = root.section("vendors");
            return vendors.keys().stream().map(vendors::section).toList();
        }
    }
}
