package dev.vedette.rules;

import dev.vedette.telemetry.Attributes;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Attributes as conditions see them: scalars as texts; lists, maps and empty values are not there. */
final class TextAttributes extends AbstractMap<String, String> {
    private final Attributes attributes;

    TextAttributes(Attributes attributes) {
        this.attributes = attributes;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String name && attributes.text(name) != null;
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        return key instanceof String name ? attributes.text(name) : null;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : attributes.keys()) {
            String text = attributes.text(key);
            if (text != null) {
                texts.put(key, text);
            }
        }
        return texts.entrySet();
    }
}
