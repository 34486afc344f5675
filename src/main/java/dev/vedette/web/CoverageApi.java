package dev.vedette.web;

import dev.vedette.detection.Fact;
import dev.vedette.detection.ServiceCoverage;
import dev.vedette.detection.ServiceSignals;
import dev.vedette.detection.SignalCounts;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blind spots: what each service sends, what is missing, which rules cannot work for it, and what to switch on. */
final class CoverageApi {
    private final DashboardData data;

    CoverageApi(DashboardData data) {
        this.data = data;
    }

    void routes(RouteTable table) {
        table.get("/api/v1/coverage", this::list, "service");
    }

    private void list(Context context) {
        String service = new Parameters(context).text("service");
        List<ServiceView> services = data.coverage().get().stream()
                .filter(each -> service == null || each.signals().service().equals(service))
                .map(CoverageApi::view)
                .toList();
        Json.answer(context, new CoverageView(data.rules().get().size(), services));
    }

    private static ServiceView view(ServiceCoverage coverage) {
        ServiceSignals signals = coverage.signals();
        SignalCounts counts = signals.counts();
        List<FactView> facts = facts(counts);
        return new ServiceView(
                signals.service(),
                signals.first(),
                signals.last(),
                Instant.ofEpochSecond(counts.sinceSecond()),
                counts.operations() > 0 || counts.measures() > 0,
                shares(counts),
                counts.scopes().stream()
                        .sorted(Comparator.comparingLong(SignalCounts.Instrumentation::records)
                                .reversed())
                        .toList(),
                signals.sdk(),
                new Counts(
                        counts.spans(),
                        counts.logs(),
                        counts.points(),
                        counts.measures(),
                        kind(counts, SignalCounts.MODEL),
                        kind(counts, SignalCounts.TOOL),
                        kind(counts, SignalCounts.AGENT)),
                facts,
                BlindSpots.of(coverage),
                coverage.blind());
    }

    private static List<FactView> facts(SignalCounts counts) {
        List<FactView> facts = new ArrayList<>();
        for (Fact fact : Fact.values()) {
            facts.add(new FactView(fact, counts.had(fact), counts.of(fact), counts.told(fact), counts.measured(fact)));
        }
        return facts;
    }

    private static List<DialectShare> shares(SignalCounts counts) {
        return counts.dialects().entrySet().stream()
                .map(each -> new DialectShare(
                        each.getKey(),
                        each.getValue(),
                        (double) each.getValue() / Math.max(1, counts.records() + counts.measures())))
                .sorted(Comparator.comparingLong(DialectShare::records)
                        .reversed()
                        .thenComparing(DialectShare::name))
                .toList();
    }

    private static long kind(SignalCounts counts, String kind) {
        return counts.kinds().getOrDefault(kind, 0L);
    }

    /**
     * All services.
     *
     * @param rules how many rules there are
     */
    record CoverageView(int rules, List<ServiceView> services) {}

    /**
     * One service.
     *
     * @param since when the counting began whose numbers these are
     * @param understood whether anything that an agent did is told
     * @param spots what is missing and what to do about it
     * @param blind the rules that cannot work for it, and why
     */
    record ServiceView(
            String service,
            Instant first,
            Instant last,
            Instant since,
            boolean understood,
            List<DialectShare> dialects,
            List<SignalCounts.Instrumentation> instrumentation,
            ServiceSignals.Sdk sdk,
            Counts counts,
            List<FactView> facts,
            List<BlindSpot> spots,
            List<ServiceCoverage.BlindRule> blind) {}

    /** Records by dialect; {@code none} where none was understood. */
    record DialectShare(String name, long records, double share) {}

    /**
     * How much of what.
     *
     * @param metrics how many points of metrics came
     * @param measures how many of those tell of agents' work
     */
    record Counts(
            long spans, long logs, long metrics, long measures, long modelCalls, long toolCalls, long agentRuns) {}

    /**
     * One thing that may be told.
     *
     * @param had how many of the records where it belongs had it
     * @param of how many records those are
     * @param told how many records of any kind told it
     * @param measured how many points of metrics told it where no record does
     */
    record FactView(Fact fact, long had, long of, long told, long measured) {}

    /**
     * Something that is missing or amiss.
     *
     * @param name a short stable name
     * @param because what it is believed for
     * @param matters what it costs, or null where {@code rules} says it all
     * @param rules ids of the rules that are blind because of it
     * @param settings what to switch on, the most fitting first; may be empty
     */
    record BlindSpot(
            String name,
            String title,
            String because,
            @Nullable String matters,
            List<String> rules,
            List<CaptureSettings.Setting> settings) {}
}
