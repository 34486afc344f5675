package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.vedette.ingest.OtlpDecoder.Decoded;
import dev.vedette.telemetry.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Puts a secret into every field that OTLP has, one at a time, by walking its description: none may come through. */
class ScrubbingTest {
    private static final String SECRET = MarkerRedactor.SECRET;
    private static final int VALUE_DEPTH = 3;

    private final OtlpDecoder decoder = new OtlpDecoder(new MarkerRedactor(), OtlpLimits.defaults());

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void aSecretInAnyFieldIsInNeitherThePayloadNorTheRecords(String place, Signal signal, Message request)
            throws RefusedException {
        byte[] body = request.toByteArray();
        assertThat(new String(body, StandardCharsets.ISO_8859_1)).contains(SECRET);

        Decoded decoded = decoder.decode(signal, OtlpEncoding.PROTOBUF, body, Requests.NOW);

        assertThat(new String(decoded.batch().payload(), StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET);
        assertThat(decoded.batch().spans().toString()
                        + decoded.batch().logs()
                        + decoded.batch().points())
                .doesNotContain(SECRET);
        assertThat(decoded.received()).isEqualTo(1);
    }

    @Test
    void theWalkFindsThePlacesThatMatter() {
        assertThat(places().map(place -> (String) place.get()[0]))
                .hasSizeGreaterThan(60)
                .anyMatch(place -> place.endsWith("spans.name"))
                .anyMatch(place -> place.endsWith("spans.trace_state"))
                .anyMatch(place -> place.endsWith("spans.attributes.key"))
                .anyMatch(place -> place.endsWith("spans.attributes.value.kvlist_value.values.value.string_value"))
                .anyMatch(place -> place.endsWith("spans.events.attributes.value.array_value.values.string_value"))
                .anyMatch(place -> place.endsWith("spans.links.attributes.value.string_value"))
                .anyMatch(place -> place.endsWith("spans.status.message"))
                .anyMatch(place -> place.endsWith("resource.attributes.value.string_value"))
                .anyMatch(place -> place.endsWith("scope.attributes.value.string_value"))
                .anyMatch(place -> place.endsWith("log_records.body.string_value"))
                .anyMatch(place -> place.endsWith("exemplars.filtered_attributes.value.string_value"));
    }

    @Test
    void theMaskIsWhereTheSecretWas() throws RefusedException {
        Decoded decoded = decoder.decode(
                Signal.TRACES,
                OtlpEncoding.PROTOBUF,
                Requests.traces(Requests.span(0).addAttributes(Requests.text("a " + SECRET, "b " + SECRET)))
                        .toByteArray(),
                Requests.NOW);

        assertThat(decoded.batch().spans().get(0).attributes().text("a [masked]"))
                .isEqualTo("b [masked]");
    }

    static Stream<Arguments> places() {
        List<Arguments> places = new ArrayList<>();
        collect(places, Signal.TRACES, ExportTraceServiceRequest.getDefaultInstance());
        collect(places, Signal.LOGS, ExportLogsServiceRequest.getDefaultInstance());
        collect(places, Signal.METRICS, ExportMetricsServiceRequest.getDefaultInstance());
        return places.stream();
    }

    private static void collect(List<Arguments> places, Signal signal, Message root) {
        List<List<FieldDescriptor>> paths = new ArrayList<>();
        walk(root.getDescriptorForType(), new ArrayList<>(), paths);
        for (List<FieldDescriptor> path : paths) {
            String name =
                    String.join(".", path.stream().map(FieldDescriptor::getName).toList());
            places.add(Arguments.of(signal + " " + name, signal, build(root.newBuilderForType(), path, 0)));
        }
    }

    private static void walk(Descriptor type, List<FieldDescriptor> path, List<List<FieldDescriptor>> paths) {
        long values = path.stream()
                .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                        && field.getMessageType().getName().equals("AnyValue"))
                .count();
        if (values > VALUE_DEPTH - 1) {
            return;
        }
        for (FieldDescriptor field : type.getFields()) {
            path.add(field);
            switch (field.getJavaType()) {
                case STRING, BYTE_STRING -> paths.add(List.copyOf(path));
                case MESSAGE -> walk(field.getMessageType(), path, paths);
                default -> {}
            }
            path.remove(path.size() - 1);
        }
    }

    /** The message with only the path to one field filled, and what a record needs to be valid. */
    private static Message build(Message.Builder builder, List<FieldDescriptor> path, int at) {
        FieldDescriptor field = path.get(at);
        Object value;
        if (at < path.size() - 1) {
            value = build(builder.newBuilderForField(field), path, at + 1);
        } else {
            value = field.getJavaType() == FieldDescriptor.JavaType.STRING ? SECRET : ByteString.copyFromUtf8(SECRET);
        }
        if (field.isRepeated()) {
            builder.addRepeatedField(field, value);
        } else {
            builder.setField(field, value);
        }
        complete(builder, field);
        return builder.build();
    }

    private static void complete(Message.Builder builder, FieldDescriptor filled) {
        Message record = switch (builder.getDescriptorForType().getName()) {
            case "Span" -> Requests.span(0).build();
            case "ResourceSpans" -> Requests.traces(1).getResourceSpans(0);
            case "ScopeSpans" -> Requests.traces(1).getResourceSpans(0).getScopeSpans(0);
            case "ResourceLogs" -> MinimalRecords.LOGS;
            case "ScopeLogs" -> MinimalRecords.LOGS.getScopeLogs(0);
            case "ResourceMetrics" -> MinimalRecords.METRICS;
            case "ScopeMetrics" -> MinimalRecords.METRICS.getScopeMetrics(0);
            case "Metric" -> MinimalRecords.METRICS.getScopeMetrics(0).getMetrics(0);
            default -> null;
        };
        if (record == null) {
            return;
        }
        boolean holdsRecord = filled.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && List.of("scope_spans", "spans", "scope_logs", "log_records", "scope_metrics", "metrics")
                        .contains(filled.getName());
        record.getAllFields().forEach((field, value) -> {
            boolean sameData = filled.getContainingOneof() != null
                    && filled.getContainingOneof().equals(field.getContainingOneof());
            if (!field.equals(filled) && !sameData && !(holdsRecord && field.isRepeated())) {
                builder.setField(field, value);
            }
        });
    }
}
