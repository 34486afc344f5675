package dev.vedette.detection;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.LogEvent;
import dev.vedette.telemetry.Message;
import dev.vedette.telemetry.MetricReading;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import dev.vedette.telemetry.Usage;
import java.util.List;

/** Reads the {@link Fact}s that one record tells, as a set of bits: it is done for every record. */
final class Facts {
    private static final long CONTENT =
            Fact.INPUT.bit() | Fact.OUTPUT.bit() | Fact.ARGUMENTS.bit() | Fact.RESULT.bit() | Fact.DOCUMENTS.bit();

    /** Attributes in which samplers say what share they send. */
    private static final String[] SAMPLING = {
        "sampling.probability", "SampleRate", "logfire.sample_rate", "sampler.param"
    };

    private Facts() {}

    /** What an increase of tokens or money tells. */
    static long ofIncrease(Observation.Increased increased) {
        MetricReading reading = increased.reading();
        boolean tokens = increased.inputTokens() > 0 || increased.outputTokens() > 0;
        Double cost = increased.costUsd();
        return (tokens ? Fact.TOKENS.bit() : 0)
                | (cost != null && cost > 0 ? Fact.COST.bit() : 0)
                | (reading.hasSession() ? Fact.SESSION.bit() : 0)
                | (reading.actor().user() == null ? 0 : Fact.USER.bit());
    }

    static long of(Observation seen) {
        Activity activity = seen.activity();
        if (activity == null) {
            return 0;
        }
        Operation operation = activity.operation();
        long facts = said(activity) | called(operation) | actor(activity) | usage(activity.usage());
        if ((facts & CONTENT) != 0 || !seen.sightings().isEmpty()) {
            facts |= Fact.CONTENT.bit();
        }
        if (activity.status().isError()) {
            facts |= Fact.FAILURE.bit();
        }
        if (!operation.tools().isEmpty()) {
            facts |= Fact.TOOL_DEFINITIONS.bit();
        }
        return facts | (activity instanceof Span span ? span(seen, span) : 0);
    }

    /** Models are told what tools answered and ask for tools: the newest message of each side says so. */
    private static long said(Activity activity) {
        long facts = 0;
        List<Message> input = activity.operation().input();
        List<Message> output = activity.operation().output();
        if (activity instanceof LogEvent log) {
            input = input.isEmpty() ? log.input() : input;
            output = output.isEmpty() ? log.output() : output;
        }
        if (!input.isEmpty()) {
            facts |= Fact.INPUT.bit() | parts(input);
        }
        return output.isEmpty() ? facts : facts | Fact.OUTPUT.bit() | parts(output);
    }

    private static long parts(List<Message> messages) {
        long facts = 0;
        for (Message.Part part : messages.get(messages.size() - 1).parts()) {
            if (part instanceof Message.Part.ToolCallRequest request
                    && !request.arguments().isEmpty()) {
                facts |= Fact.ARGUMENTS.bit();
            } else if (part instanceof Message.Part.ToolCallResponse answer
                    && !answer.response().isEmpty()) {
                facts |= Fact.RESULT.bit();
            }
        }
        return facts;
    }

    private static long called(Operation operation) {
        if (operation instanceof Operation.ToolCall call) {
            return Fact.TOOL_CALL.bit()
                    | (call.arguments() == null ? 0 : Fact.ARGUMENTS.bit())
                    | (call.result() == null ? 0 : Fact.RESULT.bit());
        }
        if (operation instanceof Operation.ModelCall call) {
            return (call.requestModel() == null ? 0 : Fact.REQUEST_MODEL.bit())
                    | (call.responseModel() == null ? 0 : Fact.RESPONSE_MODEL.bit())
                    | (call.finishReasons().isEmpty() ? 0 : Fact.FINISH_REASON.bit());
        }
        return operation instanceof Operation.Retrieval look
                        && !look.documents().isEmpty()
                ? Fact.DOCUMENTS.bit()
                : 0;
    }

    private static long actor(Activity activity) {
        Actor actor = activity.actor();
        boolean session =
                !actor.session().equals(activity.traceId()) && !actor.session().equals(actor.service());
        return (session ? Fact.SESSION.bit() : 0)
                | (actor.user() == null ? 0 : Fact.USER.bit())
                | (actor.agent().equals(actor.service()) ? 0 : Fact.AGENT_NAME.bit());
    }

    private static long usage(Usage usage) {
        return (usage.inputTokens() == null && usage.outputTokens() == null ? 0 : Fact.TOKENS.bit())
                | (usage.costUsd() == null ? 0 : Fact.COST.bit());
    }

    private static long span(Observation seen, Span span) {
        boolean ahead = Epoch.nanos(seen.at()) < span.endEpochNanos();
        return (ahead ? Fact.CLOCK_AHEAD.bit() : 0) | (isSampled(span) ? Fact.SAMPLED.bit() : 0);
    }

    /** The trace state goes with every span, also below a caller of another service; attributes stand on roots. */
    private static boolean isSampled(Span span) {
        Double share = span.sampledShare();
        return share == null ? span.parentSpanId() == null && isSampled(span.attributes()) : share < 1;
    }

    /** A share below one, or one of more than one, as its sender has it. */
    private static boolean isSampled(Attributes attributes) {
        for (String key : SAMPLING) {
            Double share = attributes.has(key) ? attributes.decimal(key) : null;
            if (share != null && share != 1) {
                return true;
            }
        }
        return false;
    }
}
