package dev.vedette.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolDefinitionTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "get weather", "wétter", "a.b", "a/b", "a\u0000", "get_weather\n", "аdmin"})
    void oddNamesAreRefusedAndNotQuoted(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tool(name, "d", "{}"))
                .withMessageStartingWith("the name of a tool has 1 to 64");
    }

    @Test
    void lengthsAreBounded() {
        assertThat(tool("n".repeat(64), "d".repeat(4096), "{}").name()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> tool("n".repeat(65), "d", "{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> tool("n", "d".repeat(4097), "{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> tool("n", " \n", "{}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tool("n", "d", "{\"description\":\"" + "x".repeat(65_536) + "\"}"));
    }

    @Test
    void aCallTakesSomeTime() {
        ToolDefinition tool = tool("n", "d", "{}");
        assertThatIllegalArgumentException().isThrownBy(() -> tool.withTimeLimit(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> tool.withTimeLimit(Duration.ofSeconds(-1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | {\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}",
                "{\"type\":\"object\",\"properties\":{},\"unevaluatedProperties\":false} "
                        + "| {\"type\":\"object\",\"properties\":{},\"unevaluatedProperties\":false}",
                "{\"$id\":\"https://a.example/s\",\"allOf\":[{\"properties\":{\"a\":true}}]} "
                        + "| {\"allOf\":[{\"properties\":{\"a\":true}}],\"type\":\"object\",\"properties\":{},"
                        + "\"unevaluatedProperties\":false}"
            })
    void schemasAreCompleted(String schema, String complete) {
        assertThat(tool("n", "d", schema).parameters()).isEqualTo(complete);
        assertThat(tool("n", "d", complete).parameters()).isEqualTo(complete);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no",
                "[]",
                "true",
                "{} {}",
                "{\"type\":\"string\"}",
                "{\"type\":[\"object\",\"null\"]}",
                "{\"type\":\"object\",\"type\":\"object\"}",
                "{\"additionalProperties\":true}",
                "{\"additionalProperties\":{\"type\":\"string\"}}",
                "{\"properties\":{\"a\":{\"$ref\":\"http://127.0.0.1:1/schema\"}}}",
                "{\"properties\":{\"a\":{\"$ref\":\"https://example.com/schema\"}}}",
                "{\"properties\":{\"a\":{\"$ref\":\"file:///etc/passwd\"}}}",
                "{\"properties\":{\"a\":{\"$ref\":\"classpath:/draft-07\"}}}",
                "{\"properties\":{\"a\":{\"$ref\":\"other.json#/a\"}}}",
                "{\"properties\":{\"a\":{\"$dynamicRef\":\"http://example.com/#a\"}}}",
                "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/absent\"}}}",
                "{\"$defs\":{\"a\":{\"$id\":\"http://example.com/a\"}}}",
                "{\"properties\":{\"a\":{\"pattern\":\"(a)\\\\1\"}}}",
                "{\"properties\":{\"a\":{\"pattern\":\"(?=a)\"}}}",
                "{\"properties\":{\"a\":{\"pattern\":\"(\"}}}",
                "{\"properties\":{\"a\":{\"pattern\":\"((a{100}){100}){100}\"}}}",
                "{\"properties\":{\"a\":{\"pattern\":\"((((a?){40}){40}){40}){40}\"}}}",
                "{\"properties\":{\"a\":{\"items\":[{}]}}}",
                "{\"properties\":{\"a\":7}}"
            })
    void schemasThatCannotBeUsedAreRefused(String schema) {
        assertThatIllegalArgumentException().isThrownBy(() -> tool("n", "d", schema));
    }

    @Test
    void deepSchemasAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tool("n", "d", "{\"not\":".repeat(5000) + "{}" + "}".repeat(5000)));
    }

    @Test
    void theHashIsOfEverythingThatIsSaid() {
        ToolDefinition tool = tool("n", "d", "{\"properties\":{\"a\":{},\"b\":{}}}");
        assertThat(Set.of(
                        DefinitionHash.of(tool),
                        DefinitionHash.of(tool("m", "d", tool.parameters())),
                        DefinitionHash.of(tool("n", "e", tool.parameters())),
                        DefinitionHash.of(tool("n", "d", "{\"properties\":{\"a\":{}}}")),
                        DefinitionHash.of(tool.with(Effect.READ_ONLY)),
                        DefinitionHash.of(tool.withStrict(true)),
                        DefinitionHash.of(tool.withRequiredRoles(Set.of("r"))),
                        DefinitionHash.of(tool.withLabels(Set.of("r"))),
                        DefinitionHash.of(tool.withTimeLimit(Duration.ofSeconds(2))),
                        DefinitionHash.of(tool.withServer("s"))))
                .hasSize(10)
                .allSatisfy(hash -> assertThat(hash).hasSize(64));
    }

    @Test
    void theHashIsNotOfTheOrderInWhichItIsSaid() {
        ToolDefinition one =
                tool("n", "d", "{\"properties\":{\"a\":{},\"b\":{}}}").withLabels(Set.of("x", "y", "z"));
        ToolDefinition other =
                tool("n", "d", "{ \"properties\" : {\"b\":{},\"a\":{}}}").withLabels(Set.of("z", "y", "x"));
        assertThat(DefinitionHash.of(one)).isEqualTo(DefinitionHash.of(other));
    }

    private static ToolDefinition tool(String name, String description, String schema) {
        return new ToolDefinition(
                name,
                description,
                schema,
                false,
                Effect.CONSEQUENTIAL,
                Set.of(),
                Set.of(),
                Duration.ofSeconds(1),
                List.of(),
                null);
    }
}
