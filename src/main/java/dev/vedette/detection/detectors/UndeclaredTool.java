package dev.vedette.detection.detectors;

import dev.vedette.detection.Evidence;
import dev.vedette.detection.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One undeclared tool call, told to people. */
record UndeclaredTool(String service, ToolMemory.Call call, ToolVerdict verdict) {
    static final List<String> TAGS =
            List.of("owasp-asi:ASI02", "owasp-asi:ASI10", "owasp-llm25:LLM06", "owasp-mcp:MCP02", "atlas:AML.T0053");

    private static final List<String> NEXT_STEPS = List.of(
            "Look at what the call did: its arguments and result are in the trace",
            "If the tool belongs to the agent, declare it or add it to the allow-list; if not, stop the agent",
            "Find out what led the agent to it: read what it was told just before the call");

    String key() {
        return ShortName.join(call.agent(), call.tool());
    }

    Instant at() {
        return Instant.ofEpochMilli(call.atMillis());
    }

    Finding finding(String rule, int version, ToolMemory state, long times) {
        String learned = verdict == ToolVerdict.NEVER_USED ? "New tool called (learned): " : "Undeclared tool called: ";
        return new Finding(
                rule,
                version,
                verdict.severity(),
                learned + call.tool() + " (agent " + call.agent() + ")",
                "The agent " + call.agent() + " executed the tool " + call.tool() + ". " + verdict.reason(),
                Map.of("agent", call.agent(), "service", service, "tool", call.tool()),
                verdict.score(),
                null,
                at(),
                call.traceId(),
                call.spanId() == null ? List.of() : List.of(call.spanId()),
                evidence(state, times),
                TAGS,
                NEXT_STEPS);
    }

    private List<Evidence> evidence(ToolMemory state, long times) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("tool", call.tool()));
        evidence.add(new Evidence("calls", Long.toString(times)));
        if (!call.version().isEmpty()) {
            evidence.add(new Evidence("version", call.version()));
        }
        Declarations declared = Declarations.concerning(service, call.agent(), state);
        if (declared.any() && verdict != ToolVerdict.NOT_ALLOWED) {
            evidence.add(new Evidence("declared tools", declared.sample()));
        }
        return evidence;
    }
}
