package dev.vedette.detection;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each service sends of the things that detectors need, as a fold over observations: so that a detector that
 * cannot work can say where and why. The least recently heard services are forgotten. Not thread-safe.
 */
final class Coverage {
    private static final int MOST_SERVICES = 500;
    private static final int LONGEST_SERVICE = 200;
    private static final long FORGET_SECONDS = Duration.ofDays(14).toSeconds();

    private final Collection<RuleSummary> rules;
    private final Needs needs;
    private final Map<String, ServiceTally> services = new LinkedHashMap<>(16, 0.75f, true);
    private final ParentWatch parents = new ParentWatch();
    private @Nullable String newestName;
    private @Nullable ServiceTally newest;

    Coverage(Collection<RuleSummary> rules, Needs needs) {
        this.rules = rules;
        this.needs = needs;
    }

    /** Takes note of one record; {@code facts} are those of {@link Needs#facts}. */
    void saw(Observation seen, long facts, Instant watermark) {
        Activity activity = seen.activity();
        if (activity == null) {
            return;
        }
        long second = watermark.getEpochSecond();
        tally(activity.actor().service(), second).add(activity, seen.isEcho(), facts, second);
        if (activity instanceof Span span) {
            parents.saw(span, second, this::parent);
        }
    }

    /**
     * Takes note of a metric's point; what nobody understands makes no service known.
     *
     * @param facts what it tells detectors
     */
    void measured(MetricPoint point, long facts, Instant watermark) {
        String service = point.resource().serviceName();
        if (point.reading() != null || services.containsKey(cut(service))) {
            long second = watermark.getEpochSecond();
            tally(service, second).measured(point, facts, second);
        }
    }

    /** Forgets services that were not heard for two weeks. */
    void forget(Instant watermark) {
        long limit = watermark.getEpochSecond() - FORGET_SECONDS;
        Iterator<ServiceTally> eldestFirst = services.values().iterator();
        while (eldestFirst.hasNext() && eldestFirst.next().lastSecond() < limit) {
            eldestFirst.remove();
            newestName = null;
        }
    }

    /** By rule id: why it cannot work on what any service sends; nothing for rules that can or may. */
    Map<String, String> blindness() {
        Blindness site = Blindness.NOTHING;
        List<Blindness> each = new ArrayList<>(services.size());
        for (ServiceTally tally : services.values()) {
            each.add(tally.blindness());
            site = site.plus(tally.blindness());
        }
        Map<String, String> blind = new LinkedHashMap<>();
        for (RuleSummary rule : rules) {
            List<Needs.Need> needed = needs.of(rule);
            Needs.Need missing = site.missing(needed);
            if (missing != null) {
                blind.put(rule.id(), site.because(missing, " on this site"));
            } else if (!each.isEmpty() && each.stream().allMatch(one -> one.missing(needed) != null)) {
                blind.put(rule.id(), "every service lacks something that it needs");
            }
        }
        return blind;
    }

    /** Every service with the rules that are blind for it, the one heard last first. */
    List<ServiceCoverage> services() {
        List<ServiceCoverage> covered = new ArrayList<>(services.size());
        for (ServiceTally tally : services.values()) {
            covered.add(covered(tally));
        }
        Collections.reverse(covered);
        return covered;
    }

    EngineSnapshot.Seen entries() {
        return new EngineSnapshot.Seen(
                services.values().stream().map(ServiceTally::signals).toList(), parents.waiting(), parents.arrived());
    }

    void restore(EngineSnapshot.Seen seen) {
        services.clear();
        newestName = null;
        seen.services().forEach(signals -> services.put(signals.service(), new ServiceTally(needs.names(), signals)));
        parents.restore(seen.waiting(), seen.arrived());
    }

    private ServiceCoverage covered(ServiceTally tally) {
        Blindness blindness = tally.blindness();
        List<ServiceCoverage.BlindRule> blind = new ArrayList<>();
        for (RuleSummary rule : rules) {
            Needs.Need missing = blindness.missing(needs.of(rule));
            if (missing != null) {
                blind.add(new ServiceCoverage.BlindRule(
                        rule.id(),
                        rule.title(),
                        rule.severity(),
                        needs.facts(missing),
                        missing.words(),
                        blindness.because(missing, "")));
            }
        }
        return new ServiceCoverage(tally.signals(), blind);
    }

    /** The look-up counts as use, so the next record must be looked up as well: the order is part of the state. */
    private void parent(String service, boolean came, int children) {
        newestName = null;
        ServiceTally tally = services.get(cut(service));
        if (tally != null) {
            tally.parent(came, children);
        }
    }

    /** Records come in runs of one service, so the map is asked seldom. */
    private ServiceTally tally(String service, long second) {
        ServiceTally known = newest;
        if (known != null && service.equals(newestName)) {
            return known;
        }
        String name = cut(service);
        ServiceTally tally = services.get(name);
        if (tally == null) {
            tally = new ServiceTally(needs.names(), name, second);
            services.put(name, tally);
            if (services.size() > MOST_SERVICES) {
                services.remove(services.keySet().iterator().next());
            }
        }
        newestName = service;
        newest = tally;
        return tally;
    }

    private static String cut(String service) {
        return service.length() <= LONGEST_SERVICE ? service : service.substring(0, LONGEST_SERVICE);
    }
}
