package dev.vedette.config;

import dev.vedette.detection.Severity;
import dev.vedette.detection.ToolPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be configured, typed and checked; it does not change once Vedette runs. {@code toString} of the
 * parts that hold secrets shows none. Immutable.
 */
public record Settings(
        Dashboard dashboard,
        Otlp otlp,
        Storage storage,
        Rules rules,
        Pricing pricing,
        ToolPolicy tools,
        Alerts alerts,
        List<Receiver> receivers,
        List<Forward> forwards) {
    public Settings {
        receivers = List.copyOf(receivers);
        forwards = List.copyOf(forwards);
    }

    /** The same settings with another place for the data. */
    public Settings withData(Path data) {
        Storage moved = new Storage(
                data, storage.url(), storage.user(), storage.password(), storage.retention(), storage.retentionBytes());
        return new Settings(dashboard, otlp, moved, rules, pricing, tools, alerts, receivers, forwards);
    }

    /** The same settings with an embedded store in this folder, whatever database they name. */
    public Settings withEmbeddedStore(Path data) {
        Storage embedded = new Storage(data, null, null, null, storage.retention(), storage.retentionBytes());
        return new Settings(dashboard, otlp, embedded, rules, pricing, tools, alerts, receivers, forwards);
    }

    /** The same settings on other ports; 0 lets the system choose. */
    public Settings withPorts(int dashboardPort, int grpcPort, int httpPort) {
        return new Settings(
                new Dashboard(dashboard.host(), dashboardPort, dashboard.tokens(), dashboard.publicUrl()),
                new Otlp(otlp.host(), grpcPort, httpPort, otlp.tokens()),
                storage,
                rules,
                pricing,
                tools,
                alerts,
                receivers,
                forwards);
    }

    /**
     * Where the dashboard listens.
     *
     * @param tokens who may use it; empty only on loopback
     * @param publicUrl how people reach it, for links in notifications; null for host and port
     */
    public record Dashboard(
            String host,
            int port,
            List<String> tokens,
            @Nullable URI publicUrl) {
        public Dashboard {
            tokens = List.copyOf(tokens);
        }

        @Override
        public String toString() {
            return "Dashboard[" + host + ":" + port + ", " + tokens.size() + " tokens]";
        }
    }

    /** Where OTLP comes in. {@code tokens}: who may send; empty only on loopback. */
    public record Otlp(String host, int grpcPort, int httpPort, List<String> tokens) {
        public Otlp {
            tokens = List.copyOf(tokens);
        }

        @Override
        public String toString() {
            return "Otlp[" + host + ":" + grpcPort + "/" + httpPort + ", " + tokens.size() + " tokens]";
        }
    }

    /**
     * Where things are kept and how long.
     *
     * @param data a folder
     * @param url a JDBC URL of PostgreSQL, or null for the embedded store
     * @param retention how long spans are kept
     * @param retentionBytes how much they may take
     */
    public record Storage(
            Path data,
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            Duration retention,
            long retentionBytes) {
        @Override
        public String toString() {
            return "Storage[" + data + ", " + (url == null ? "embedded" : "PostgreSQL") + "]";
        }
    }

    /**
     * Which rules run.
     *
     * @param folder with rules of one's own, or null
     * @param disabled ids of rules and detectors that are off
     * @param secretRules a Gitleaks rule file that replaces the one that comes along, or null
     */
    public record Rules(
            @Nullable Path folder,
            Set<String> disabled,
            @Nullable Path secretRules) {
        public Rules {
            disabled = Set.copyOf(disabled);
        }
    }

    /** What models cost. {@code file}: prices that go before the shipped ones, or null. */
    public record Pricing(@Nullable Path file) {}

    /** How alerts live. {@code resolveAfter}: without a finding for so long, an alert is over. */
    public record Alerts(Duration resolveAfter, Severity consoleSeverity) {}

    /**
     * Somebody to tell, by webhook.
     *
     * @param secrets {@code whsec_…}, the newest first
     * @param allowPrivate whether the URL may lie in a private network
     */
    public record Receiver(
            String name,
            URI url,
            List<String> secrets,
            Map<String, String> headers,
            Severity minimumSeverity,
            boolean sendResolved,
            boolean allowPrivate) {
        public Receiver {
            secrets = List.copyOf(secrets);
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "Receiver[" + name + "]";
        }
    }

    /**
     * A backend that traces are passed on to.
     *
     * @param link the address of a trace's page there, with {@code {traceId}} and perhaps {@code {spanId}}, or null
     */
    public record Forward(
            String name,
            String protocol,
            URI endpoint,
            Map<String, String> headers,
            boolean gzip,
            @Nullable String link) {
        public Forward {
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "Forward[" + name + "]";
        }
    }
}
