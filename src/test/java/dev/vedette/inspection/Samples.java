package dev.vedette.inspection;

import dev.vedette.gitleaks.GitleaksRules;
import java.util.Random;

/** Made-up secrets, put together at run time so that no scanner takes this file for a leak. */
final class Samples {
    static final ContentRedactor REDACTOR =
            ContentRedactor.create(GitleaksRules.builtIn(), FingerprintKey.of(new byte[32]));

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String BODY = "q7Wm2Xk9Lp4Zt8Rv5Nc1Bd6Hf3Gj0S";

    private Samples() {}

    static String github() {
        return "gh" + "p_" + BODY.substring(0, 30) + TokenChecks.checksum(BODY.substring(0, 30));
    }

    static String aws() {
        return "AK" + "IA" + "Q7WM2XK5LP4ZT3RV";
    }

    static String anthropic() {
        return "sk-" + "ant-" + "api03-" + random(new Random(7), 93) + "AA";
    }

    static String slack() {
        return "xo" + "xb-" + "394857610293-847561029384-" + random(new Random(8), 24);
    }

    static String jwt() {
        java.util.Base64.Encoder base64 = java.util.Base64.getUrlEncoder().withoutPadding();
        String header = base64.encodeToString(
                "{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        String body = base64.encodeToString(
                "{\"sub\":\"vedette-4711\",\"iat\":1516239022}".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return header + "." + body + "." + random(new Random(9), 43);
    }

    static String privateKey() {
        StringBuilder key = new StringBuilder("-----BEGIN RSA " + "PRIVATE KEY-----\n");
        Random random = new Random(10);
        for (int line = 0; line < 6; line++) {
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

    /** The length of the longest piece of the secret that the text still shows. */
    static int longestPiece(String text, String secret) {
        int longest = 0;
        for (int start = 0; start < secret.length(); start++) {
            while (start + longest < secret.length() && text.contains(secret.substring(start, start + longest + 1))) {
                longest++;
            }
        }
        return longest;
    }
}
