package dev.vedette.agent.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.SampleRun;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.Effect;
import dev.vedette.agent.tool.ToolDefinition;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretSinkGuardTest {
    private static final String KEY = "AKIA" + "Z7QK4M2XW9TB" + "D5LH";
    private final SecretSinkGuard guard = new SecretSinkGuard(SecretMask.withRandomKey());

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "sink.external,    Here is %s,       deny,  a secret on its way out",
        "sink.external,    It is Thursday,   allow, nothing secret",
        "source.private,   Look %s up,       allow, a tool that sends nothing out",
    })
    void noSecretGoesOut(String label, String text, String verdict, String why) {
        ToolDefinition tool = SampleRun.tool("send_email", Effect.CONSEQUENTIAL, Set.of(), label);
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.putObject("mail").put("body", text.replace("%s", KEY));
        assertThat(guard.decide(new Situation.BeforeTool(SampleRun.touched(), tool, arguments))
                        .verdict())
                .as(why)
                .isEqualTo(verdict);
    }
}
