package dev.vedette.inspection;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Checks that need no regular expression: a token that carries a checksum and satisfies it is a secret whatever an
 * entropy threshold or an allow-list says. A checksum that fails proves little: tokens get cut and mistyped, and what
 * looks like one is masked all the same.
 */
final class TokenChecks {
    private static final String BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CHECKSUM_LENGTH = 6;
    private static final List<String> CHECKSUMMED = List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_");
    private static final int BODY_LENGTH = 36;

    private TokenChecks() {}

    /** Whether the format alone proves the value to be a secret. */
    static boolean certain(String rule, String value) {
        return hasChecksum(value) || (rule.startsWith("jwt") && isJwt(value));
    }

    /** GitHub's and npm's format: a prefix, 30 characters, and their CRC-32 in six digits of base 62. */
    static boolean hasChecksum(String token) {
        int prefix = 4;
        if (token.length() != prefix + BODY_LENGTH || CHECKSUMMED.stream().noneMatch(token::startsWith)) {
            return false;
        }
        String body = token.substring(prefix, token.length() - CHECKSUM_LENGTH);
        return token.endsWith(checksum(body));
    }

    static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.ISO_8859_1));
        long rest = crc.getValue();
        StringBuilder digits = new StringBuilder();
        for (int digit = 0; digit < CHECKSUM_LENGTH; digit++) {
            digits.append(BASE_62.charAt((int) (rest % BASE_62.length())));
            rest /= BASE_62.length();
        }
        return digits.reverse().toString();
    }

    /** A JSON Web Token: three parts of which the first decodes to a JSON object that names an algorithm. */
    static boolean isJwt(String value) {
        int dot = value.indexOf('.');
        if (dot < 0 || value.indexOf('.', dot + 1) < 0) {
            return false;
        }
        try {
            byte[] header = Base64.getUrlDecoder().decode(value.substring(0, dot));
            String json = new String(header, StandardCharsets.UTF_8);
            return json.startsWith("{") && json.contains("\"alg\"");
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
