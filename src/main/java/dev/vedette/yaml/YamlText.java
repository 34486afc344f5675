package dev.vedette.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The text of one YAML file to its outermost map. */
public final class YamlText {
    private static final int LARGEST = 1 << 20;

    private YamlText() {}

    /**
     * The map; empty for an empty text.
     *
     * @param source the file's name, for the message
     * @throws SettingsException if it is none
     */
    public static Map<String, Object> parse(String source, String yaml) {
        if (yaml.length() > LARGEST) {
            throw new SettingsException(source, List.of("it is larger than 1 MiB"));
        }
        try {
            LoadSettings load = LoadSettings.builder()
                    .setAllowDuplicateKeys(false)
                    .setMaxAliasesForCollections(20)
                    .setLabel(source)
                    .build();
            Object document = new Load(load).loadFromString(yaml);
            if (document == null) {
                return Map.of();
            }
            if (!(document instanceof Map<?, ?> map)) {
                throw new SettingsException(source, List.of("it must hold settings (lines of the form 'name: value')"));
            }
            Map<String, Object> values = new LinkedHashMap<>();
            map.forEach((key, value) -> {
                if (value != null) {
                    values.put(String.valueOf(key), value);
                }
            });
            return values;
        } catch (YamlEngineException broken) {
            throw new SettingsException(source, List.of("it is not YAML: " + explain(broken)));
        }
    }

    /** On one line, without the excerpt, which could show a secret. */
    private static String explain(YamlEngineException broken) {
        if (broken instanceof MarkedYamlEngineException marked) {
            String place = marked.getProblemMark()
                    .map(mark -> " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                    .orElse("");
            return marked.getProblem() + place;
        }
        return String.valueOf(broken.getMessage()).replace('\n', ' ');
    }
}
