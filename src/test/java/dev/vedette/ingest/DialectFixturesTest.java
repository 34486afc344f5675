package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads what real senders sent. The corpora lie beside the project and not in it. */
class DialectFixturesTest {
    private static final Path DATA = Path.of("../shared/data");

    private final Normalizer normalizer = Normalizer.standard();

    @ParameterizedTest
    @CsvSource({
        "openinference/openai-chat-streaming.json, openinference, 2, 1",
        "openinference/logfire-litellm-litellm_instrumentation.json, openinference, 1, 1",
        "openllmetry/openai-chat.json, openllmetry, 2, 1",
        "openllmetry/langfuse-openai-chat-0.33.9.json, openllmetry, 1, 1",
        "aws-strands/captured-ts-1.16.0-latest-traces.json, aws-strands, 2, 1"
    })
    void readsTheFirstModelCall(String file, String dialect, int input, int output) throws IOException {
        Span first = normalizer.normalizeAll(read(file).spans()).stream()
                .filter(span -> span.operation() instanceof Operation.ModelCall)
                .findFirst()
                .orElseThrow();
        Operation.ModelCall call = (Operation.ModelCall) first.operation();

        assertThat(first.dialect()).isEqualTo(dialect);
        assertThat(call.model()).isNotNull();
        assertThat(call.input()).hasSize(input);
        assertThat(call.output()).hasSize(output);
    }

    @Test
    void readsDeprecatedLogEvents() throws IOException {
        List<LogEvent> logs = read("otel-genai/captured-openai-java-logs.json").logs().stream()
                .map(normalizer::normalize)
                .toList();

        assertThat(logs)
                .isNotEmpty()
                .allSatisfy(log ->
                        assertThat(log.input().size() + log.output().size()).isEqualTo(1));
    }

    @Test
    void plainSpansStayPlain() throws IOException {
        assertThat(normalizer.normalizeAll(read("openllmetry/exception.json").spans()))
                .allSatisfy(span -> {
                    assertThat(span.dialect()).isEqualTo("none");
                    assertThat(span.status().isError()).isTrue();
                });
    }

    @Test
    void losesNoRecordOfAnyFixture() throws IOException {
        Path folder = present("otlp-fixtures");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .filter(each -> !each.endsWith("MANIFEST.json"))
                    .toList()) {
                OtlpJsonFile json = new OtlpJsonFile(Files.readAllBytes(file));
                assertThat(normalizer.normalizeAll(json.spans()))
                        .as(file.toString())
                        .hasSize(json.spans().size());
                json.logs().forEach(normalizer::normalize);
            }
        }
    }

    @Test
    void everySpanOfAnAgentsRunActsForThatAgent() throws IOException {
        Path file = present("agentdojo/train-benign/banking.jsonl.gz");
        byte[] lines;
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            lines = unzipped.readAllBytes();
        }
        for (String line : new String(lines, StandardCharsets.UTF_8).lines().toList()) {
            OtlpJsonFile trace = new OtlpJsonFile(line.getBytes(StandardCharsets.UTF_8));
            assertThat(normalizer.normalizeAll(trace.spans())).allSatisfy(span -> {
                assertThat(span.dialect()).isEqualTo("otel-genai");
                assertThat(span.actor().agent()).isEqualTo("banking agent");
                assertThat(span.operation()).isNotInstanceOf(Operation.Other.class);
            });
        }
    }

    private static OtlpJsonFile read(String file) throws IOException {
        return new OtlpJsonFile(Files.readAllBytes(present("otlp-fixtures/" + file)));
    }

    private static Path present(String path) {
        Path file = DATA.resolve(path);
        assumeTrue(Files.exists(file), "the shared corpora are not beside the project: " + path);
        return file;
    }
}
