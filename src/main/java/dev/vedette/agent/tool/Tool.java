package dev.vedette.agent.tool;

/**
 * A tool: what is known of it, and what it does. Immutable.
 *
 * <pre>{@code
 * Tool.named("get_weather")
 *         .describedAs("The weather of a city")
 *         .taking(City.class)
 *         .readOnly()
 *         .answering(city -> weather.of(city.name()));
 * }</pre>
 *
 * <p>What a tool answers is told to the model as text: a {@link ToolOutput} as it is, a {@link CharSequence} as it is,
 * everything else as JSON, and nothing as {@code null}. Answers are cut after {@value BoundedBody#LONGEST} characters,
 * and say so; {@link #answeringAtMost} sets another limit.
 */
public record Tool(ToolDefinition definition, ToolBody body) implements ToolTerms<Tool> {
    /** Begins a tool with its name: letters, digits, {@code _} and {@code -}, 1 to 64 of them. */
    public static NamedTool named(String name) {
        return new NamedTool(name);
    }

    /**
     * The tool that a record is. It is called as the record is, in snake case: {@code get_weather} for {@code
     * GetWeather}; its {@link Description} is the tool's.
     *
     * @throws IllegalArgumentException if it has no description, or components that cannot be arguments
     */
    public static <C extends Record & ToolCommand> Tool of(Class<C> command) {
        Description description = command.getAnnotation(Description.class);
        if (description == null) {
            throw new IllegalArgumentException(command.getSimpleName() + " has no @Description for the model to read");
        }
        return named(ToolName.of(command))
                .describedAs(description.value())
                .taking(command)
                .answering(ToolCommand::run);
    }

    /** A tool whose answers are bounded. */
    static Tool bounded(ToolDefinition definition, ToolBody body) {
        return new Tool(definition, new BoundedBody(body, BoundedBody.LONGEST));
    }

    /** The tool's name. */
    public String name() {
        return definition.name();
    }

    /** Its answers are cut after so many characters, with a notice; positive. */
    public Tool answeringAtMost(int characters) {
        return new Tool(definition, new BoundedBody(unboundedBody(), characters));
    }

    /** What it does, without the limit to its answers. */
    public ToolBody unboundedBody() {
        return body instanceof BoundedBody bounded ? bounded.body() : body;
    }

    /** The same tool doing something else. Its answers are cut where this one's are. */
    public Tool doing(ToolBody other) {
        int longest = body instanceof BoundedBody bounded ? bounded.longest() : BoundedBody.LONGEST;
        return new Tool(definition, new BoundedBody(other, longest));
    }

    @Override
    public Tool with(ToolDefinition changed) {
        return new Tool(changed, body);
    }
}
