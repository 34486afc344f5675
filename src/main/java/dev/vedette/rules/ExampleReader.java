package dev.vedette.rules;

import dev.vedette.detection.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code tests}: what a rule must fire on and what it must leave alone. */
final class ExampleReader {
    private static final int MAX_EVENTS = 10_000;

    private final Problems problems;
    private final ExampleEventReader events;

    ExampleReader(Problems problems) {
        this.problems = problems;
        this.events = new ExampleEventReader(problems);
    }

    List<RuleExample> read(YamlMapping top) {
        List<RuleExample> examples = new ArrayList<>();
        for (YamlMapping test : top.mappings("tests")) {
            examples.add(example(test));
        }
        boolean positive = examples.stream().anyMatch(example -> example.alerts() > 0);
        boolean negative = examples.stream()
                .anyMatch(example -> example.alerts() == 0 && example.gap().isEmpty());
        if (!positive || !negative) {
            Node place = top.node("tests");
            problems.add(
                    place == null ? top.place() : place,
                    "'tests' must hold at least one example that fires and one, not a gap, that must not");
        }
        return List.copyOf(examples);
    }

    private RuleExample example(YamlMapping test) {
        String name = test.text("name").text();
        Source gap = test.optionalText("gap");
        List<RuleExample.Event> told = new ArrayList<>();
        for (YamlMapping event : test.mappings("events")) {
            told.add(single(event));
        }
        YamlMapping repeat = test.optionalMapping("repeat");
        if (repeat != null) {
            repeat(repeat, told);
        }
        if (told.isEmpty()) {
            test.problem("a test needs 'events' or 'repeat'");
        }
        YamlMapping expect = test.mapping("expect");
        long alerts = expect.whole("alerts", -1);
        if (alerts < 0 || alerts > MAX_EVENTS) {
            expect.problem("'expect.alerts' must be a whole number");
        }
        Source title = expect.optionalText("title");
        List<Severity> severities = severities(expect, alerts);
        expect.finish();
        test.finish();
        return new RuleExample(
                name,
                gap == null ? "" : gap.text(),
                told,
                (int) alerts,
                severities,
                title == null ? null : title.text());
    }

    private List<Severity> severities(YamlMapping expect, long alerts) {
        List<Severity> severities = new ArrayList<>();
        Source one = expect.optionalText("severity");
        for (int count = 0; one != null && count < alerts; count++) {
            severities.add(RuleReader.severity(one, problems));
        }
        for (Source label : expect.texts("severities")) {
            severities.add(RuleReader.severity(label, problems));
        }
        if (!severities.isEmpty() && severities.size() != alerts) {
            expect.problem("as many severities as alerts, or one 'severity' for all");
        }
        return severities;
    }

    private RuleExample.Event single(YamlMapping mapping) {
        long seconds = mapping.whole("t", 0);
        return events.read(mapping, Duration.ofSeconds(Math.max(0, seconds)));
    }

    private void repeat(YamlMapping repeat, List<RuleExample.Event> told) {
        long times = repeat.whole("n", 0);
        long every = repeat.whole("every", 1);
        if (times < 1 || times > MAX_EVENTS || every < 0 || every > 86_400) {
            repeat.problem("'repeat.n' must be 1 to " + MAX_EVENTS + " and 'repeat.every' seconds of at most a day");
            times = 0;
        }
        Source vary = repeat.optionalText("vary");
        Spread sessions = new Spread(Field.SESSION, repeat.whole("sessions", 0));
        Spread tools = new Spread(Field.TOOL_NAME, repeat.whole("tools", 0));
        Spread users = new Spread(Field.USER, repeat.whole("users", 0));
        Field varied = vary == null ? null : Field.of("e." + vary.text());
        if (vary != null && (varied == null || varied.type() != Field.Type.TEXT)) {
            problems.add(vary, "'repeat.vary' must name a text of the event, such as tool.args_hash");
        }
        RuleExample.Event pattern = events.read(repeat.mapping("event"), Duration.ZERO);
        repeat.finish();
        for (int index = 0; index < times; index++) {
            Map<Field, Object> values = new EnumMap<>(Field.class);
            values.putAll(pattern.values());
            vary(values, varied, index);
            for (Spread spread : List.of(sessions, tools, users)) {
                vary(values, spread.among() == 0 ? null : spread.field(), index % Math.max(1, spread.among()));
            }
            told.add(new RuleExample.Event(Duration.ofSeconds(index * every), pattern.kind(), values));
        }
    }

    private static void vary(Map<Field, Object> values, @Nullable Field field, long index) {
        if (field != null) {
            values.merge(field, Long.toString(index), (old, number) -> old + "-" + number);
        }
    }

    private record Spread(Field field, long among) {}
}
