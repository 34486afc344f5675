package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The texts of documents that a look-up found. */
final class DocumentReader {
    private static final int MAX_DOCUMENTS = 1_000;

    private DocumentReader() {}

    static List<String> read(JsonNode node) {
        List<String> documents = new ArrayList<>();
        if (node.isArray()) {
            for (JsonNode document : node) {
                add(document, documents);
            }
        } else {
            add(node, documents);
        }
        return documents;
    }

    private static void add(JsonNode document, List<String> documents) {
        String text = Json.first(document, "content", "text", "page_content", "document", "pageContent");
        String said = text == null ? Json.raw(document) : text;
        if (!said.isEmpty() && documents.size() < MAX_DOCUMENTS) {
            documents.add(said);
        }
    }
}
