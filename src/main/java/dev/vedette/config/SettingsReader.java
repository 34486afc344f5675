package dev.vedette.config;

import dev.vedette.detection.Severity;
import dev.vedette.detection.ToolPolicy;
import dev.vedette.yaml.Section;
import dev.vedette.yaml.SettingsException;
import dev.vedette.yaml.YamlText;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@link Settings} from YAML text and environment variables. Unknown keys and all other problems are told at once. */
public final class SettingsReader {
    private SettingsReader() {}

    /**
     * The settings, with defaults for whatever is not said.
     *
     * @param source the file's name, for the message
     * @param yaml the file's text; empty for none
     * @throws SettingsException if anything is wrong
     */
    public static Settings read(String source, String yaml, Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        Section root = new Section("", YamlText.parse(source, yaml), environment, problems);
        Settings settings = new Settings(
                dashboard(root.section("dashboard")),
                otlp(root.section("otlp")),
                storage(root.section("storage")),
                rules(root.section("rules")),
                pricing(root.section("pricing")),
                tools(root.section("tools")),
                alerts(root.section("alerts")),
                receivers(root),
                forwards(root));
        root.finish();
        checkReachable(settings, problems);
        if (!problems.isEmpty()) {
            throw new SettingsException(source, problems);
        }
        return settings;
    }

    private static Settings.Dashboard dashboard(Section section) {
        Settings.Dashboard dashboard = new Settings.Dashboard(
                section.text("host", "127.0.0.1"),
                section.integer("port", 8080, 0, 65535),
                section.texts("tokens"),
                section.uri("public-url"));
        section.finish();
        return dashboard;
    }

    private static Settings.Otlp otlp(Section section) {
        Settings.Otlp otlp = new Settings.Otlp(
                section.text("host", "127.0.0.1"),
                section.integer("grpc-port", 4317, 0, 65535),
                section.integer("http-port", 4318, 0, 65535),
                section.texts("tokens"));
        section.finish();
        return otlp;
    }

    private static Settings.Storage storage(Section section) {
        Path data = section.path("data");
        String url = section.text("url");
        if (url != null && !url.startsWith("jdbc:postgresql:")) {
            section.problem("url", "must start with jdbc:postgresql: (leave it out for the embedded store)");
        }
        Settings.Storage storage = new Settings.Storage(
                data == null ? Path.of("data") : data,
                url,
                section.text("user"),
                section.text("password"),
                section.duration("retention", Duration.ofDays(14)),
                section.bytes("retention-bytes", 20L << 30));
        section.finish();
        return storage;
    }

    private static Settings.Rules rules(Section section) {
        Settings.Rules rules = new Settings.Rules(
                section.path("folder"), Set.copyOf(new HashSet<>(section.texts("disabled"))), section.path("secrets"));
        section.finish();
        return rules;
    }

    private static Settings.Pricing pricing(Section section) {
        Settings.Pricing pricing = new Settings.Pricing(section.path("file"));
        section.finish();
        return pricing;
    }

    private static ToolPolicy tools(Section section) {
        ToolPolicy policy = new ToolPolicy(section.textSets("allowed"), section.textSets("labels"));
        section.finish();
        return policy;
    }

    private static Settings.Alerts alerts(Section section) {
        Settings.Alerts alerts = new Settings.Alerts(
                section.duration("resolve-after", Duration.ofMinutes(30)), severity(section, "console", Severity.LOW));
        section.finish();
        return alerts;
    }

    private static List<Settings.Receiver> receivers(Section root) {
        List<Settings.Receiver> receivers = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of("console"));
        for (Section section : root.sections("receivers")) {
            String name = section.requiredText("name");
            URI url = required(section, "url");
            List<String> secrets = section.texts("secrets");
            if (secrets.isEmpty()) {
                section.problem("secrets", "is missing; make one with: java -jar vedette.jar token --webhook");
            }
            if (!names.add(name)) {
                section.problem("name", "is taken: every receiver needs a name of its own, and 'console' is ours");
            }
            receivers.add(new Settings.Receiver(
                    name,
                    url,
                    secrets,
                    section.textMap("headers"),
                    severity(section, "minimum-severity", Severity.MEDIUM),
                    section.flag("send-resolved", true),
                    section.flag("allow-private", false)));
            section.finish();
        }
        return receivers;
    }

    private static List<Settings.Forward> forwards(Section root) {
        List<Settings.Forward> forwards = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : root.sections("forward")) {
            String name = section.requiredText("name");
            if (!names.add(name)) {
                section.problem("name", "is taken: every destination needs a name of its own");
            }
            String protocol = section.text("protocol", "http");
            if (!Set.of("grpc", "http").contains(protocol)) {
                section.problem("protocol", "must be grpc or http");
            }
            String compression = section.text("compression", "gzip");
            if (!Set.of("gzip", "none").contains(compression)) {
                section.problem("compression", "must be gzip or none");
            }
            forwards.add(new Settings.Forward(
                    name,
                    protocol,
                    required(section, "endpoint"),
                    section.textMap("headers"),
                    compression.equals("gzip"),
                    LinkTemplate.read(section)));
            section.finish();
        }
        return forwards;
    }

    private static URI required(Section section, String key) {
        URI uri = section.uri(key);
        if (uri == null && section.text(key) == null) {
            section.problem(key, "is missing");
        }
        return uri == null ? URI.create("http://missing.invalid") : uri;
    }

    private static Severity severity(Section section, String key, Severity otherwise) {
        return section.convert(
                key,
                otherwise,
                "info, low, medium, high or critical",
                text -> Severity.of(text.strip()).orElse(null));
    }

    private static void checkReachable(Settings settings, List<String> problems) {
        String advice = "; make one with: java -jar vedette.jar token";
        if (!isLoopback(settings.dashboard().host())
                && settings.dashboard().tokens().isEmpty()) {
            problems.add(
                    "dashboard.host is reachable from other machines, so dashboard.tokens must not be empty" + advice);
        }
        if (!isLoopback(settings.otlp().host()) && settings.otlp().tokens().isEmpty()) {
            problems.add("otlp.host is reachable from other machines, so otlp.tokens must not be empty" + advice);
        }
        for (@Nullable String token : settings.dashboard().tokens()) {
            if (token != null && token.length() < 20) {
                problems.add("dashboard.tokens holds a token of less than 20 characters" + advice);
            }
        }
    }

    /** Whether only this machine can reach what listens there. */
    public static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
