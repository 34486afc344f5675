package dev.vedette.agent;

import dev.vedette.agent.model.ModelRoute;
import dev.vedette.agent.model.ModelSettings;
import dev.vedette.agent.tool.RecordForm;
import dev.vedette.agent.tool.Tool;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent: instructions, a model, tools and a policy. It does nothing by itself; an {@link AgentRuntime} runs it.
 * Immutable.
 *
 * <pre>{@code
 * Agent weather = Agent.named("weather")
 *         .instructions("Answer questions about the weather.")
 *         .model(OpenAi.fromEnvironment().chat("gpt-5-mini"))
 *         .tool(Tool.of(GetWeather.class))
 *         .build();
 * }</pre>
 */
public final class Agent {
    private static final Duration SUB_AGENT_LIMIT = Duration.ofHours(1);

    private final String name;
    private final String version;
    private final String instructions;
    private final ModelRoute route;
    private final ModelSettings settings;
    private final List<Tool> tools;
    private final Policy policy;
    private final @Nullable RecordForm<?> answerForm;

    private Agent(Builder builder, ModelRoute route) {
        this.name = builder.name;
        this.version = builder.version;
        this.instructions = builder.instructions;
        this.route = route;
        this.settings = builder.settings;
        this.tools = List.copyOf(builder.tools.values());
        this.policy = builder.policy;
        this.answerForm = builder.answerForm;
    }

    /** Begins an agent of this name, which is not blank and has at most 100 characters. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The agent's name. */
    public String name() {
        return name;
    }

    /** The agent's version; {@code 1} where nobody says. */
    public String version() {
        return version;
    }

    /**
     * This agent as a tool of another one. It runs within the other's run: what it uses counts there, what holds the
     * other back holds it back, and what it has read the other has read.
     *
     * @param description what it can do, for the model that is to ask it
     */
    public Tool asTool(String description) {
        Tool asked = Tool.named(name)
                .describedAs(description)
                .taking(Task.class)
                .readOnly()
                .within(SUB_AGENT_LIMIT)
                .answering(Task::task);
        return new Tool(asked.definition(), new SubAgent(this));
    }

    String instructions() {
        return instructions;
    }

    ModelRoute route() {
        return route;
    }

    ModelSettings settings() {
        return settings;
    }

    List<Tool> tools() {
        return tools;
    }

    Policy policy() {
        return policy;
    }

    @Nullable
    String answerSchema() {
        return answerForm == null ? null : answerForm.schema();
    }

    /** Whether the text is an answer of the form that was asked for; any text is where none was. */
    boolean accepts(String text) {
        return answerForm == null || answerForm.read(text).isPresent();
    }

    /** Collects what an agent is. Not thread-safe. */
    public static final class Builder {
        private static final int LONGEST_NAME = 100;

        private final String name;
        private final Map<String, Tool> tools = new LinkedHashMap<>();
        private String version = "1";
        private String instructions = "";
        private @Nullable ModelRoute route;
        private ModelSettings settings = ModelSettings.DEFAULTS;
        private Policy policy = Policy.standard();
        private @Nullable RecordForm<?> answerForm;

        private Builder(String name) {
            if (name.isBlank() || name.length() > LONGEST_NAME) {
                throw new IllegalArgumentException(
                        "an agent's name is not blank and has at most " + LONGEST_NAME + " characters");
            }
            this.name = name;
        }

        /** Which version of the agent this is; allow-lists go by it. */
        public Builder version(String version) {
            this.version = version;
            return this;
        }

        /** What the model is told before everything else. Never put a secret here. */
        public Builder instructions(String instructions) {
            this.instructions = instructions;
            return this;
        }

        /** Which model is asked, and which others when that does not do. */
        public Builder model(ModelRoute route) {
            this.route = route;
            return this;
        }

        /** How the model is to answer. */
        public Builder settings(ModelSettings settings) {
            this.settings = settings;
            return this;
        }

        /**
         * Gives it a tool more.
         *
         * @throws IllegalArgumentException if it has one of that name
         */
        public Builder tool(Tool tool) {
            if (tools.putIfAbsent(tool.name(), tool) != null) {
                throw new IllegalArgumentException("the agent has a tool named " + tool.name() + " already");
            }
            return this;
        }

        /** Gives it these tools more. */
        public Builder tools(Iterable<Tool> more) {
            more.forEach(this::tool);
            return this;
        }

        /** What it may do; {@link Policy#standard} where nobody says. */
        public Builder policy(Policy policy) {
            this.policy = policy;
            return this;
        }

        /** It answers with a record of this type and nothing else; {@link RunResult#as} reads it. */
        public Builder answering(Class<? extends Record> type) {
            this.answerForm = RecordForm.of(type);
            return this;
        }

        /**
         * The agent.
         *
         * @throws IllegalStateException if it has no model
         */
        public Agent build() {
            if (route == null) {
                throw new IllegalStateException("an agent needs a model: model(OpenAi.fromEnvironment().chat(…))");
            }
            return new Agent(this, route);
        }
    }
}
