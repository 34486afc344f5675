package dev.vedette.rules;

import dev.vedette.rules.RuleFile.Detect;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code detect}: what to look for. */
final class DetectReader {
    private static final Set<String> LATER = Set.of("correlate", "sequence", "flow", "baseline", "absence");
    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(10);

    private final Problems problems;
    private final Map<String, Object> params;

    DetectReader(Problems problems, Map<String, Object> params) {
        this.problems = problems;
        this.params = params;
    }

    Detect read(YamlMapping mapping) {
        Source type = mapping.text("type");
        if (LATER.contains(type.text())) {
            problems.add(type, "detect type '" + type.text() + "' is not supported by this version");
            mapping.names();
            return match(EnumSet.noneOf(EventKind.class), null);
        }
        if (!type.text().isEmpty()
                && !type.text().equals("match")
                && !type.text().equals("aggregate")) {
            problems.add(type, "'detect.type' must be match or aggregate");
        }
        mapping.refuse("unless_before", "is not supported by this version");
        Set<EventKind> events = events(mapping);
        Detect detect =
                type.text().equals("aggregate") ? aggregate(mapping, events) : match(events, mapping.text("where"));
        mapping.finish();
        return detect;
    }

    private static Detect match(Set<EventKind> events, @Nullable Source where) {
        return new Detect(false, events, where, List.of(), Duration.ZERO, WindowFunction.COUNT, null, null);
    }

    private Detect aggregate(YamlMapping mapping, Set<EventKind> events) {
        Source label = mapping.text("fn");
        WindowFunction function = WindowFunction.of(label.text());
        if (function == null && !label.text().isEmpty()) {
            problems.add(label, "'detect.fn' must be count, sum, distinct or max");
        }
        Source of = mapping.optionalText("of");
        if ((of == null) != (function == null || function == WindowFunction.COUNT)) {
            mapping.problem(
                    "'detect.of' says what is summed, told apart or compared; a count has none, others need it");
        }
        List<Source> key = mapping.texts("key");
        if (key.isEmpty()) {
            mapping.missing("key");
        }
        Duration window = duration(mapping, "window");
        if (window.compareTo(SHORTEST_WINDOW) < 0) {
            mapping.problem("'detect.window' must be at least 10s");
        }
        return new Detect(
                true,
                events,
                mapping.optionalText("where"),
                key,
                window,
                function == null ? WindowFunction.COUNT : function,
                of,
                mapping.text("fire"));
    }

    private Set<EventKind> events(YamlMapping mapping) {
        Set<EventKind> events = EnumSet.noneOf(EventKind.class);
        for (Source label : mapping.texts("event")) {
            EventKind kind = EventKind.of(label.text());
            if (kind == null) {
                problems.add(
                        label,
                        "unknown event '" + label.text() + "'" + Suggestion.of(label.text(), EventKind.labels())
                                + "; there are " + String.join(", ", EventKind.labels()));
            } else {
                events.add(kind);
            }
        }
        if (events.isEmpty()) {
            mapping.problem("'detect.event' must name at least one");
        }
        return events;
    }

    private Duration duration(YamlMapping mapping, String key) {
        return duration(mapping, key, params, problems);
    }

    /** A duration written out or as {@code params.name}. */
    static Duration duration(YamlMapping mapping, String key, Map<String, Object> params, Problems problems) {
        Source text = mapping.text(key);
        if (text.text().startsWith("params.") && params.get(text.text().substring(7)) instanceof Duration param) {
            return param;
        }
        Duration duration = Durations.parse(text.text());
        if (duration == null) {
            if (!text.text().isEmpty()) {
                problems.add(text, "'" + key + "' must be " + Durations.FORM + ", or a param of type duration");
            }
            return Duration.ofHours(1);
        }
        return duration;
    }
}
