package dev.vedette.notify;

import static dev.vedette.notify.Samples.DASHBOARD;
import static dev.vedette.notify.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.alerting.Delivery;
import dev.vedette.alerting.Findings;
import dev.vedette.detection.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleNotifierTest {
    @Test
    void writesOneReadableLine() {
        StringBuilder out = new StringBuilder();

        Delivery delivery =
                new ConsoleNotifier("console", out, DASHBOARD).send(Samples.notification("m", "console"), NOON);

        assertThat(delivery).isInstanceOf(Delivery.Delivered.class);
        assertThat(out.toString())
                .isEqualTo("2026-03-01T12:00:00Z HIGH opened TOOL-01: Tool that was never declared agent=booker"
                        + " tool=shell (seen 42.00, normal 0.000 to 6.000 calls per minute)"
                        + " https://vedette.test/alerts/82101dc9e9844fdc"
                        + System.lineSeparator());
    }

    @Test
    void anAgentCanForgeNeitherALineNorAColour() {
        StringBuilder out = new StringBuilder();
        String title = "x\r\n2026-03-01T12:00:00Z INFO resolved \u001b[2Jall is well";

        new ConsoleNotifier("console", out, DASHBOARD)
                .send(Samples.notification(Findings.finding("a\nb", Severity.LOW, NOON, title)), NOON);

        assertThat(out.toString().lines()).hasSize(1);
        assertThat(out.toString()).doesNotContain("\u001b");
    }

    @Test
    void saysWhenItCannotWrite() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("disk full");
            }
        };

        assertThat(new ConsoleNotifier("c", new OutputStreamWriter(broken, StandardCharsets.UTF_8), DASHBOARD)
                        .send(Samples.notification("m", "c"), NOON))
                .isEqualTo(new Delivery.Retry(null, "cannot write"));
    }
}
