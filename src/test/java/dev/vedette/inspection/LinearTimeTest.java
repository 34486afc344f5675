package dev.vedette.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the promise that no text makes the scan slow; counts the thread's own time, not that of its neighbours. */
class LinearTimeTest {
    private static final int MEGABYTE = 1_000_000;

    private static long millis(String text) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Samples.REDACTOR.redact(text);
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / MEGABYTE;
    }

    private static String filled(String seed, int length) {
        return seed.repeat(length / seed.length() + 1);
    }

    @Test
    void tenTimesTheNearMissesTakeAboutTenTimesAsLong() {
        String seed =
                "gh" + "p_q7Wm2Xk9 token = abc, key: sk-" + "ant- password=\"\" AKIA12 eyJhbGciOi.x://a:b@ \\n %41 ";
        millis(filled(seed, MEGABYTE));
        long one = millis(filled(seed, MEGABYTE));
        long ten = millis(filled(seed, 10 * MEGABYTE));
        assertThat(ten).as("1 MB took %d ms", one).isLessThan(15 * Math.max(one, 40));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "key=",
                "key=key:",
                "secret",
                "password",
                "curl -u ",
                "EAAM",
                "ops_eyJ",
                "ey",
                "eyJ.",
                "://",
                "://a:",
                "\\",
                "\\\\\"",
                "%41",
                "-----BEGIN PRIVATE KEY-----",
                "-----begin",
                "[REDACTED:",
                "age-secret-key-1 = \"a1B2c3D4e5F6g7H8",
                "\u200b",
                "\u001b[",
                "bearer ",
                "twitter=",
                "data: kind: secret "
            })
    void hostileTextsOfSixtyFourKibibytesAreReadInTime(String seed) {
        assertThat(millis(filled(seed, 64 * 1024))).isLessThan(2_000);
    }

    @Test
    void manyChunksTakeLinearTime() {
        List<String> chunks = java.util.Collections.nCopies(20_000, "tok");
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Samples.REDACTOR.redactJoined(chunks);
        long millis = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / MEGABYTE;
        assertThat(millis).isLessThan(2_000);
    }
}
