package dev.vedette.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.detection.Detector;
import dev.vedette.detection.Finding;
import dev.vedette.detection.Observation;
import dev.vedette.detection.Severity;
import dev.vedette.detection.Step;
import dev.vedette.detection.ToolPolicy;
import dev.vedette.telemetry.Document;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class RuleDetectorTest {
    private static final String COUNT = "key: [e.session, e.tool.name]\nwindow: 10m\nfn: count\nfire: value >= 3\n";

    @Test
    void aFindingExplainsItself() {
        Fold fold = new Fold(RuleYaml.minimal()
                + "evidence: [{path: e.args_text, as: args, max: 10}, {expr: size(e.tool.labels), as: labels}]\n");

        fold.tell(Observations.call(Observations.START, "s1", "rm", "{\"path\": \"a\u202eb\"}", null));

        Finding finding = fold.findings.get(0);
        assertThat(finding.rule()).isEqualTo("TOOL-90");
        assertThat(finding.title()).isEqualTo("bot called rm");
        assertThat(finding.key())
                .containsExactlyInAnyOrderEntriesOf(Map.of("agent", "bot", "session", "s1", "tool", "rm"));
        assertThat(finding.spanIds()).containsExactly("b7ad6b7169203331");
        assertThat(finding.evidence())
                .extracting(evidence -> evidence.name() + "=" + evidence.value())
                .containsExactly("args={\"path\": \"…", "labels=0");
        assertThat(finding.nextSteps()).containsExactly("Look");
        assertThat(finding.score()).isEqualTo(0.95);
        assertThat(finding.at()).isEqualTo(Observations.START);
    }

    @Test
    void hostileNamesAreNeitherExpandedNorHiding() {
        Fold fold = new Fold(RuleYaml.minimal().replace("e.tool.name == 'rm'", "e.tool.name.contains('x')"));

        fold.tell(Observations.call(
                Observations.START, "s1", "x{{session}}\u001b[2J\u202e\n" + "y".repeat(500), "{}", null));

        String title = fold.findings.get(0).title();
        assertThat(title)
                .startsWith("bot called x{{session}} [2J  y")
                .endsWith("…")
                .hasSizeLessThan(150);
        assertThat(fold.findings.get(0).key().get("tool")).hasSizeLessThanOrEqualTo(161);
    }

    @Test
    void aWindowSlidesAndItsEdgeIsSharpToASixtieth() {
        assertThat(findings(COUNT, 3, number -> number * 295)).hasSize(1);
        assertThat(findings(COUNT, 3, number -> number * 300)).isEmpty();
    }

    @Test
    void anEventMayBeTwoMinutesLateAndNotMore() {
        Fold late = new Fold(RuleYaml.aggregate(COUNT));
        late.call(300, "a");
        late.call(180, "a");
        late.call(181, "a");
        assertThat(late.findings).hasSize(1);

        Fold tooLate = new Fold(RuleYaml.aggregate(COUNT));
        tooLate.call(300, "a");
        tooLate.call(179, "a");
        tooLate.call(178, "a");
        assertThat(tooLate.findings).isEmpty();
    }

    @Test
    void aSumAddsUpAndALargestIsTheLargestOfTheWindow() {
        String yaml = RuleYaml.aggregate(
                        "key: [e.session]\nwindow: 1h\nfn: FN\nof: e.usage.input_tokens\nfire: value >= 100\n")
                .replace("event: [tool.call]", "event: [model.call]");
        Fold sum = new Fold(yaml.replace("FN", "sum"));
        Fold max = new Fold(yaml.replace("FN", "max"));
        for (long tokens : new long[] {60, 39, 1}) {
            sum.model(tokens);
            max.model(tokens);
        }
        assertThat(sum.findings).hasSize(1);
        assertThat(max.findings).isEmpty();
        max.model(100);
        assertThat(max.findings).hasSize(1);
    }

    @Test
    void repeatsAreSilentUntilTheDedupTimeIsOver() {
        Fold fold = new Fold(RuleYaml.minimal());
        for (long seconds : new long[] {0, 1, 3_599, 3_600, 3_700}) {
            fold.tell(Observations.call(Observations.START.plusSeconds(seconds), "s1", "rm", "{}", null));
        }
        assertThat(fold.findings)
                .extracting(Finding::at)
                .containsExactly(Observations.START, Observations.START.plusSeconds(3_600));
    }

    @Test
    void whatGetsWorseIsToldAgainAndWhatGetsBetterIsNot() {
        Fold fold = new Fold(
                RuleYaml.minimal()
                        + "severity_rules: [{when: \"e.args_text == 'bad'\", severity: critical}, {when: \"e.args_text == 'mild'\", severity: low}]\n");
        for (String arguments : List.of("{}", "mild", "bad", "bad", "{}")) {
            fold.tell(Observations.call(Observations.START, "s1", "rm", arguments, null));
        }
        assertThat(fold.findings).extracting(Finding::severity).containsExactly(Severity.MEDIUM, Severity.CRITICAL);
    }

    @Test
    void theStateStaysSmallWhateverComes() throws Exception {
        Fold fold = new Fold(RuleYaml.aggregate(COUNT.replace("e.tool.name]", "e.tool.name, e.tool.args_hash]"))
                .replace("value >= 3", "value >= 1000000"));
        for (int number = 0; number < 5_000; number++) {
            fold.tell(Observations.call(
                    Observations.START.plusMillis(number * 100L), "s1", "t", "{\"n\":" + number + "}", null));
        }
        assertThat(fold.states).hasSize(1);
        assertThat(fold.states.values().iterator().next().windows()).hasSize(100);

        Fold distinct = new Fold(RuleYaml.aggregate(
                "key: [e.session]\nwindow: 1d\nfn: distinct\nof: e.tool.args_hash\nfire: value >= 3000\n"));
        for (int number = 0; number < 3_000; number++) {
            distinct.tell(Observations.call(Observations.START, "s1", "t", "{\"n\":" + number + "}", null));
        }
        Window window = distinct.states
                .values()
                .iterator()
                .next()
                .windows()
                .values()
                .iterator()
                .next();
        assertThat(window.cells()).hasSize(Window.MAX_ITEMS);
        assertThat(new ObjectMapper().writeValueAsBytes(window)).hasSizeLessThan(100_000);
    }

    @Test
    void theStateIsTheSameAfterAWayThroughJson() throws Exception {
        Fold fold = new Fold(RuleYaml.aggregate(COUNT));
        for (int number = 0; number < 5; number++) {
            fold.call(number * 11L, "a");
        }
        RuleState state = fold.states.values().iterator().next();
        assertThat(state.raised()).isEqualTo(Severity.MEDIUM);
        ObjectMapper mapper = new ObjectMapper();

        RuleState read = mapper.readValue(mapper.writeValueAsString(state), RuleState.class);
        RuleState first = mapper.readValue(mapper.writeValueAsString(RuleState.INITIAL), RuleState.class);

        assertThat(read).isEqualTo(state);
        assertThat(first).isEqualTo(RuleState.INITIAL);
    }

    @Test
    void oneObservationConcernsAHandfulOfKeys() {
        RuleCompiler.Compiled compiled = RuleCompiler.compile(
                RuleYaml.parsed(RuleYaml.minimal()
                        .replace("event: [tool.call]", "event: [retrieval.document]")
                        .replace("e.tool.name == 'rm'", "e.text != ''")
                        .replace("kind: tool.call, tool: {name: rm}", "kind: retrieval.document, text: x")
                        .replace("key: [e.session, e.tool.name]", "key: [\"e.text.startsWith('a') ? e.text : 'b'\"]")),
                ToolPolicy.NONE);
        List<String> documents = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            documents.add("a" + number);
        }
        Observation seen = Observations.span(
                Observations.START,
                "s1",
                new Operation.Retrieval(
                        "wiki", "q", documents.stream().map(Document::of).toList()),
                Usage.NONE);

        Detector<?> detector = Objects.requireNonNull(compiled.detector());

        assertThat(detector.keys(seen)).hasSize(8);
    }

    private static List<Finding> findings(String detect, int times, LongFunction<Long> seconds) {
        Fold fold = new Fold(RuleYaml.aggregate(detect));
        for (long number = 0; number < times; number++) {
            fold.call(seconds.apply(number), "a");
        }
        return fold.findings;
    }

    /** What an engine does, without its care for memory and failures. */
    private static final class Fold {
        private final Detector<RuleState> detector;
        private final Map<String, RuleState> states = new HashMap<>();
        private final List<Finding> findings = new ArrayList<>();

        @SuppressWarnings("unchecked")
        Fold(String yaml) {
            RuleCompiler.Compiled compiled = RuleCompiler.compile(RuleYaml.parsed(yaml), ToolPolicy.NONE);
            assertThat(compiled.problems()).isEmpty();
            this.detector = (Detector<RuleState>) Objects.requireNonNull(compiled.detector());
        }

        void call(long seconds, String session) {
            Instant at = Observations.START.plus(Duration.ofSeconds(seconds));
            tell(Observations.call(at, session, "search", "{}", null));
        }

        void model(long tokens) {
            Operation call = new Operation.ModelCall(null, "m", null, List.of(), List.of(), List.of(), List.of(), null);
            Usage usage = new Usage(tokens, null, null, null, null, null, true);
            tell(Observations.span(Observations.START, "s1", call, usage));
        }

        void tell(Observation seen) {
            for (String key : detector.keys(seen)) {
                Step<RuleState> step = detector.observe(key, states.getOrDefault(key, detector.initialState()), seen);
                states.put(key, step.state());
                findings.addAll(step.findings());
            }
        }
    }
}
