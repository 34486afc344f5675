package dev.vedette.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the name of a variable, field or option says about its value. */
enum SecretName {
    /** A password. */
    PASSWORD,
    /** A token, secret or key that a service hands out. */
    TOKEN,
    /** Something with a key in it, or a salt: often a secret, often not. */
    KEY,
    /** Nothing. */
    NONE;

    private static final Set<String> PASSWORDS = Set.of(
            "password",
            "passwd",
            "pwd",
            "pass",
            "passphrase",
            "passcode",
            "passwort",
            "pw",
            "pswd",
            "userpass",
            "dbpass");

    private static final List<String> PASSWORD_ENDINGS = List.of("password", "passwd", "pwd", "passphrase", "passwort");

    private static final Set<String> TOKENS = Set.of(
            "secret",
            "secrets",
            "token",
            "apikey",
            "apitoken",
            "authtoken",
            "accesstoken",
            "credential",
            "credentials",
            "creds",
            "nkey",
            "clientsecret",
            "secretkey",
            "accesskey",
            "privatekey",
            "authkey",
            "apisecret");

    private static final List<String> TOKEN_ENDINGS = List.of("token", "secret", "apikey", "secretkey", "accesskey");

    private static final Set<String> KEY_OWNERS = Set.of(
            "api",
            "access",
            "secret",
            "private",
            "auth",
            "encryption",
            "signing",
            "account",
            "client",
            "app",
            "application",
            "license",
            "master",
            "shared",
            "service",
            "consumer",
            "admin",
            "project",
            "subscription",
            "integration",
            "server",
            "session",
            "deploy",
            "write",
            "ingest",
            "jwt",
            "hmac",
            "aes",
            "user",
            "host");

    private static final Set<String> KEYS = Set.of(
            "key",
            "auth",
            "access",
            "private",
            "totp",
            "salt",
            "nonce",
            "authorization",
            "pin",
            "otp",
            "cookie",
            "sid");

    private static final Set<String> HARMLESS_KEYS = Set.of(
            "public",
            "primary",
            "foreign",
            "partition",
            "sort",
            "routing",
            "cache",
            "idempotency",
            "object",
            "index",
            "registry",
            "row",
            "group",
            "map",
            "hash",
            "unique",
            "range",
            "dedup",
            "lookup",
            "issue",
            "etag");

    private static final Set<String> TAILS = Set.of(
            "value",
            "val",
            "string",
            "str",
            "text",
            "default",
            "plain",
            "plaintext",
            "prod",
            "production",
            "staging",
            "dev",
            "secure",
            "test",
            "live",
            "base64",
            "b64",
            "hex",
            "header",
            "data",
            "raw",
            "old",
            "new",
            "arg",
            "param");

    static SecretName of(String name) {
        if (name.toLowerCase(Locale.ROOT).startsWith("identified by")) {
            return PASSWORD;
        }
        List<String> words = words(name);
        while (words.size() > 1 && (TAILS.contains(last(words, 0)) || number(last(words, 0)))) {
            words.remove(words.size() - 1);
        }
        if (words.isEmpty()) {
            return NONE;
        }
        if (words.contains("public") || words.contains("encrypted")) {
            return NONE;
        }
        String last = withoutDigits(last(words, 0));
        String owner = words.size() > 1 ? last(words, 1) : "";
        if (PASSWORDS.contains(last) || PASSWORD_ENDINGS.stream().anyMatch(last::endsWith)) {
            return PASSWORD;
        }
        if (TOKENS.contains(last) || TOKEN_ENDINGS.stream().anyMatch(last::endsWith)) {
            return TOKEN;
        }
        if ("key".equals(last) && KEY_OWNERS.contains(owner)) {
            return TOKEN;
        }
        if (owner.equals("secret") || (owner.equals("token") && last.equals("auth"))) {
            return KEY;
        }
        boolean key = KEYS.contains(last) || (last.endsWith("key") && last.length() <= 12);
        return key && !HARMLESS_KEYS.contains(owner) ? KEY : NONE;
    }

    private static String last(List<String> words, int back) {
        return words.get(words.size() - 1 - back);
    }

    private static boolean number(String word) {
        return withoutDigits(word).isEmpty();
    }

    private static String withoutDigits(String word) {
        int end = word.length();
        while (end > 0 && word.charAt(end - 1) >= '0' && word.charAt(end - 1) <= '9') {
            end--;
        }
        return word.substring(0, end);
    }

    /** The words of a name in snake, kebab, dotted or camel case, in lower case. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= name.length(); at++) {
            boolean end = at == name.length() || !Character.isLetterOrDigit(name.charAt(at));
            boolean hump = !end
                    && at > start
                    && Character.isUpperCase(name.charAt(at))
                    && (!Character.isUpperCase(name.charAt(at - 1))
                            || (at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1))));
            if (end || hump) {
                if (at > start) {
                    words.add(name.substring(start, at).toLowerCase(Locale.ROOT));
                }
                start = end ? at + 1 : at;
            }
        }
        return words;
    }
}
