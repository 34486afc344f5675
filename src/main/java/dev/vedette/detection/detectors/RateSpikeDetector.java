package dev.vedette.detection.detectors;

import dev.vedette.detection.Detector;
import dev.vedette.detection.Observation;
import dev.vedette.detection.RuleSummary;
import dev.vedette.detection.Severity;
import dev.vedette.detection.Step;
import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.Operation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Far more calls in a minute than this agent's history of the same operation and tool or model explains: a
 * negative-binomial test with dispersion pooled over the agent's series, and an effect floor. A series without history
 * is held against an absolute bound. Judged at every call, so a burst is told while it runs.
 */
final class RateSpikeDetector implements Detector<RateBook> {
    private static final String ID = "RATE-01";
    private static final int VERSION = 1;
    private static final long SECONDS_PER_MINUTE = 60;

    /** Without history: more than this many calls of one thing within a minute. */
    private static final long MOST_WITHOUT_HISTORY = 120;

    private static final long MOST_WITHOUT_HISTORY_IN_ALL = 300;
    private static final long TOTAL_PAUSE_MINUTES = 10;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public RuleSummary summary() {
        return new RuleSummary(
                ID,
                "Rate spike",
                "Far more calls of a tool or model within a minute than the agent's own history explains.",
                "baseline",
                VERSION,
                Severity.HIGH,
                List.of(),
                RateSpike.TAGS,
                "built-in");
    }

    @Override
    public List<String> keys(Observation seen) {
        Activity activity = seen.activity();
        if (activity == null || seen.isEcho() || activity.operation() instanceof Operation.Other) {
            return List.of();
        }
        Actor actor = activity.actor();
        return List.of(ShortName.join(ShortName.of(actor.service()), ShortName.of(actor.agent())));
    }

    @Override
    public RateBook initialState() {
        return RateBook.EMPTY;
    }

    @Override
    public Class<RateBook> stateType() {
        return RateBook.class;
    }

    @Override
    public Step<RateBook> observe(String key, RateBook state, Observation seen) {
        Activity activity = seen.activity();
        if (activity == null) {
            return Step.quiet(state);
        }
        String operation = activity.operation().kind();
        String subject = subject(activity.operation());
        if (subject == null) {
            return count(state, new RateSpike(seen.at(), activity, operation, ""), MOST_WITHOUT_HISTORY);
        }
        Step<RateBook> one = count(state, new RateSpike(seen.at(), activity, operation, subject), MOST_WITHOUT_HISTORY);
        Step<RateBook> all = count(
                one.state(), new RateSpike(seen.at(), activity, operation, RateSpike.ALL), MOST_WITHOUT_HISTORY_IN_ALL);
        if (!one.findings().isEmpty()) {
            return new Step<>(all.state(), one.findings());
        }
        long quietSince = minute(seen.at()) - one.state().pool(operation).reportedMinute();
        return quietSince < TOTAL_PAUSE_MINUTES ? Step.quiet(all.state()) : all;
    }

    private static Step<RateBook> count(RateBook state, RateSpike spike, long withoutHistory) {
        long minute = minute(spike.at());
        RateSeries before = state.series(spike.series(), minute);
        if (!before.takes(minute)) {
            return Step.quiet(state);
        }
        RateBook book = minute > before.minute() ? advance(state, spike, before, minute, withoutHistory) : state;
        RateSeries series = book.series(spike.series(), minute).count(minute);
        long count = series.countAt(minute);
        if (!couldBeTooMuch(series, count)) {
            return Step.quiet(book.with(spike.series(), series));
        }
        RatePool pool = book.pool(spike.pool());
        RateSeries limited = series.withLimit(limit(series, pool, withoutHistory));
        if (count < limited.limit() || !series.burst().due(minute, count)) {
            return Step.quiet(book.with(spike.series(), limited));
        }
        RateBook told = book.with(spike.series(), limited.reported(minute, count))
                .withPool(spike.pool(), pool.reportedAt(minute));
        return new Step<>(told, List.of(spike.finding(ID, VERSION, limited, count, pool)));
    }

    /** Closes the minutes that are past and learns from those that were not too much. */
    private static RateBook advance(
            RateBook state, RateSpike spike, RateSeries series, long minute, long withoutHistory) {
        RatePool pool = state.pool(spike.pool());
        RateLesson lesson = new RateLesson(series.history(), series.burst(), pool);
        for (int count : series.closedBy(minute)) {
            lesson = lesson.close(count, isTooMuch(series, count, pool, withoutHistory));
        }
        lesson = lesson.closeEmpty((double) series.zerosBefore(minute));
        RateBook learned = lesson.pool().equals(pool) ? state : state.withPool(spike.pool(), lesson.pool());
        return learned.with(spike.series(), series.at(minute, lesson.history(), lesson.burst()));
    }

    private static boolean isTooMuch(RateSeries series, long count, RatePool pool, long withoutHistory) {
        return couldBeTooMuch(series, count) && count >= limit(series, pool, withoutHistory);
    }

    /** The floor is asked first, since it costs nothing; the limit does. */
    private static boolean couldBeTooMuch(RateSeries series, long count) {
        return !series.history().suffices() || count >= series.history().floor();
    }

    private static long limit(RateSeries series, RatePool pool, long withoutHistory) {
        if (!series.history().suffices()) {
            return withoutHistory + 1;
        }
        return series.limit() > 0 ? series.limit() : series.history().limit(pool);
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS_PER_MINUTE);
    }

    private static @Nullable String subject(Operation operation) {
        if (operation instanceof Operation.ToolCall call) {
            return ShortName.of(call.tool());
        }
        if (operation instanceof Operation.ModelCall call) {
            String model = call.model();
            return model == null ? "unknown model" : ShortName.of(model);
        }
        return null;
    }
}
