package dev.vedette.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.agent.access.AllowedTool;
import dev.vedette.agent.access.Allowlist;
import dev.vedette.agent.access.FlowRule;
import dev.vedette.agent.content.OutputPolicy;
import dev.vedette.yaml.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {
    private static final String WHOLE = """
            policy: support
            version: 4
            shadow: [loop]
            agents:
              - agent: support
                versions: ["1.2", "1.3"]
                tools:
                  - name: lookup_order
                    pin: 5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef
                  - {name: send_email, roles: [clerk], ask: true}
            flows:
              - {after: [source.untrusted], before: [sink.external, money], then: deny}
            limits:
              run: {steps: 20, time: 5m, input-tokens: 400_000, usd: 1.50, calls: {send_email: 1}}
              user: {usd: 20, per: 1d}
            loops: {warn-at: 4, deny-at: 8}
            answers: {image-hosts: [cdn.example], link-hosts: [help.example]}
            consent: {patience: 2m, separate-for: [money]}
            """;

    @TempDir
    private Path folder;

    @Test
    void allOfItIsRead() {
        Policy policy = PolicyFile.parse("support.yaml", WHOLE);
        assertThat(policy.title().name()).isEqualTo("support");
        assertThat(policy.title().version()).isEqualTo(4);
        assertThat(policy.title().hash()).hasSize(64);
        assertThat(policy.shadow()).isEqualTo(new Policy.Shadow(false, Set.of("loop")));
        assertThat(policy.allowlist())
                .isEqualTo(new Allowlist(List.of(new Allowlist.Grant(
                        "support",
                        Set.of("1.2", "1.3"),
                        List.of(
                                new AllowedTool(
                                        "lookup_order",
                                        "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
                                        Set.of(),
                                        false),
                                new AllowedTool("send_email", null, Set.of("clerk"), true))))));
        assertThat(policy.flows())
                .containsExactly(new FlowRule(Set.of("source.untrusted"), Set.of("sink.external", "money"), true));
        assertThat(policy.loops().denyAt()).isEqualTo(8);
        assertThat(policy.output())
                .isEqualTo(new OutputPolicy(
                        true, Set.of("cdn.example"), OutputPolicy.Links.ALLOWED_HOSTS, Set.of("help.example"), true));
        assertThat(policy.consent()).isEqualTo(new Policy.Consent(Duration.ofMinutes(2), Set.of("money")));
    }

    @Test
    void whatIsNotSaidIsAsInTheStandard() {
        Policy policy = PolicyFile.parse("empty.yaml", "");
        Policy standard = Policy.standard();
        assertThat(policy.allowlist()).isNull();
        assertThat(policy.flows()).isEqualTo(standard.flows());
        assertThat(policy.output()).isEqualTo(standard.output());
        assertThat(policy.consent()).isEqualTo(standard.consent());
        assertThat(policy.loops()).isEqualTo(standard.loops());
    }

    @Test
    void anEmptyListAllowsNothing() {
        assertThat(PolicyFile.parse("none.yaml", "agents: []").allowlist()).isEqualTo(new Allowlist(List.of()));
        assertThat(PolicyFile.parse("none.yaml", "flows: []").flows()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "agnets: []                                          | agnets is not a setting; did you mean 'agents'?",
                "mode: loose                                         | mode must be enforce or shadow",
                "limits: {run: {steps: 0}}                           | limits.run.steps must be a whole number from 1 on",
                "limits: {run: {per: 1d}}                            | limits.run.per is not a setting",
                "limits: {run: {usd: lots}}                          | limits.run.usd must be an amount of US dollars",
                "loops: {warn-at: 9, deny-at: 3}                     | loops.deny-at must not be below warn-at",
                "flows: [{after: [source.untrusted]}]                | must both name labels",
                "agents: [{agent: a, tools: [{nmae: x}]}]            | agents[0].tools[0].name is missing",
                "answers: {links: some}                              | answers.links must be keep, hosts or text",
                "consent: {patience: soon}                           | consent.patience must be a duration",
            })
    void whatIsWrongIsTold(String yaml, String problem) {
        assertThatThrownBy(() -> PolicyFile.parse("policy.yaml", yaml))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void itIsReadFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("support.yaml"), WHOLE);
        assertThat(Policy.read(file).title())
                .isEqualTo(PolicyFile.parse("support.yaml", WHOLE).title());
        assertThatThrownBy(() -> Policy.read(folder.resolve("missing.yaml")))
                .hasMessage("The policy missing.yaml cannot be read.");
    }
}
