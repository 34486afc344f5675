package dev.vedette.rules;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads {@code params}: typed values that tuning may change within limits, so that conditions need not be touched. */
final class ParamReader {
    private final Problems problems;

    ParamReader(Problems problems) {
        this.problems = problems;
    }

    Map<String, Object> read(@Nullable YamlMapping mapping) {
        Map<String, Object> params = new LinkedHashMap<>();
        if (mapping == null) {
            return params;
        }
        for (String name : List.copyOf(mapping.names())) {
            YamlMapping param = mapping.optionalMapping(name);
            if (!RuleReader.isWord(name)) {
                mapping.problem("'params." + name + "' must be a lower-case word");
            }
            Object value = param == null ? null : param(param);
            if (value != null) {
                params.put(name, value);
            }
        }
        return params;
    }

    private @Nullable Object param(YamlMapping param) {
        Source type = param.text("type");
        param.optionalText("why");
        Object value = value(param, "default", type);
        Object min = param.has("min") ? value(param, "min", type) : null;
        Object max = param.has("max") ? value(param, "max", type) : null;
        param.finish();
        if (value != null && (compare(value, min) < 0 || compare(max == null ? value : max, value) < 0)) {
            param.problem("'default' is not between 'min' and 'max'");
        }
        return value;
    }

    private @Nullable Object value(YamlMapping param, String key, Source type) {
        Node node = param.node(key);
        if (!(node instanceof ScalarNode scalar)) {
            param.missing(key);
            return null;
        }
        Object value = switch (type.text()) {
            case "int" -> Tag.INT.equals(scalar.getTag()) ? (Object) param.whole(key, 0) : null;
            case "double" -> decimal(scalar);
            case "string" -> Tag.STR.equals(scalar.getTag()) ? scalar.getValue() : null;
            case "bool" -> Tag.BOOL.equals(scalar.getTag()) ? (Object) Boolean.valueOf(scalar.getValue()) : null;
            case "duration" -> Durations.parse(scalar.getValue());
            default -> null;
        };
        if (value == null) {
            problems.add(
                    node, "'" + key + "' does not fit 'type', which must be int, double, string, bool or duration");
        }
        return value;
    }

    private static @Nullable Double decimal(ScalarNode scalar) {
        if (!Tag.INT.equals(scalar.getTag()) && !Tag.FLOAT.equals(scalar.getTag())) {
            return null;
        }
        try {
            double value = Double.parseDouble(scalar.getValue());
            return Double.isFinite(value) ? Double.valueOf(value) : null;
        } catch (NumberFormatException notDecimal) {
            return null;
        }
    }

    /** Compares two values of the same type; what has no limit or no order is in order. */
    private static int compare(Object value, @Nullable Object limit) {
        if (value instanceof Long left && limit instanceof Long right) {
            return left.compareTo(right);
        }
        if (value instanceof Double left && limit instanceof Double right) {
            return left.compareTo(right);
        }
        return value instanceof Duration left && limit instanceof Duration right ? left.compareTo(right) : 0;
    }
}
