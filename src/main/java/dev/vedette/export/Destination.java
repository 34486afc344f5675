package dev.vedette.export;

import dev.vedette.telemetry.Signal;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A backend that is sent what was received. Immutable; its text form shows no header's value.
 *
 * <p>The endpoint of {@link Protocol#HTTP_PROTOBUF} is a base address to which {@code /v1/traces}, {@code /v1/logs} and
 * {@code /v1/metrics} are added, or the whole address of one signal, and then only that signal is sent. Private
 * addresses are allowed: an endpoint comes from the owner's own configuration.
 *
 * <p>An endpoint below {@code /api/public/otel} is Langfuse's: it takes traces only, in small batches, and is asked to
 * show them at once. Source: Langfuse 4.16, {@code /api/public/otel/v1/traces}.
 *
 * @param name tells destinations apart; 1 to 64 characters
 * @param endpoint {@code http} or {@code https}; no user information, and no path for {@link Protocol#GRPC}
 * @param headers sent with every request; the values are secrets
 * @param signals what to send, never empty
 * @param timeout for one request; more than zero, at most a minute
 */
public record Destination(
        String name,
        Protocol protocol,
        URI endpoint,
        Map<String, String> headers,
        Compression compression,
        Set<Signal> signals,
        Duration timeout) {
    /** How OTLP is spoken. */
    public enum Protocol {
        GRPC,
        HTTP_PROTOBUF
    }

    /** How payloads are compressed. */
    public enum Compression {
        NONE,
        GZIP
    }

    private static final int MAX_NAME = 64;
    private static final int MIN_SECRET = 4;
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);
    private static final String LANGFUSE_PATH = "/api/public/otel";
    private static final String LANGFUSE_VERSION = "x-langfuse-ingestion-version";

    /**
     * Checks the destination.
     *
     * @throws IllegalArgumentException if it cannot work; the message says why and shows no secret
     */
    public Destination {
        boolean langfuse = isLangfuse(endpoint);
        headers = langfuse ? withVersion(headers) : Map.copyOf(headers);
        require(!name.isBlank() && name.length() <= MAX_NAME, "a destination needs a name of 1 to 64 characters");
        String scheme = endpoint.getScheme() == null ? "" : endpoint.getScheme().toLowerCase(Locale.ROOT);
        require(scheme.equals("http") || scheme.equals("https"), name + ": the endpoint must be http:// or https://");
        require(endpoint.getHost() != null, name + ": the endpoint names no host");
        require(endpoint.getRawUserInfo() == null, name + ": put credentials into headers, not into the endpoint");
        require(
                protocol != Protocol.GRPC || langfuse || pathOf(endpoint).isEmpty(),
                name + ": a gRPC endpoint is host and port without a path");
        require(!timeout.isNegative() && !timeout.isZero(), name + ": the timeout must be more than zero");
        require(timeout.compareTo(MAX_TIMEOUT) <= 0, name + ": the timeout must be at most 60 seconds");
        headers.forEach((header, value) -> require(isHeader(header, value), name + ": a header is not valid HTTP"));
        require(protocol == Protocol.HTTP_PROTOBUF || !langfuse, name + ": Langfuse takes OTLP over HTTP only");
        signals = Set.copyOf(langfuse ? tracesOf(signals) : narrowed(signals, endpoint));
        require(!signals.isEmpty(), name + ": no signal is left to send to this endpoint");
    }

    /** Where the payloads of a signal are posted over HTTP. */
    String url(Signal signal) {
        String path = pathOf(endpoint);
        String full = path.endsWith(suffix(signal)) ? path : path + suffix(signal);
        String query = endpoint.getRawQuery() == null ? "" : "?" + endpoint.getRawQuery();
        return endpoint.getScheme() + "://" + endpoint.getRawAuthority() + full + query;
    }

    /** The most that one request may hold. */
    BatchLimit batchLimit() {
        if (isLangfuse(endpoint)) {
            return BatchLimit.LANGFUSE;
        }
        return protocol == Protocol.GRPC ? BatchLimit.GRPC : BatchLimit.HTTP;
    }

    /** The text without the values of headers, whole or after their first word, should a backend repeat them. */
    String masked(String text) {
        String masked = text;
        for (String value : headers.values()) {
            String credential = value.substring(value.indexOf(' ') + 1);
            masked = replaced(replaced(masked, value), credential);
        }
        return masked;
    }

    @Override
    public String toString() {
        String address = endpoint.getScheme() + "://" + endpoint.getRawAuthority() + pathOf(endpoint);
        return "Destination[" + name + ", " + protocol + ", " + address + ", headers=" + new TreeSet<>(headers.keySet())
                + ", " + compression + ", " + new TreeSet<>(signals) + ", " + timeout + "]";
    }

    private static boolean isLangfuse(URI endpoint) {
        String path = pathOf(endpoint);
        return path.endsWith(LANGFUSE_PATH) || path.endsWith(LANGFUSE_PATH + suffix(Signal.TRACES));
    }

    private static Map<String, String> withVersion(Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put(LANGFUSE_VERSION, "4");
        all.putAll(headers);
        return Map.copyOf(all);
    }

    private static Set<Signal> tracesOf(Set<Signal> signals) {
        return signals.contains(Signal.TRACES) ? Set.of(Signal.TRACES) : Set.of();
    }

    private static Set<Signal> narrowed(Set<Signal> signals, URI endpoint) {
        String path = pathOf(endpoint);
        for (Signal signal : Signal.values()) {
            if (path.endsWith(suffix(signal))) {
                return signals.contains(signal) ? Set.of(signal) : Set.of();
            }
        }
        return signals;
    }

    private static String suffix(Signal signal) {
        return switch (signal) {
            case TRACES -> "/v1/traces";
            case LOGS -> "/v1/logs";
            case METRICS -> "/v1/metrics";
        };
    }

    private static String pathOf(URI endpoint) {
        String path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static boolean isHeader(String name, String value) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')
                && value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 127));
    }

    private static String replaced(String text, String secret) {
        return secret.length() < MIN_SECRET ? text : text.replace(secret, "***");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
