package dev.vedette.telemetry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of OpenTelemetry attributes in the order in which they came.
 *
 * <p>A value is a {@link String}, {@link Long}, {@link Double}, {@link Boolean}, a {@link List} of values, or a {@link
 * Map} from text to values; bytes arrive as base64 text and an empty value as an empty text. Senders get types wrong
 * (a token count as text, a flag as {@code "true"}), so the typed accessors convert where nothing is lost and answer
 * {@code null} where they cannot; none of them throws. Thread-safe.
 */
public final class Attributes {
    private static final Attributes EMPTY = new Attributes(Map.of());

    private final Map<String, Object> values;

    private Attributes(Map<String, Object> values) {
        this.values = values;
    }

    /** No attributes. */
    public static Attributes empty() {
        return EMPTY;
    }

    /** A copy of {@code values}; nested lists and maps must not be changed afterwards. */
    public static Attributes of(Map<String, ?> values) {
        return values.isEmpty() ? EMPTY : new Attributes(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    /** The values themselves, which nobody must change afterwards; spares a copy where they were just made. */
    public static Attributes owning(Map<String, Object> values) {
        return values.isEmpty() ? EMPTY : new Attributes(Collections.unmodifiableMap(values));
    }

    /** The value as it came, or null when absent. */
    public @Nullable Object get(String key) {
        return values.get(key);
    }

    /** Whether the key is present, even with an empty value. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** The value as text: scalars in their usual spelling; null when absent, empty, a list or a map. */
    public @Nullable String text(String key) {
        Object value = values.get(key);
        if (value == null || value instanceof List || value instanceof Map) {
            return null;
        }
        String text = value.toString();
        return text.isEmpty() ? null : text;
    }

    /** The first of the keys that has a non-empty text, or null. */
    public @Nullable String firstText(String... keys) {
        for (String key : keys) {
            String text = text(key);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The value as a whole number; text is parsed; null when absent or not a whole number. */
    public @Nullable Long number(String key) {
        if (values.get(key) instanceof Long whole) {
            return whole;
        }
        Double decimal = decimal(key);
        return decimal != null && decimal == Math.rint(decimal) && Math.abs(decimal) < 9e15
                ? Long.valueOf(decimal.longValue())
                : null;
    }

    /** The value as a finite decimal number; text is parsed; null when absent or not a number. */
    public @Nullable Double decimal(String key) {
        Object value = values.get(key);
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue()) ? Double.valueOf(number.doubleValue()) : null;
        }
        return value instanceof String text ? parse(text) : null;
    }

    /** The value as a flag; {@code "true"} and {@code "false"} in any case count; null when absent or neither. */
    public @Nullable Boolean flag(String key) {
        Object value = values.get(key);
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof String text) {
            return text.equalsIgnoreCase("true") ? Boolean.TRUE : text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
        }
        return null;
    }

    /** The value as a list of texts: a list's scalars, or the one scalar; empty when absent. */
    public List<String> texts(String key) {
        Object value = values.get(key);
        if (value instanceof List<?> list) {
            List<String> texts = new ArrayList<>(list.size());
            for (Object item : list) {
                if (!(item instanceof List) && !(item instanceof Map)) {
                    texts.add(item.toString());
                }
            }
            return List.copyOf(texts);
        }
        String text = text(key);
        return text == null ? List.of() : List.of(text);
    }

    /** The keys in order. */
    public Set<String> keys() {
        return values.keySet();
    }

    /** An unmodifiable view in order. */
    public Map<String, Object> asMap() {
        return values;
    }

    /** The number of attributes. */
    public int size() {
        return values.size();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attributes that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    private static @Nullable Double parse(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return null;
        }
        try {
            double parsed = Double.parseDouble(text.trim());
            return Double.isFinite(parsed) ? Double.valueOf(parsed) : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
