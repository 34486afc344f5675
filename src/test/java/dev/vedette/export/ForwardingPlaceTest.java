package dev.vedette.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** At which place of the log a forwarding begins, goes on, and what it has to skip. */
class ForwardingPlaceTest extends ForwardingSteps {
    @Test
    void aNewDestinationBeginsWithWhatComesNext() {
        log.addSpans(PAYLOAD, 1);
        Forwarding forwarding = forwarding(plain("new"), 100);
        settle(forwarding);

        assertThat(backend.received()).isEmpty();
    }

    @Test
    void goesOnWhereItLeftOff() {
        Forwarding first = forwarding(plain("steady"), 100);
        first.step();
        log.addSpans(PAYLOAD, 1);
        settle(first);
        first.save();
        log.addSpans("while it was down".getBytes(StandardCharsets.UTF_8), 1);
        Forwarding second = forwarding(plain("steady"), 100);
        settle(second);

        assertThat(backend.received())
                .extracting(received -> new String(received.body(), StandardCharsets.UTF_8))
                .containsExactly("payload", "while it was down");
    }

    @Test
    void skipsAheadWhenItFallsTooFarBehind() {
        Forwarding forwarding = forwarding(plain("lagging"), 3);
        forwarding.step();
        for (int i = 0; i < 10; i++) {
            log.addSpans(PAYLOAD, 1);
        }
        settle(forwarding);

        assertThat(backend.received()).hasSize(3);
        assertThat(tally.status().dropped()).isEqualTo(7);
        assertThat(metrics()).contains("vedette_forward_dropped_batches_total{of=\"lagging\"} 7");
    }

    @Test
    void skipsWhatRetentionHasDeleted() {
        Forwarding forwarding = forwarding(plain("late"), 100);
        forwarding.step();
        for (int i = 0; i < 10; i++) {
            log.addSpans(PAYLOAD, 1);
        }
        log.forgetUpTo(6);
        settle(forwarding);

        assertThat(backend.received()).hasSize(4);
        assertThat(tally.status().dropped()).isEqualTo(6);
    }
}
