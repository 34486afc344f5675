package dev.vedette.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Oversight;
import org.jspecify.annotations.Nullable;

/** What an evaluator's own output says: a number, or an object with a score, a label and words. */
final class EvaluationOutcome {
    private static final String[] WORDS = {"comment", "explanation", "reasoning", "reason"};
    private static final String[] LABELS = {"label", "value"};

    private EvaluationOutcome() {}

    /** The judgement by the measure of that name whose output is the attribute {@code key}. */
    static Oversight.Evaluation of(String name, Attributes attributes, String key) {
        Double number = attributes.decimal(key);
        JsonNode output = Json.tree(attributes.get(key));
        String explanation = Json.first(output, WORDS);
        return new Oversight.Evaluation(
                name,
                number == null ? score(output.path("score")) : number,
                Json.first(output, LABELS),
                explanation == null && number == null ? Json.text(attributes.get(key)) : explanation,
                null);
    }

    private static @Nullable Double score(JsonNode score) {
        double number = score.asDouble(Double.NaN);
        return Double.isFinite(number) ? Double.valueOf(number) : null;
    }
}
