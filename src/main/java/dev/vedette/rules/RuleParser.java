package dev.vedette.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * Reads rule files: YAML 1.2 without tags, aliases or duplicate keys, at most 256 kB, where an unknown key is an error.
 * Checks the form; whether the expressions compile is {@link RuleCompiler}'s affair. Never throws.
 */
public final class RuleParser {
    private RuleParser() {}

    /** Reads one file. {@code fileName} is only used to tell problems apart. */
    public static Parsed parse(String fileName, String yaml) {
        Problems problems = new Problems(fileName);
        MappingNode top = YamlGuard.read(yaml, problems);
        RuleFile rule = top == null ? null : new RuleReader(fileName, problems).read(top);
        return new Parsed(problems.isEmpty() ? rule : null, problems.list());
    }

    /**
     * What came of a file.
     *
     * @param rule null when there are problems
     * @param problems all that is wrong with it, in the order found
     */
    public record Parsed(@Nullable RuleFile rule, List<RuleProblem> problems) {
        public Parsed {
            problems = List.copyOf(problems);
        }
    }
}
