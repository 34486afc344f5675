package dev.vedette.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholderTest {
    @ParameterizedTest(name = "{0}: held back {1}, no content {2}, no value {3}")
    @CsvSource({
        "'', false, true, true",
        "__REDACTED__, true, true, true",
        "<REDACTED>, true, true, true",
        "[REDACTED], true, true, true",
        "[Scrubbed due to 'password'], true, true, true",
        "'[Scrubbed due to ', false, false, false",
        "[Scrubbed due to 'password', false, false, false",
        "[Scrubbed due to 'password'] and then said, false, false, false",
        "[Scrubbed due to 'password'] and then said], false, false, false",
        "he wrote [REDACTED], false, false, false",
        "none, false, false, true",
        "REDACTED, false, false, false"
    })
    void tellsWhatIsMissingFromWhatIsHeldBack(String sent, boolean heldBack, boolean noContent, boolean noValue) {
        assertThat(Placeholder.isHeldBack(sent)).isEqualTo(heldBack);
        assertThat(Placeholder.isNoContent(sent)).isEqualTo(noContent);
        assertThat(Placeholder.isNoValue(sent)).isEqualTo(noValue);
    }
}
