package dev.vedette.notify;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages after Standard Webhooks 1.0.0: HMAC-SHA256 over {@code id.timestamp.body}, one signature for each
 * secret. Thread-safe.
 */
final class WebhookSigner {
    private static final String PREFIX = "whsec_";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final List<SecretKeySpec> keys = new ArrayList<>();

    WebhookSigner(List<String> secrets) {
        secrets.forEach(secret -> keys.add(key(secret)));
    }

    private static SecretKeySpec key(String secret) {
        byte[] bytes;
        try {
            bytes = secret.startsWith(PREFIX) ? Base64.getDecoder().decode(secret.substring(PREFIX.length())) : null;
        } catch (IllegalArgumentException notBase64) {
            bytes = null;
        }
        if (bytes == null || bytes.length < FEWEST_BYTES || bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("a secret must be whsec_ and base64 of 24 to 64 bytes.");
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    /**
     * The value of the header {@code webhook-signature}.
     *
     * @param timestamp seconds since 1970
     */
    String sign(String id, long timestamp, byte[] body) {
        List<String> signatures = new ArrayList<>();
        for (SecretKeySpec key : keys) {
            Mac mac = mac(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            signatures.add("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)));
        }
        return String.join(" ", signatures);
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA256.", impossible);
        }
    }
}
