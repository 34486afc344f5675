package dev.vedette.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSchemaTest {
    enum Unit {
        CELSIUS,
        FAHRENHEIT
    }

    @Description("A place on earth")
    record Spot(double latitude, double longitude) {}

    record Everything(
            @Description("Its name") @Length(minimum = 1, maximum = 80)
            String name,

            Unit unit,
            @Range(minimum = 1, maximum = 14) int days,
            boolean exact,
            @Length(maximum = 3) List<String> tags,
            Spot from,
            @Description("Where to") @Nullable Spot to,
            Optional<String> note,
            @OptionalArgument @Range(minimum = 0) Long limit,
            @Nullable Unit other,
            LocalDate day,
            Instant at,
            UUID id) {}

    @Test
    void everyPropertyIsRequiredInTheOrderOfTheComponentsAndUnknownOnesAreRefused() {
        RecordSchema schema = RecordSchema.of(Everything.class);
        assertThat(schema.strict()).isTrue();
        assertThat(schema.text()).isEqualTo("""
                {"type":"object","properties":{\
                "name":{"type":"string","description":"Its name","minLength":1,"maxLength":80},\
                "unit":{"type":"string","enum":["CELSIUS","FAHRENHEIT"]},\
                "days":{"type":"integer","minimum":1,"maximum":14},\
                "exact":{"type":"boolean"},\
                "tags":{"maxItems":3,"type":"array","items":{"type":"string"}},\
                "from":{"type":"object","properties":{"latitude":{"type":"number"},"longitude":{"type":"number"}},\
                "required":["latitude","longitude"],"additionalProperties":false,"description":"A place on earth"},\
                "to":{"type":["object","null"],"properties":{"latitude":{"type":"number"},\
                "longitude":{"type":"number"}},"required":["latitude","longitude"],"additionalProperties":false,\
                "description":"Where to"},\
                "note":{"type":["string","null"]},\
                "limit":{"type":["integer","null"],"minimum":0},\
                "other":{"anyOf":[{"type":"null"},{"type":"string","enum":["CELSIUS","FAHRENHEIT"]}]},\
                "day":{"type":"string","format":"date"},\
                "at":{"type":"string","format":"date-time"},\
                "id":{"type":"string","format":"uuid"}},\
                "required":["name","unit","days","exact","tags","from","to","note","limit","other","day","at","id"],\
                "additionalProperties":false}""");
    }

    @Test
    void theSameRecordAlwaysHasTheSameSchema() {
        assertThat(RecordSchema.of(Everything.class)).isEqualTo(RecordSchema.of(Everything.class));
    }

    record Labels(Map<String, Integer> counts) {}

    @Test
    void aMapMakesTheSchemaLenient() {
        RecordSchema schema = RecordSchema.of(Labels.class);
        assertThat(schema.strict()).isFalse();
        assertThat(schema.text())
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"counts\":{\"type\":\"object\","
                        + "\"additionalProperties\":{\"type\":\"integer\"}}},\"required\":[\"counts\"],"
                        + "\"additionalProperties\":false}");
    }

    record Empty() {}

    @Test
    void aRecordMayBeEmpty() {
        assertThat(RecordSchema.of(Empty.class).text())
                .isEqualTo("{\"type\":\"object\",\"additionalProperties\":false}");
    }

    record Node(String name, @Nullable Node next) {}

    record Left(List<Right> rights) {}

    record Right(Optional<Left> left) {}

    @Test
    void recordsThatHoldThemselvesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordSchema.of(Node.class))
                .withMessageContaining("Node holds itself");
        assertThatIllegalArgumentException().isThrownBy(() -> RecordSchema.of(Left.class));
    }

    record Twice(Spot one, Spot other) {}

    @Test
    void aRecordMayBeThereTwice() {
        assertThat(RecordSchema.of(Twice.class).text()).doesNotContain("$ref").contains("\"one\"", "\"other\"");
    }

    record Anything(Object value) {}

    record Raw(@SuppressWarnings("rawtypes") List values) {}

    record Wild(List<?> values) {}

    record Bag(Collection<String> values) {}

    record Keyed(Map<Integer, String> values) {}

    record Lasting(Duration time) {}

    record Marked(@OptionalArgument int number) {}

    record Letter(char letter) {}

    @ParameterizedTest
    @ValueSource(
            classes = {
                Anything.class,
                Raw.class,
                Wild.class,
                Bag.class,
                Keyed.class,
                Lasting.class,
                Marked.class,
                Letter.class
            })
    void componentsThatCannotBeArgumentsAreRefusedByName(Class<? extends Record> type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordSchema.of(type))
                .withMessageContaining(type.getSimpleName() + "." + type.getRecordComponents()[0].getName());
    }
}
