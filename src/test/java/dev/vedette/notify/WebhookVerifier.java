package dev.vedette.notify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a careful receiver does with the headers of Standard Webhooks. */
final class WebhookVerifier {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final String secret;

    WebhookVerifier(String secret) {
        this.secret = secret;
    }

    /** Why the message is not to be trusted, or an empty text. */
    String objection(String id, String timestamp, String signatures, byte[] body, Instant now) {
        long seconds = Long.parseLong(timestamp);
        if (Duration.between(Instant.ofEpochSecond(seconds), now).abs().compareTo(TOLERANCE) > 0) {
            return "too old or too new";
        }
        byte[] expected =
                new WebhookSigner(List.of(secret)).sign(id, seconds, body).getBytes(StandardCharsets.UTF_8);
        for (String signature : signatures.split(" ", -1)) {
            if (MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
                return "";
            }
        }
        return "no signature fits";
    }
}
