package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which fields of the model each sender's payloads fill: a table in Markdown, made from what was written down. */
final class DialectTable {
    private static final String BEGIN = "<!-- table: made by GoldenTest -->\n";
    private static final String END = "<!-- end of table -->\n";
    private static final Set<String> NAMES = Set.of("kind", "dialect");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Set<String>> sendersByField = new TreeMap<>();
    private final Set<String> senders = new TreeSet<>();

    private DialectTable() {}

    /** The document with the table in it made anew. */
    static String within(String document, List<Path> goldens) throws IOException {
        DialectTable table = new DialectTable();
        for (Path golden : goldens) {
            table.add(golden.getName(golden.getNameCount() - 2).toString(), MAPPER.readTree(golden.toFile()));
        }
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        return document.substring(0, begin) + table.markdown() + document.substring(document.indexOf(END));
    }

    private void add(String sender, JsonNode golden) {
        senders.add(sender);
        addMetrics(sender, golden);
        for (String signal : List.of("spans", "logs")) {
            for (JsonNode activity : golden.path(signal)) {
                fields(sender, "actor", activity.path("actor"));
                fields(sender, activity.path("operation").path("kind").asText("log"), activity.path("operation"));
                fields(sender, "usage", activity.path("usage"));
                fields(sender, "status", activity.path("status"));
            }
        }
    }

    private void addMetrics(String sender, JsonNode golden) {
        for (JsonNode point : golden.path("metrics")) {
            fields(sender, "metric", point.path("reading"));
        }
    }

    private void fields(String sender, String path, JsonNode node) {
        node.properties().forEach(field -> {
            if (!NAMES.contains(field.getKey())) {
                String name = path + "." + field.getKey();
                if (field.getValue().isObject()) {
                    fields(sender, name, field.getValue());
                } else {
                    sendersByField.computeIfAbsent(name, any -> new TreeSet<>()).add(sender);
                }
            }
        });
    }

    private String markdown() {
        StringBuilder table = new StringBuilder("| field |");
        senders.forEach(sender -> table.append(' ').append(sender).append(" |"));
        table.append("\n|---|").append(":-:|".repeat(senders.size())).append('\n');
        sendersByField.forEach((field, telling) -> {
            table.append("| ").append(field).append(" |");
            senders.forEach(sender -> table.append(telling.contains(sender) ? " ● |" : "  |"));
            table.append('\n');
        });
        return table.toString();
    }
}
