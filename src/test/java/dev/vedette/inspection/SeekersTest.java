package dev.vedette.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeekersTest {
    private static final String RANDOM = Samples.random(new Random(77), 24);

    private static List<Sighting> seek(String text) {
        return Samples.REDACTOR.redact(text).sightings();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=%s",
                "PASSWORD: '%s'",
                "{\"db_password\": \"%s\"}",
                "--password %s",
                "dbPassword => \"%s\"",
                "const password: string = \"%s\"",
                "setPassword(\"%s\")",
                "IDENTIFIED BY '%s'",
                "my password is %s.",
                "if (password !== \"%s\")",
                "ConvertTo-SecureString pass = '%s'",
                "PW:%s",
                "pass = os.getenv('%s')"
            })
    void passwordsAreFoundByTheirName(String form) {
        String text = form.replace("%s", "x9Kq2mWz7");
        assertThat(seek(text)).as(text).hasSize(1);
        assertThat(Samples.REDACTOR.redact(text).text()).doesNotContain("x9Kq2mWz7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api_key=%s",
                "\"clientSecret\":\"%s\"",
                "X-Api-Key: %s",
                "access token %s",
                "auth_token = '%s'",
                "SECRET_KEY: \"%s\"",
                "setAuthToken(\"%s\")",
                "token=%s&x=1",
                "credential : %s"
            })
    void tokensAreFoundByTheirName(String form) {
        String text = form.replace("%s", RANDOM);
        assertThat(seek(text)).as(text).hasSize(1);
        assertThat(Samples.longestPiece(Samples.REDACTOR.redact(text).text(), RANDOM))
                .isLessThanOrEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = user.password",
                "password: string",
                "max_tokens: 4096",
                "token_type: bearer",
                "key: value",
                "the key to success is persistence",
                "password=$DB_PASSWORD",
                "password: {{ vault.password }}",
                "author: Jane Doe",
                "keyboard: qwertz",
                "tokens=12345",
                "password=password123",
                "secret santa party",
                "publicKeyToken=\"b77a5c561934e089\"",
                "api_key=os.environ['KEY']",
                "\"password\": \"********\"",
                "gen_ai.usage.output_tokens=128",
                "cache_key=users/42/profile",
                "primary key id_9f8a7b6c5d4e3f2a1b0c"
            })
    void ordinaryTextIsNoSecret(String text) {
        assertThat(seek(text)).as(text).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://app:x9Kq2mWz7@db.host/prod, true",
        "mongodb+srv://svc:T7!kq2mWz@cluster0, true",
        "https://user:password@host, false",
        "https://host/a:b@c, false",
        "https://example.org, false",
        "redis://:$REDIS_PASSWORD@host, false"
    })
    void passwordsInAddresses(String address, boolean found) {
        assertThat(seek(address).stream().anyMatch(sighting -> sighting.rule().equals("url-password")))
                .isEqualTo(found);
    }

    @Test
    void credentialsInHeaders() {
        String basic = Base64.getEncoder().encodeToString("aladdin:open sesame".getBytes(StandardCharsets.UTF_8));
        assertThat(seek("Authorization: Basic " + basic))
                .extracting(Sighting::rule)
                .contains("http-basic");
        assertThat(seek("Authorization: Bearer " + RANDOM)).hasSize(1);
        assertThat(seek("the bearer of bad news and basic instructions")).isEmpty();
    }

    @Test
    void privateKeysAreFoundWholeCutAndEscaped() {
        String key = Samples.privateKey();
        assertThat(Samples.REDACTOR.redact(key).text())
                .startsWith("[REDACTED:private-key:")
                .endsWith("]");
        assertThat(Samples.REDACTOR.redact(key.replace("\n", "\\n")).text()).endsWith("]");
        assertThat(Samples.REDACTOR.redact(key.substring(0, 200)).text()).endsWith("]");
        assertThat(Samples.REDACTOR
                        .redact(key.substring(0, 200) + "\n\nThat was my key, sorry.")
                        .text())
                .endsWith("was my key, sorry.");
        assertThat(seek(key.replace("PRIVATE", "PUBLIC"))).isEmpty();
    }

    @Test
    void checksumsProveATokenWhateverItsEntropy() {
        assertThat(TokenChecks.hasChecksum(Samples.github())).isTrue();
        assertThat(TokenChecks.hasChecksum(Samples.github().replace('W', 'V'))).isFalse();
        assertThat(TokenChecks.hasChecksum("short")).isFalse();
        String dull = "a".repeat(30);
        String token = "gh" + "p_" + dull + TokenChecks.checksum(dull);
        assertThat(seek(token)).extracting(Sighting::rule).contains("github-pat");
        assertThat(seek("gh" + "p_" + "a".repeat(36))).isEmpty();
    }

    @Test
    void jwtHeadersAreRead() {
        assertThat(TokenChecks.isJwt(Samples.jwt())).isTrue();
        assertThat(TokenChecks.isJwt("eyJ.eyJ.x")).isFalse();
        assertThat(TokenChecks.isJwt("not a token")).isFalse();
    }

    @Test
    void entropyIsShannons() {
        assertThat(Entropy.of("aaaa")).isZero();
        assertThat(Entropy.of("abcd")).isEqualTo(2.0);
        assertThat(Entropy.of("")).isZero();
    }

    @Test
    void randomLettersCostMoreThanWords() {
        assertThat(Bigrams.meanCost("weatherforecast")).isLessThan(4.5);
        assertThat(Bigrams.meanCost("xqzvkjwpdt")).isGreaterThan(5.5);
        assertThat(Bigrams.meanCost("1234")).isZero();
    }

    @Test
    void namesTellWhatTheirValuesAre() {
        assertThat(SecretName.of("spring.datasource.password")).isEqualTo(SecretName.PASSWORD);
        assertThat(SecretName.of("AWS_SECRET_ACCESS_KEY")).isEqualTo(SecretName.TOKEN);
        assertThat(SecretName.of("clientSecretValue")).isEqualTo(SecretName.TOKEN);
        assertThat(SecretName.of("signing-key")).isEqualTo(SecretName.TOKEN);
        assertThat(SecretName.of("key")).isEqualTo(SecretName.KEY);
        assertThat(SecretName.of("cache_key")).isEqualTo(SecretName.NONE);
        assertThat(SecretName.of("publicKey")).isEqualTo(SecretName.NONE);
        assertThat(SecretName.of("max_tokens")).isEqualTo(SecretName.NONE);
        assertThat(SecretName.of("---")).isEqualTo(SecretName.NONE);
    }
}
