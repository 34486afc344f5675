package dev.vedette.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.detection.Severity;
import dev.vedette.yaml.SettingsException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    @Test
    void withoutAFileEverythingHasItsDefaultAndListensOnLoopbackOnly() {
        Settings settings = read("");

        assertThat(settings.dashboard()).isEqualTo(new Settings.Dashboard("127.0.0.1", 8080, List.of(), null));
        assertThat(settings.otlp()).isEqualTo(new Settings.Otlp("127.0.0.1", 4317, 4318, List.of()));
        assertThat(settings.storage().data()).isEqualTo(Path.of("data"));
        assertThat(settings.storage().retention()).isEqualTo(Duration.ofDays(14));
        assertThat(settings.storage().retentionBytes()).isEqualTo(20L << 30);
        assertThat(settings.alerts().resolveAfter()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.receivers()).isEmpty();
        assertThat(settings.forwards()).isEmpty();
    }

    @Test
    void anEmbeddedStoreIsOneWhateverDatabaseIsNamed() {
        Settings settings = read("storage: {url: 'jdbc:postgresql://db/v', user: v, password: p, retention: 3d}")
                .withEmbeddedStore(Path.of("elsewhere"));

        assertThat(settings.storage())
                .isEqualTo(new Settings.Storage(Path.of("elsewhere"), null, null, null, Duration.ofDays(3), 20L << 30));
    }

    @Test
    void everyKeyIsRead() {
        Settings settings = SettingsReader.read("vedette.yaml", """
                dashboard: {host: 127.0.0.1, port: 9000, tokens: [], public-url: "https://vedette.example"}
                otlp: {host: localhost, grpc-port: 14317, http-port: 14318, tokens: [a]}
                storage: {data: /var/lib/vedette, url: "jdbc:postgresql://db/v", user: v, password: "${PW}",
                          retention: 3d, retention-bytes: 5GB}
                rules: {folder: rules.local, disabled: [LOOP-01], secrets: gitleaks.toml}
                tools:
                  allowed: {support: [lookup, refund]}
                  labels: {fetch: [source.untrusted]}
                alerts: {resolve-after: 10m, console: high}
                receivers:
                  - {name: ops, url: "https://hooks.example/x", secrets: [whsec_x], headers: {A: b},
                     minimum-severity: critical, send-resolved: false, allow-private: true}
                forward:
                  - {name: jaeger, protocol: grpc, endpoint: "http://localhost:14250", headers: {X: y}, compression: none,
                     link: "http://localhost:16686/trace/{traceId}?uiFind={spanId}"}
                """, Map.of("PW", "hunter2"));

        assertThat(settings.dashboard().publicUrl()).isEqualTo(URI.create("https://vedette.example"));
        assertThat(settings.otlp().grpcPort()).isEqualTo(14317);
        assertThat(settings.storage().password()).isEqualTo("hunter2");
        assertThat(settings.storage().retentionBytes()).isEqualTo(5L << 30);
        assertThat(settings.rules().disabled()).containsExactly("LOOP-01");
        assertThat(settings.tools().allowedTools("support", "any")).isEqualTo(Set.of("lookup", "refund"));
        assertThat(settings.tools().labelsOf("fetch")).containsExactly("source.untrusted");
        assertThat(settings.alerts().consoleSeverity()).isEqualTo(Severity.HIGH);
        assertThat(settings.receivers()).singleElement().satisfies(receiver -> {
            assertThat(receiver.minimumSeverity()).isEqualTo(Severity.CRITICAL);
            assertThat(receiver.allowPrivate()).isTrue();
            assertThat(receiver.sendResolved()).isFalse();
        });
        assertThat(settings.forwards()).singleElement().satisfies(forward -> {
            assertThat(forward.protocol()).isEqualTo("grpc");
            assertThat(forward.gzip()).isFalse();
            assertThat(forward.link()).isEqualTo("http://localhost:16686/trace/{traceId}?uiFind={spanId}");
        });
        assertThat(settings.toString()).doesNotContain("hunter2", "whsec_x");
    }

    @Test
    void allProblemsAreToldAtOnceWithWhatToDo() {
        assertThatThrownBy(() -> read("""
                        dashbord: {port: 1}
                        dashboard: {port: 99999, hots: x}
                        storage: {retention: soon, url: "jdbc:mysql://x"}
                        receivers: [{name: ops, url: "ftp://x"}]
                        forward: [{protocol: carrier-pigeon, endpoint: "http://x", headers: {K: "${NOT_SET}"}}]
                        """))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("dashbord is not a setting; did you mean 'dashboard'?")
                .hasMessageContaining("dashboard.port must be a whole number from 0 to 65535")
                .hasMessageContaining("dashboard.hots is not a setting; did you mean 'host'?")
                .hasMessageContaining("storage.retention must be a duration such as 30s")
                .hasMessageContaining("storage.url must start with jdbc:postgresql:")
                .hasMessageContaining("receivers[0].url must be an http:// or https:// address")
                .hasMessageContaining("receivers[0].secrets is missing")
                .hasMessageContaining("forward[0].name is missing")
                .hasMessageContaining("forward[0].protocol must be grpc or http")
                .hasMessageContaining("forward[0].headers.K names the variable NOT_SET, which is not set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "javascript:alert('{traceId}')           | must be an http:// or https:// address",
                "ftp://host/{traceId}                    | must be an http:// or https:// address",
                "https://user:pw@host/{traceId}          | without user and password",
                "https://{traceId}.example/x             | must not leave the host open",
                "https://host/trace                      | must contain {traceId}",
                "https://host/{traceId}/{project}        | no other braces",
                "https://host/{traceId} x                | must be an http:// or https:// address",
                "/trace/{traceId}                        | must be an http:// or https:// address",
            })
    void aLinkThatCouldLeadAnywhereIsRefused(String link, String problem) {
        assertThatThrownBy(() -> SettingsReader.read(
                        "vedette.yaml",
                        "forward: [{name: a, endpoint: 'http://a:4318', link: '${LINK}'}]",
                        Map.of("LINK", link)))
                .hasMessageContaining("forward[0].link")
                .hasMessageContaining(problem);
    }

    @Test
    void aVariableOverridesTheFile() {
        Settings settings = SettingsReader.read(
                "vedette.yaml",
                "dashboard: {port: 9000}",
                Map.of("VEDETTE_DASHBOARD_PORT", "9001", "VEDETTE_OTLP_TOKENS", "one, two"));

        assertThat(settings.dashboard().port()).isEqualTo(9001);
        assertThat(settings.otlp().tokens()).containsExactly("one", "two");
    }

    @Test
    void reachableFromOutsideWithoutTokensIsRefused() {
        assertThatThrownBy(() -> read("{dashboard: {host: 0.0.0.0}, otlp: {host: 0.0.0.0}}"))
                .hasMessageContaining("dashboard.tokens must not be empty")
                .hasMessageContaining("otlp.tokens must not be empty");
        assertThat(read("{otlp: {host: 0.0.0.0, tokens: [aaaaaaaaaaaaaaaaaaaaaaaa]}}")
                        .otlp()
                        .host())
                .isEqualTo("0.0.0.0");
    }

    @Test
    void brokenYamlIsOnePlainMessage() {
        assertThatThrownBy(() -> read("dashboard: {port: 1\n  x")).hasMessageContaining("it is not YAML");
        assertThatThrownBy(() -> read("a: 1\na: 2")).hasMessageContaining("it is not YAML");
        assertThatThrownBy(() -> read("- just\n- a list")).hasMessageContaining("it must hold settings");
    }

    private static Settings read(String yaml) {
        return SettingsReader.read("vedette.yaml", yaml, Map.of());
    }
}
