package dev.vedette.agent.content;

import dev.vedette.inspection.FingerprintKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** Made-up secrets, put together at run time so that no scanner takes this file for a leak. */
final class Planted {
    static final SecretMask MASK = SecretMask.withKey(FingerprintKey.of(new byte[32]));

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private Planted() {}

    static String aws() {
        return "AK" + "IA" + "Q7WM2XK5LP4ZT3RV";
    }

    static String anthropic() {
        return "sk-" + "ant-" + "api03-" + random(new Random(7), 93) + "AA";
    }

    static String password() {
        return "q7Wm2Xk9Lp4Zt8Rv5Nc1";
    }

    static String jwt(int length) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String header =
                base64.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII));
        String claim = "{\"sub\":\"vedette-4711\",\"iat\":1516239022,\"x\":\"" + random(new Random(3), length) + "\"}";
        String body = base64.encodeToString(claim.getBytes(StandardCharsets.US_ASCII));
        return header + "." + body + "." + random(new Random(9), 43);
    }

    static String privateKey(int lines) {
        StringBuilder key = new StringBuilder("-----BEGIN RSA " + "PRIVATE KEY-----\n");
        Random random = new Random(10);
        for (int line = 0; line < lines; line++) {
            key.append(random(random, 64)).append('\n');
        }
        return key.append("-----END RSA " + "PRIVATE KEY-----").toString();
    }

    static String random(Random random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int at = 0; at < length; at++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** Whether the text shows twelve characters of the value in a row, but for the last four, which a mask shows. */
    static boolean shows(String text, String value) {
        for (int start = 0; start + 12 <= value.length(); start += 4) {
            if (text.contains(value.substring(start, start + 12))) {
                return true;
            }
        }
        return false;
    }
}
