package dev.vedette.notify;

import static dev.vedette.notify.Samples.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSettingsTest {
    private static final String URL = "https://hooks.test/services/T000/very-private";

    @Test
    void showsNoSecretHeaderValueOrPath() {
        WebhookSettings settings = new WebhookSettings(
                "ops", URI.create(URL), List.of(secret('A')), false, Map.of("Authorization", "Bearer fake"));

        assertThat(settings.toString())
                .contains("ops", "https://hooks.test/…", "Authorization", "1 masked")
                .doesNotContain("fake", "AAAA", "very-private");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://hooks.test/",
                "file:///etc/passwd",
                "hooks.test/x",
                "https:///x",
                "https://user:word@hooks.test/",
                "https://hooks.test@127.0.0.1/",
                "https://hooks.test/#part",
                "https://hooks.test:0/",
                "https://hooks.test:70000/"
            })
    void refusesUrlsThatMeanSomethingElse(String url) {
        assertThatThrownBy(() -> settings(url, List.of(secret('A')), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("webhook ops");
    }

    @Test
    void needsOneToFiveSecretsAndSaysHowToMakeOne() {
        assertThatThrownBy(() -> settings(URL, List.of(), Map.of())).hasMessageContaining("openssl rand");
        assertThatThrownBy(() -> settings(URL, Collections.nCopies(6, secret('A')), Map.of()))
                .hasMessageContaining("one to five");
    }

    @Test
    void headersCannotForgeALineOrTakeThePlaceOfOurs() {
        for (String header : List.of("Host", "webhook-signature", "Content-Length", "X Y", "X\r\nZ", "")) {
            assertThatThrownBy(() -> settings(URL, List.of(secret('A')), Map.of(header, "v")))
                    .as(header)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> settings(URL, List.of(secret('A')), Map.of("X-Team", "a\r\nHost: evil")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static WebhookSettings settings(String url, List<String> secrets, Map<String, String> headers) {
        return new WebhookSettings("ops", URI.create(url), secrets, false, headers);
    }
}
