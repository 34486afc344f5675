package dev.vedette.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.agent.Agent;
import dev.vedette.agent.AgentRuntime;
import dev.vedette.agent.Conversation;
import dev.vedette.agent.Run;
import dev.vedette.agent.RunEvent;
import dev.vedette.agent.RunResult;
import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.model.ModelRoute;
import dev.vedette.agent.model.ModelServer;
import dev.vedette.agent.openai.OpenAi;
import dev.vedette.agent.tool.Description;
import dev.vedette.agent.tool.Tool;
import dev.vedette.agent.tool.ToolCommand;
import dev.vedette.agent.tool.ToolContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How agents are written, each example whole and short. They run as they stand, against a model on this machine; against
 * a real one {@code models} is {@code OpenAi.fromEnvironment()} and the runtime {@code AgentRuntime.fromEnvironment()}.
 */
@Timeout(60)
class AgentExamplesTest {
    private final ModelServer server = ModelServer.start();
    private final OpenAi models = OpenAi.at(server.baseUrl(), () -> "key-from-your-vault");
    private AgentRuntime runtime;

    @BeforeEach
    void start() {
        runtime = AgentRuntime.builder().build();
    }

    @AfterEach
    void stop() {
        runtime.close();
        server.close();
    }

    /** A tool is a record: its components are the arguments, checked before it runs. */
    @Description("The weather of a city")
    record GetWeather(@Description("The name of the city") String city) implements ToolCommand {
        @Override
        public Object run(ToolContext context) {
            return "14 degrees and rain in " + city;
        }
    }

    @Test
    void anAgentWithATool() {
        server.callsTool("get_weather", "{\"city\":\"Oslo\"}").answers("Take an umbrella: 14 degrees and rain.");

        Agent weather = Agent.named("weather")
                .instructions("Answer questions about the weather.")
                .model(models.chat("gpt-5-mini"))
                .tool(Tool.of(GetWeather.class).readOnly())
                .build();
        RunResult result = runtime.run(weather, "Do I need an umbrella in Oslo?");

        assertThat(result.completed()).isTrue();
        assertThat(result.text()).isEqualTo("Take an umbrella: 14 degrees and rain.");
        assertThat(server.lastRequest().body().toString()).contains("14 degrees and rain in Oslo");
    }

    @Test
    void aToolThatIsALambda() {
        server.callsTool("add", "{\"first\":2,\"second\":40}").answers("42");
        record Numbers(int first, int second) {}

        Agent calculator = Agent.named("calculator")
                .model(models.chat("gpt-5-mini"))
                .tool(Tool.named("add")
                        .describedAs("Adds two numbers")
                        .taking(Numbers.class)
                        .readOnly()
                        .answering(numbers -> numbers.first() + numbers.second()))
                .build();

        assertThat(runtime.run(calculator, "2 + 40?").text()).isEqualTo("42");
    }

    @Test
    void withoutWaiting() throws ExecutionException, InterruptedException {
        server.answers("Bergen, by train.");
        Agent travel = Agent.named("travel").model(models.chat("gpt-5-mini")).build();

        Run run = runtime.start(travel, "Where should I go?", Caller.user("jo"));
        String told =
                run.result().thenApply(RunResult::text).toCompletableFuture().get();

        assertThat(told).isEqualTo("Bergen, by train.");
    }

    @Test
    void pieceByPiece() throws ExecutionException, InterruptedException {
        server.answers("The fjord is calm today, and the sun is out.");
        Agent travel = Agent.named("travel").model(models.chat("gpt-5-mini")).build();
        List<String> shown = new CopyOnWriteArrayList<>();

        Run run = runtime.converse(travel, Caller.user("jo")).start("How is the fjord?", event -> {
            if (event instanceof RunEvent.Text piece) {
                shown.add(piece.text());
            }
        });
        run.result().toCompletableFuture().get();

        assertThat(String.join("", shown)).isEqualTo("The fjord is calm today, and the sun is out.");
    }

    @Test
    void anotherModelWhenOneIsBusy() {
        server.fails(429, "0").answers("Answered by the other one.");
        ModelRoute route = models.chat("gpt-5").orElse(models.responses("gpt-5-mini"));

        Agent agent = Agent.named("helper").model(route).build();

        assertThat(runtime.run(agent, "Are you there?").text()).isEqualTo("Answered by the other one.");
        assertThat(server.lastRequest().body().path("model").asText()).isEqualTo("gpt-5-mini");
    }

    @Test
    void aCheapModelFirst() {
        server.runsOutOfRoom("It is a long").answers("It is a long story, and here is all of it.");

        Agent agent = Agent.named("writer")
                .model(models.chat("gpt-5-mini").escalatingTo(models.chat("gpt-5")))
                .build();

        assertThat(runtime.run(agent, "Tell me.").text()).isEqualTo("It is a long story, and here is all of it.");
    }

    @Test
    void anAnswerThatIsARecord() {
        server.answers("{\"city\":\"Oslo\",\"degrees\":14}");
        record Weather(String city, int degrees) {}

        Agent agent = Agent.named("weather")
                .model(models.chat("gpt-5-mini"))
                .answering(Weather.class)
                .build();
        Weather weather = runtime.run(agent, "How is Oslo?").as(Weather.class);

        assertThat(weather).isEqualTo(new Weather("Oslo", 14));
    }

    @Test
    void aConversation() {
        server.answers("I am fine.").answers("You asked how I am.");
        Agent agent = Agent.named("friend").model(models.chat("gpt-5-mini")).build();

        Conversation conversation = runtime.converse(agent, Caller.user("jo"));
        conversation.say("How are you?");

        assertThat(conversation.say("What did I ask?").text()).isEqualTo("You asked how I am.");
        assertThat(server.lastRequest().body().path("messages").toString()).contains("I am fine.");
    }

    @Test
    void anAgentAsATool() {
        server.callsTool("researcher", "{\"task\":\"Population of Oslo\"}")
                .answers("About 720,000.")
                .answers("Oslo has about 720,000 people.");
        Agent researcher =
                Agent.named("researcher").model(models.chat("gpt-5-mini")).build();

        Agent writer = Agent.named("writer")
                .model(models.chat("gpt-5"))
                .tool(researcher.asTool("Looks facts up"))
                .build();

        assertThat(runtime.run(writer, "How many people live in Oslo?").text())
                .isEqualTo("Oslo has about 720,000 people.");
    }
}
