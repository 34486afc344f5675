package dev.vedette.agent;

import dev.vedette.agent.memory.MemoryOwner;
import dev.vedette.agent.memory.MemoryRecord;
import dev.vedette.agent.memory.MemoryStore;
import dev.vedette.agent.tool.Description;
import dev.vedette.agent.tool.Tool;
import dev.vedette.agent.tool.ToolContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What agents remember beyond a conversation, as two tools: {@code remember} and {@code recall}. An agent recalls what it
 * has remembered for the same user of the same organisation. What is remembered passes the policy: secrets are masked,
 * and what is remembered after strangers' words were read is kept apart until a person releases it from the store.
 *
 * <pre>{@code Agent.named("assistant").tools(Memory.in(store, clock, Duration.ofDays(90)))…}</pre>
 */
public final class Memory {
    private static final int MOST_RECALLED = 50;

    private Memory() {}

    /**
     * The two tools on this store.
     *
     * @param kept after which a memory is forgotten, positive
     */
    public static List<Tool> in(MemoryStore store, InstantSource clock, Duration kept) {
        Tool remember = Tool.named("remember")
                .describedAs("Remembers something beyond this conversation. Never secrets.")
                .taking(Note.class)
                .answering(Note::text);
        Tool recall = Tool.named("recall")
                .describedAs("Tells what was remembered in earlier conversations, latest first")
                .taking(Nothing.class)
                .readOnly()
                .answering((nothing, context) -> recalled(store, context));
        return List.of(new Tool(remember.definition(), new Remembering(store, clock, kept)), recall);
    }

    private static String recalled(MemoryStore store, ToolContext context) {
        List<MemoryRecord> memories = store.recall(MemoryOwner.of(context.principal()), MOST_RECALLED);
        return memories.isEmpty()
                ? "Nothing is remembered."
                : memories.stream().map(MemoryRecord::text).collect(Collectors.joining("\n"));
    }

    /** What is to be remembered. */
    record Note(
            @Description("What to remember, in a sentence") String text) {}

    /** No arguments. */
    record Nothing() {}
}
