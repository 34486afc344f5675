package dev.vedette.rules;

import dev.vedette.detection.Severity;
import dev.vedette.rules.RuleFile.Head;
import dev.vedette.rules.RuleFile.Needs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** From YAML nodes to a {@link RuleFile}: head, needs and lists here, the other parts in their own readers. */
final class RuleReader {
    private static final Set<String> STATUSES = Set.of("stable", "test", "experimental");
    private static final Set<String> TIERS = Set.of("metadata", "feature", "args", "content");
    private static final Map<String, Double> CONFIDENCES = Map.of("low", 0.5, "medium", 0.75, "high", 0.95);
    private static final int MAX_LIST = 200;
    private static final int MAX_LIST_CHARACTERS = 4_000;
    private static final String NOT_SUPPORTED = "is not supported by this version";

    private final String file;
    private final Problems problems;

    RuleReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    RuleFile read(MappingNode node) {
        YamlMapping top = new YamlMapping(node, "", problems);
        if (top.whole("schema", 0) != 1) {
            top.problem("'schema' must be 1");
        }
        Head head = head(top);
        Needs needs = needs(top.mapping("needs"));
        Map<String, Object> params = new ParamReader(problems).read(top.optionalMapping("params"));
        Map<String, List<String>> lists = lists(top);
        RuleFile.Detect detect = new DetectReader(problems, params).read(top.mapping("detect"));
        RuleFile.Report report = new ReportReader(problems, params).read(top);
        List<RuleExample> examples = new ExampleReader(problems).read(top);
        top.refuse("respond", NOT_SUPPORTED + ": who is told is said in the configuration, not in a rule");
        top.finish();
        return new RuleFile(file, head, needs, params, lists, detect, report, examples);
    }

    private Head head(YamlMapping top) {
        Source id = top.text("id");
        if (!id.text().isEmpty() && !isId(id.text())) {
            problems.add(id, "'id' must look like LOOP-01: two to four capitals, a hyphen, two digits");
        }
        for (String text : List.of("name", "family")) {
            top.optionalText(text);
        }
        top.texts("references");
        Source status = top.text("status");
        if (!status.text().isEmpty() && !STATUSES.contains(status.text())) {
            problems.add(status, "'status' must be stable, test or experimental");
        }
        Source confidence = top.text("confidence");
        if (!confidence.text().isEmpty() && !CONFIDENCES.containsKey(confidence.text())) {
            problems.add(confidence, "'confidence' must be low, medium or high");
        }
        long version = top.whole("version", 0);
        if (version < 1 || version > 1_000_000) {
            top.problem("'version' must be a whole number from 1");
        }
        return new Head(
                id.text(),
                top.text("title").text(),
                String.join(" ", top.text("summary").text().strip().split("\n")),
                (int) version,
                severity(top.text("severity"), problems),
                CONFIDENCES.getOrDefault(confidence.text(), 0.5),
                tags(top));
    }

    private List<String> tags(YamlMapping top) {
        List<String> tags = new ArrayList<>();
        for (Source tag : top.texts("tags")) {
            String objection = TagLint.objection(tag.text());
            if (objection != null) {
                problems.add(tag, objection);
            } else if (tags.contains(tag.text())) {
                problems.add(tag, "the tag '" + tag.text() + "' is there twice");
            }
            tags.add(tag.text());
        }
        if (tags.isEmpty()) {
            top.problem("'tags' must name at least one");
        }
        return List.copyOf(tags);
    }

    private Needs needs(YamlMapping mapping) {
        Source tier = mapping.text("tier");
        if (!tier.text().isEmpty() && !TIERS.contains(tier.text())) {
            problems.add(tier, "'needs.tier' must be metadata, feature, args or content");
        }
        Needs needs = new Needs(tier.text(), words(mapping.texts("all_of")), words(mapping.texts("any_of")));
        mapping.refuse("degraded", NOT_SUPPORTED);
        mapping.refuse("context", NOT_SUPPORTED);
        mapping.finish();
        return needs;
    }

    private Map<String, List<String>> lists(YamlMapping top) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        YamlMapping mapping = top.optionalMapping("lists");
        if (mapping == null) {
            return lists;
        }
        for (String name : List.copyOf(mapping.names())) {
            List<Source> words = mapping.texts(name);
            Set<String> unique = new HashSet<>();
            int characters = 0;
            for (Source word : words) {
                characters += word.text().length();
                if (word.text().isBlank() || !unique.add(word.text())) {
                    problems.add(word, "'lists." + name + "' has an empty entry or one that is there twice");
                }
            }
            if (words.size() > MAX_LIST || characters > MAX_LIST_CHARACTERS || words.isEmpty() || !isWord(name)) {
                mapping.problem("'lists." + name + "' must be a lower-case word with 1 to " + MAX_LIST
                        + " texts of at most " + MAX_LIST_CHARACTERS + " characters together");
            }
            lists.put(name, words(words));
        }
        return lists;
    }

    static List<String> words(List<Source> sources) {
        return sources.stream().map(Source::text).toList();
    }

    static Severity severity(Source source, Problems problems) {
        return Severity.of(source.text()).orElseGet(() -> {
            if (!source.text().isEmpty()) {
                problems.add(source, "'severity' must be info, low, medium, high or critical");
            }
            return Severity.MEDIUM;
        });
    }

    /** Whether a text can stand in an expression after {@code params.} or {@code lists.}. */
    static boolean isWord(String name) {
        boolean good = !name.isEmpty() && name.length() <= 40 && name.charAt(0) >= 'a' && name.charAt(0) <= 'z';
        for (int index = 1; good && index < name.length(); index++) {
            char letter = name.charAt(index);
            good = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';
        }
        return good;
    }

    private static boolean isId(String id) {
        int hyphen = id.indexOf('-');
        boolean good = hyphen >= 2 && hyphen <= 4 && id.length() == hyphen + 3;
        for (int index = 0; good && index < id.length(); index++) {
            char letter = id.charAt(index);
            good = index == hyphen
                    || (index < hyphen ? letter >= 'A' && letter <= 'Z' : letter >= '0' && letter <= '9');
        }
        return good;
    }
}
