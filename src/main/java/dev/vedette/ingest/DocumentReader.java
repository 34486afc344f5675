package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The documents that a look-up found. */
final class DocumentReader {
    private static final int MAX_DOCUMENTS = 1_000;
    private static final String[] ID = {"id", "doc_id", "document_id"};

    private DocumentReader() {}

    static List<Document> read(JsonNode node) {
        List<Document> documents = new ArrayList<>();
        if (node.isArray()) {
            for (JsonNode document : node) {
                add(document, documents);
            }
        } else {
            add(node, documents);
        }
        return documents;
    }

    private static void add(JsonNode document, List<Document> documents) {
        String told = Json.first(document, "content", "text", "page_content", "document", "pageContent");
        String parts = document.path("content").isArray() ? words(document.path("content")) : "";
        String text = parts.isEmpty() ? told : parts;
        String id = Json.first(document, ID);
        Double score = score(document);
        int known = (id == null ? 0 : 1) + (score == null ? 0 : 1);
        String said = text != null ? text : document.size() > known || !document.isObject() ? Json.raw(document) : "";
        if ((!said.isEmpty() || id != null) && documents.size() < MAX_DOCUMENTS) {
            documents.add(new Document(id, score, said));
        }
    }

    /** What is said in a document's parts, empty where they say nothing. */
    private static String words(JsonNode parts) {
        StringJoiner words = new StringJoiner("\n");
        for (JsonNode part : parts) {
            if (part.path("text").isTextual()) {
                words.add(part.path("text").textValue());
            }
        }
        return words.toString();
    }

    private static @Nullable Double score(JsonNode document) {
        String told = Json.first(document, "score", "relevance_score", "relevanceScore");
        return told == null ? null : Attributes.of(Map.of("score", told)).decimal("score");
    }
}
