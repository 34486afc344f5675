package dev.vedette.agent;

import dev.vedette.agent.instrumentation.ModelSpan;
import dev.vedette.agent.limit.Grant;
import dev.vedette.agent.limit.ModelDemand;
import dev.vedette.agent.limit.Reservation;
import dev.vedette.agent.model.ChatModel;
import dev.vedette.agent.model.ModelException;
import dev.vedette.agent.model.ModelFault;
import dev.vedette.agent.model.ModelReply;
import dev.vedette.agent.model.ModelRequest;
import dev.vedette.agent.model.ModelRoute.Attempt;
import dev.vedette.agent.model.ModelRoute.Choice;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.Situation;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gets one answer: asks the models of the agent's route, one after the other, until one has answered well enough or none
 * is left. Each attempt is reserved for, judged, traced and settled on its own. Thread-safe.
 */
final class ModelTurn {
    private static final String LIMITS = "limits";

    private final InstantSource clock;
    private final Pauses pauses;
    private final Duration longest;

    ModelTurn(InstantSource clock, Pauses pauses, Duration longest) {
        this.clock = clock;
        this.pauses = pauses;
        this.longest = longest;
    }

    /**
     * The answer. Where a stronger model was asked in vain, it is the weaker one's, if that says anything at all.
     *
     * @param question without the limits of the attempt, which are set here
     * @throws RunEndedException if there is none
     */
    ModelReply ask(RunState run, ModelRequest question, AnswerStream stream)
            throws RunEndedException, InterruptedException {
        List<Attempt> attempts = attempts(run, question, stream);
        Attempt answered = answered(attempts);
        ModelReply reply = answered == null ? null : answered.reply();
        ModelFault fault =
                attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).fault();
        if (answered == null || reply == null) {
            throw new RunEndedException(
                    new Outcome.Failed(fault == null ? "no_model" : fault.kind().errorType()));
        }
        if (fault != null) {
            run.span().fellBack(answered.model().name(), fault.kind().errorType());
            stream.restart();
            stream.onText(reply.text());
        }
        run.require(new Situation.AfterModel(run, answered.model().name(), reply), run.span());
        return reply;
    }

    private List<Attempt> attempts(RunState run, ModelRequest question, AnswerStream stream)
            throws RunEndedException, InterruptedException {
        List<Attempt> attempts = new ArrayList<>();
        Optional<Choice> choice = run.agent().route().next(attempts);
        while (choice.isPresent()) {
            if (!attempts.isEmpty()) {
                stream.restart();
            }
            pause(run, longer(choice.get().after(), run.enforcement().brakeDelay(run)));
            attempts.add(attempt(run, choice.get().model(), question, stream));
            choice = run.agent().route().next(attempts);
        }
        return attempts;
    }

    /** The last attempt if it has an answer, else the newest before it whose answer holds words or a request. */
    private static @Nullable Attempt answered(List<Attempt> attempts) {
        int last = attempts.size() - 1;
        for (int at = last; at >= 0; at--) {
            ModelReply reply = attempts.get(at).reply();
            if (reply != null
                    && (at == last
                            || !reply.text().isBlank()
                            || !reply.toolRequests().isEmpty())) {
                return attempts.get(at);
            }
        }
        return null;
    }

    private Attempt attempt(RunState run, ChatModel model, ModelRequest question, AnswerStream stream)
            throws RunEndedException, InterruptedException {
        try (Reservation reservation = reserve(run, ModelDemand.of(model.name(), question))) {
            ModelRequest request = limited(run, question, reservation);
            run.require(new Situation.BeforeModel(run, model.name(), request), run.span());
            return call(run, model, request, stream, reservation);
        }
    }

    private static Attempt call(
            RunState run, ChatModel model, ModelRequest request, AnswerStream stream, Reservation reservation)
            throws InterruptedException {
        ModelSpan span = run.span().startModel(model, request);
        ModelRequest traced = request.withHeaders(span.propagation());
        try {
            ModelReply reply = run.stop().interruptibly(() -> within(span, model, traced, stream));
            reservation.settle(reply.tokens());
            run.modelAnswered(reply.tokens());
            span.end(reply);
            return new Attempt(model, null, reply);
        } catch (ModelException noAnswer) {
            span.fail(noAnswer.fault().kind().errorType());
            return new Attempt(model, noAnswer.fault(), null);
        } catch (InterruptedException stopped) {
            span.fail("stopped");
            throw stopped;
        } catch (RuntimeException | Error broken) {
            span.fail(broken.getClass().getName());
            throw broken;
        }
    }

    /** Whatever the model's client traces itself belongs below the call. */
    private static ModelReply within(ModelSpan span, ChatModel model, ModelRequest request, AnswerStream stream)
            throws ModelException, InterruptedException {
        Scope current = span.context().makeCurrent();
        try {
            return model.call(request, stream::onText);
        } finally {
            current.close();
        }
    }

    private ModelRequest limited(RunState run, ModelRequest question, Reservation reservation)
            throws RunEndedException {
        Duration left = Duration.between(clock.instant(), run.budget().deadline());
        if (left.isZero() || left.isNegative()) {
            throw new RunEndedException(new Outcome.LimitReached("run", "wall_time"));
        }
        return question.limitedTo(
                left.compareTo(longest) < 0 ? left : longest,
                Math.toIntExact(Math.min(reservation.outputTokens(), Integer.MAX_VALUE)));
    }

    private Reservation reserve(RunState run, ModelDemand demand) throws RunEndedException, InterruptedException {
        while (true) {
            Grant<Reservation> grant = run.budget().reserve(demand);
            if (grant instanceof Grant.Granted<Reservation> granted) {
                return granted.held();
            }
            if (grant instanceof Grant.Exhausted<Reservation> exhausted) {
                run.span().refused(Point.PRE_MODEL_CALL, LIMITS, exhausted.reason());
                throw new RunEndedException(new Outcome.LimitReached(
                        exhausted.scope().code(), exhausted.limit().code()));
            }
            if (grant instanceof Grant.Unpriced<Reservation> unpriced) {
                run.span().refused(Point.PRE_MODEL_CALL, LIMITS, unpriced.reason());
                throw new RunEndedException(new Outcome.Refused(
                        Point.PRE_MODEL_CALL, LIMITS, unpriced.reason().code()));
            }
            pause(run, ((Grant.Later<Reservation>) grant).after());
        }
    }

    private void pause(RunState run, Duration duration) throws RunEndedException, InterruptedException {
        if (duration.isZero() || duration.isNegative()) {
            return;
        }
        Instant deadline = run.budget().deadline();
        if (clock.instant().plus(duration).isAfter(deadline)) {
            throw new RunEndedException(new Outcome.LimitReached("run", "wall_time"));
        }
        run.stop().interruptibly(() -> {
            pauses.pause(duration);
            return duration;
        });
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
