package dev.vedette.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.instrumentation.ToolSpan;
import dev.vedette.agent.memory.MemoryRecord;
import dev.vedette.agent.memory.MemoryStore;
import dev.vedette.agent.memory.Trust;
import dev.vedette.agent.policy.Decision.Reason;
import dev.vedette.agent.policy.Ruling;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.ToolBody;
import dev.vedette.agent.tool.ToolContext;
import dev.vedette.agent.tool.ToolOutput;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What the tool does that remembers. The runtime recognises it, for what is remembered is judged in the run that wants
 * it remembered. A person's consent cannot be asked for here, so a guard that asks denies. Immutable.
 */
record Remembering(MemoryStore store, InstantSource clock, Duration kept) implements ToolBody {
    @Override
    public ToolOutput call(ObjectNode arguments, ToolContext context) {
        throw new IllegalStateException("a memory is written by a runtime");
    }

    ToolOutput remember(RunState run, ToolSpan span, String text) {
        Ruling ruling = run.judge(new Situation.MemoryWrite(run, text), span);
        Reason reason = ruling.reason();
        if (reason != null) {
            return ToolOutput.failure(reason.advice());
        }
        Trust trust = Trust.of(run);
        try {
            store.write(new MemoryRecord(
                    ruling.text(),
                    span.spanId(),
                    run.principal(),
                    trust,
                    clock.instant().plus(kept)));
        } catch (IllegalArgumentException tooLong) {
            return ToolOutput.failure("That is too long to be remembered. Say it shorter.");
        }
        return ToolOutput.of(trust == Trust.TRUSTED ? "Remembered." : "Kept apart until a person releases it.");
    }
}
