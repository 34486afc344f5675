package dev.vedette.agent.limit;

import dev.vedette.agent.identity.CanonicalJson;
import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Decision.Reason;
import dev.vedette.agent.policy.Guard;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.ToolDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Breaks loops: the same call again and again, two or three calls in turn, results that bring nothing new. First it lets
 * the call happen and has the model told, then it denies. It remembers each run by its id until the run is over, and at
 * most 10,000 runs: the one that was idle for longest is forgotten first. Each call must be put to it once.
 * Thread-safe.
 */
public final class LoopGuard implements Guard {
    static final int RUNS = 10_000;
    private static final float LOAD = 0.75f;

    private final LoopLimits limits;
    private final LinkedHashMap<String, LoopMemory> runs = new LinkedHashMap<>(16, LOAD, true);

    /** Nothing is remembered yet. */
    public LoopGuard(LoopLimits limits) {
        this.limits = limits;
    }

    @Override
    public String id() {
        return "loop";
    }

    @Override
    public Set<Point> points() {
        return Set.of(Point.PRE_TOOL_CALL, Point.POST_TOOL_CALL, Point.AGENT_SHUTDOWN);
    }

    @Override
    public Decision decide(Situation situation) {
        String run = situation.run().principal().run();
        if (situation instanceof Situation.BeforeTool before) {
            long call = fingerprint(before.tool().name(), CanonicalJson.of(before.arguments()));
            return decision(memory(run).call(call, isPolling(before.tool())));
        }
        if (situation instanceof Situation.AfterTool after) {
            long result = fingerprint(after.tool().name(), after.output().text());
            memory(run).result(result, after.output().failed(), isPolling(after.tool()));
        } else if (situation instanceof Situation.Shutdown) {
            forget(run);
        }
        return Decision.ALLOWED;
    }

    /** How many runs are remembered. */
    synchronized int remembered() {
        return runs.size();
    }

    private synchronized LoopMemory memory(String run) {
        LoopMemory memory = runs.computeIfAbsent(run, unknown -> new LoopMemory(limits));
        if (runs.size() > RUNS) {
            runs.remove(runs.keySet().iterator().next());
        }
        return memory;
    }

    private synchronized void forget(String run) {
        runs.remove(run);
    }

    private static boolean isPolling(ToolDefinition tool) {
        return tool.labels().contains(LoopLimits.POLLING);
    }

    private static Decision decision(LoopMemory.@Nullable Finding finding) {
        if (finding == null) {
            return Decision.ALLOWED;
        }
        return switch (finding) {
            case REPEATED ->
                new Decision.Deny(new Reason(
                        "loop_same_call",
                        "the same calls come again and again",
                        "You have made this call with the same arguments too often. It is not made again. Do something"
                                + " else, or say what you have found."));
            case STUCK ->
                new Decision.Deny(new Reason(
                        "loop_no_progress",
                        "results in a row that are equal or failures",
                        "Your last calls brought nothing new. No more calls are made. Say what you have found."));
            case REPEATED_SOON ->
                new Decision.Warn(new Reason(
                        "loop_same_call",
                        "the same calls come again and again",
                        "You have made this call with the same arguments before. Repeating it will not change the"
                                + " answer."));
            case STUCK_SOON ->
                new Decision.Warn(new Reason(
                        "loop_no_progress",
                        "results in a row that are equal or failures",
                        "Your last calls brought nothing new. Try another way, or say what you have found."));
        };
    }

    /** 64 bits of a hash that nobody can aim: a made-up collision could get an innocent call denied. */
    private static long fingerprint(String tool, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(tool.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
            long bits = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                bits = bits << Byte.SIZE | (hash[i] & 0xff);
            }
            return bits;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
