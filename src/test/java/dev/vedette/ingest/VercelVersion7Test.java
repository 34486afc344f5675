package dev.vedette.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.telemetry.Document;
import dev.vedette.telemetry.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Since version 7 the SDK writes OpenTelemetry's attributes; what those have no name for it writes as before. */
class VercelVersion7Test {
    private final Normalizer normalizer = Normalizer.standard();

    private static RawSpans operation(String name) {
        return RawSpans.named(name + " m")
                .scope("gen_ai")
                .with("gen_ai.operation.name", name)
                .with("gen_ai.request.model", "m");
    }

    @Test
    void documentsAreRanked() {
        Operation ranking = normalizer
                .normalize(operation("rerank")
                        .with("ai.documents", List.of("\"one\"", "\"two\""))
                        .with("ai.ranking", List.of("{\"index\":1,\"relevanceScore\":0.9}"))
                        .build())
                .operation();

        assertThat(ranking)
                .isEqualTo(new Operation.Retrieval("m", null, List.of(new Document(null, 0.9, "two")), null, null));
    }

    @Test
    void textsAreEmbedded() {
        Operation embedding = normalizer
                .normalize(operation("embeddings")
                        .with("ai.values", List.of("\"one\"", "\"two\""))
                        .build())
                .operation();

        assertThat(embedding).isEqualTo(new Operation.Embedding(null, "m", List.of("one", "two"), null));
    }
}
