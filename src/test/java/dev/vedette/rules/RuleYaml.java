package dev.vedette.rules;

import static org.assertj.core.api.Assertions.assertThat;

/** Small rules for tests. */
final class RuleYaml {
    private RuleYaml() {}

    /** A match on one tool's name. */
    static String minimal() {
        return """
                schema: 1
                id: TOOL-90
                title: Forbidden tool
                version: 1
                status: test
                severity: medium
                confidence: high
                summary: A tool was called that is forbidden.
                tags: [owasp-asi:ASI02]
                needs: {tier: metadata}
                detect:
                  type: match
                  event: [tool.call]
                  where: e.tool.name == 'rm'
                dedup: {key: [e.session, e.tool.name], for: 1h}
                output: {title: "{{agent.name}} called {{tool.name}}"}
                triage: {steps: [Look]}
                tests:
                  - name: the tool
                    events: [{kind: tool.call, tool: {name: rm}}]
                    expect: {alerts: 1}
                  - name: another
                    events: [{kind: tool.call, tool: {name: ls}}]
                    expect: {alerts: 0}
                """;
    }

    /** Counts the calls of a session; {@code detect} is what follows the event. */
    static String aggregate(String detect) {
        return minimal()
                .replace(
                        "  type: match\n  event: [tool.call]\n  where: e.tool.name == 'rm'\n",
                        "  type: aggregate\n  event: [tool.call]\n" + detect.indent(2))
                .replace("key: [e.session, e.tool.name], for", "key: [e.session], for")
                .replace(
                        "events: [{kind: tool.call, tool: {name: rm}}]",
                        "repeat: {n: 500, every: 1, event: {kind: tool.call}}");
    }

    static RuleFile parsed(String yaml) {
        RuleParser.Parsed parsed = RuleParser.parse("test.yaml", yaml);
        assertThat(parsed.problems()).isEmpty();
        RuleFile rule = parsed.rule();
        assertThat(rule).isNotNull();
        return rule;
    }
}
