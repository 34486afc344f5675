package dev.vedette.yaml;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One map of the configuration, read key by key. Problems are collected, never thrown, so that all are told at once; a
 * key that nobody asked for is a problem too. A scalar at {@code a.b-c} is overridden by the variable {@code
 * VEDETTE_A_B_C}, and {@code ${NAME}} within a text stands for the variable NAME.
 */
public final class Section {
    private final String path;
    private final Map<String, Object> values;
    private final Map<String, String> environment;
    private final List<String> problems;
    private final Set<String> asked = new LinkedHashSet<>();

    /**
     * A section.
     *
     * @param path where it is, empty for the whole file
     * @param environment the variables that override scalars and stand in texts
     * @param problems told what is wrong
     */
    public Section(String path, Map<String, Object> values, Map<String, String> environment, List<String> problems) {
        this.path = path;
        this.values = values;
        this.environment = environment;
        this.problems = problems;
    }

    /** The map at this key; an empty one where there is none. */
    public Section section(String key) {
        asked.add(key);
        return new Section(at(key), asMap(key, values.get(key)), environment, problems);
    }

    /** The maps of the list at this key. */
    public List<Section> sections(String key) {
        asked.add(key);
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            problems.add(at(key) + " must be a list (lines that start with '- ')");
            return List.of();
        }
        List<Section> sections = new ArrayList<>();
        for (int index = 0; index < list.size(); index++) {
            String place = key + "[" + index + "]";
            sections.add(new Section(at(place), asMap(place, list.get(index)), environment, problems));
        }
        return sections;
    }

    /** The section at this key alone, or those of its list. */
    public List<Section> oneOrMore(String key) {
        return values.get(key) instanceof List<?> ? sections(key) : List.of(section(key));
    }

    /** What is written here, whether it is asked for or not. */
    public Set<String> keys() {
        return values.keySet();
    }

    /** The single value at this key, or null. */
    @Nullable
    public String text(String key) {
        asked.add(key);
        String override = environment.get(variable(key));
        Object value = override == null ? values.get(key) : override;
        if (value == null) {
            return null;
        }
        if (value instanceof Map || value instanceof List) {
            problems.add(at(key) + " must be a single value");
            return null;
        }
        return Substitution.apply(value.toString(), environment, problems, at(key));
    }

    /** The single value at this key. */
    public String text(String key, String otherwise) {
        String text = text(key);
        return text == null ? otherwise : text;
    }

    /** The single value at this key, which must be there; empty if it is not. */
    public String requiredText(String key) {
        String text = text(key);
        if (text == null || text.isBlank()) {
            problems.add(at(key) + " is missing");
            return "";
        }
        return text;
    }

    /** The values at this key, one or many. */
    public List<String> texts(String key) {
        asked.add(key);
        Object value = values.get(key);
        String override = environment.get(variable(key));
        if (override != null) {
            return List.of(override.split(",")).stream()
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .toList();
        }
        if (value == null) {
            return List.of();
        }
        List<?> list = value instanceof List<?> many ? many : List.of(value);
        List<String> texts = new ArrayList<>();
        for (Object item : list) {
            if (item == null || item instanceof Map || item instanceof List) {
                problems.add(at(key) + " must be a list of texts");
            } else {
                texts.add(Substitution.apply(item.toString(), environment, problems, at(key)));
            }
        }
        return List.copyOf(texts);
    }

    /** The single values of the map at this key. */
    public Map<String, String> textMap(String key) {
        Section section = section(key);
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : section.values.keySet()) {
            String text = section.text(name);
            if (text != null) {
                texts.put(name, text);
            }
        }
        return texts;
    }

    /** The values of the map at this key, each one or many. */
    public Map<String, Set<String>> textSets(String key) {
        Section section = section(key);
        Map<String, Set<String>> sets = new HashMap<>();
        for (String name : section.values.keySet()) {
            sets.put(name, Set.copyOf(new LinkedHashSet<>(section.texts(name))));
        }
        return sets;
    }

    /** A whole number between two. */
    public int integer(String key, int otherwise, int least, int most) {
        return convert(key, otherwise, "a whole number from " + least + " to " + most, text -> {
            int number = Integer.parseInt(text.strip());
            return number >= least && number <= most ? number : null;
        });
    }

    /** Yes or no. */
    public boolean flag(String key, boolean otherwise) {
        return convert(
                key, otherwise, "true or false", text -> switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "true", "yes" -> Boolean.TRUE;
                    case "false", "no" -> Boolean.FALSE;
                    default -> null;
                });
    }

    /** A duration such as {@code 15m}. */
    public Duration duration(String key, Duration otherwise) {
        return convert(key, otherwise, "a duration such as 30s, 15m, 12h or 14d", Quantity::duration);
    }

    /** A size such as {@code 500MB}, in bytes. */
    public long bytes(String key, long otherwise) {
        return convert(key, otherwise, "a size such as 500MB or 20GB", Quantity::bytes);
    }

    /** A path, or null. */
    @Nullable
    public Path path(String key) {
        return convert(key, "a path", text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException invalid) {
                return null;
            }
        });
    }

    /** A web address, or null. */
    @Nullable
    public URI uri(String key) {
        return convert(key, "an http:// or https:// address", text -> {
            try {
                URI uri = new URI(text.strip());
                boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                return web && uri.getHost() != null ? uri : null;
            } catch (URISyntaxException invalid) {
                return null;
            }
        });
    }

    /**
     * A value of another kind.
     *
     * @param expected what it must be, for the message
     * @param conversion answers null for what is none; may throw {@link NumberFormatException}
     */
    public <T> T convert(String key, T otherwise, String expected, Function<String, @Nullable T> conversion) {
        T value = convert(key, expected, conversion);
        return value == null ? otherwise : value;
    }

    public <T> @Nullable T convert(String key, String expected, Function<String, @Nullable T> conversion) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        T value;
        try {
            value = conversion.apply(text);
        } catch (NumberFormatException | ArithmeticException notANumber) {
            value = null;
        }
        if (value == null) {
            problems.add(at(key) + " must be " + expected);
        }
        return value;
    }

    /** Says that something is wrong at this key. */
    public void problem(String key, String problem) {
        problems.add(at(key) + " " + problem);
    }

    /** Reports keys that nobody asked for, with the nearest that exists. */
    public void finish() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                problems.add(at(key) + " is not a setting" + NearMiss.hint(key, asked));
            }
        }
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String variable(String key) {
        return "VEDETTE_" + at(key).toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private Map<String, Object> asMap(String key, @Nullable Object value) {
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            problems.add(at(key) + " must hold settings (lines of the form 'name: value')");
            return Map.of();
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        map.forEach((name, entry) -> {
            if (entry != null) {
                entries.put(String.valueOf(name), entry);
            }
        });
        return entries;
    }
}
