package dev.vedette.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done about an agent rather than by it: it is checked, judged, permitted or bound by rules. Immutable. */
public sealed interface Oversight extends Operation {
    /**
     * A check of what goes into or comes out of a model or tool.
     *
     * @param name the guardrail's name
     * @param verdict what it came to
     * @param reason why, in the guardrail's words
     */
    record Guardrail(
            @Nullable String name,
            @Nullable Verdict verdict,
            @Nullable String reason) implements Oversight {
        @Override
        public String kind() {
            return "guardrail";
        }
    }

    /**
     * A judgement of an answer.
     *
     * @param name the measure
     * @param explanation why, in the judge's words
     * @param responseId the model's answer that was judged
     */
    record Evaluation(
            @Nullable String name,
            @Nullable Double score,
            @Nullable String label,
            @Nullable String explanation,
            @Nullable String responseId)
            implements Oversight {
        @Override
        public String kind() {
            return "evaluation";
        }
    }

    /**
     * A decision whether a tool may run. It is no run of the tool.
     *
     * @param tool the tool's name
     * @param callId the id of the call that was decided on
     * @param said the verdict in the sender's word
     * @param by who decided: {@code user}, {@code config}, {@code hook}, or what was sent
     * @param arguments what the tool was to be given
     */
    record Decision(
            @Nullable String tool,
            @Nullable String callId,
            @Nullable Verdict verdict,
            @Nullable String said,
            @Nullable String by,
            @Nullable String arguments)
            implements Oversight {
        @Override
        public String kind() {
            return "decision";
        }
    }

    /**
     * The rules that an agent works under from now on.
     *
     * @param approval when it must ask, such as {@code never} or {@code bypassPermissions}
     * @param before what {@code approval} was until now
     * @param sandbox what it is confined to
     * @param by what changed it
     * @param servers the MCP servers it may use
     */
    record Policy(
            @Nullable String approval,
            @Nullable String before,
            @Nullable String sandbox,
            @Nullable String by,
            List<String> servers)
            implements Oversight {
        public Policy {
            servers = List.copyOf(servers);
        }

        @Override
        public String kind() {
            return "policy";
        }
    }
}
