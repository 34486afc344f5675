package dev.vedette.notify;

import static dev.vedette.notify.Samples.NOON;
import static dev.vedette.notify.Samples.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignerTest {
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String AT = Long.toString(NOON.getEpochSecond());

    @Test
    void signsTheSpecificationsExample() {
        WebhookSigner signer = new WebhookSigner(List.of("whsec" + "_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

        assertThat(signer.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, BODY))
                .isEqualTo("v1," + "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void whileASecretIsChangedTheOldAndTheNewOneVerify() {
        String signatures = new WebhookSigner(List.of(secret('A'), secret('B'))).sign("m", NOON.getEpochSecond(), BODY);

        assertThat(signatures.split(" ", -1)).hasSize(2);
        assertThat(new WebhookVerifier(secret('A')).objection("m", AT, signatures, BODY, NOON))
                .isEmpty();
        assertThat(new WebhookVerifier(secret('B')).objection("m", AT, signatures, BODY, NOON))
                .isEmpty();
        assertThat(new WebhookVerifier(secret('C')).objection("m", AT, signatures, BODY, NOON))
                .isEqualTo("no signature fits");
    }

    @Test
    void coversIdTimestampAndEveryByteOfTheBody() {
        WebhookVerifier verifier = new WebhookVerifier(secret('A'));
        String signature = new WebhookSigner(List.of(secret('A'))).sign("m", NOON.getEpochSecond(), BODY);
        byte[] changed = BODY.clone();
        changed[3] ^= 1;

        assertThat(verifier.objection("m", AT, signature, BODY, NOON)).isEmpty();
        assertThat(verifier.objection("m", AT, signature, changed, NOON)).isNotEmpty();
        assertThat(verifier.objection("n", AT, signature, BODY, NOON)).isNotEmpty();
        assertThat(verifier.objection("m", AT.substring(0, 9) + "9", signature, BODY, NOON))
                .isNotEmpty();
        assertThat(verifier.objection("m", AT, signature, BODY, NOON.plusSeconds(301)))
                .isEqualTo("too old or too new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "whsec_", "whsec_AAAA", "whsec_not base64 at all, whatever one may say"})
    void refusesWhatIsNoSecretWithoutRepeatingIt(String secret) {
        assertThatThrownBy(() -> new WebhookSigner(List.of(secret)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a secret must be whsec_ and base64 of 24 to 64 bytes.");
    }
}
