package dev.vedette.detection;

import dev.vedette.telemetry.Actor;
import dev.vedette.telemetry.MetricSeries;
import dev.vedette.telemetry.Signal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything the engine remembers, as a value. Immutable.
 *
 * @param detectors ids and versions, in order, as {@code id:version}; a snapshot fits only an engine of the same list
 * @param watermark the latest event time seen
 * @param ticked the latest tick seen
 * @param tellings which signal told what first, least recently used first
 * @param known who acted in traces and for services, least recently used first
 * @param seen what services send
 * @param metered how far metrics have come
 */
public record EngineSnapshot(
        List<String> detectors,
        Instant watermark,
        Instant ticked,
        List<Telling> tellings,
        List<Known> known,
        Seen seen,
        Metered metered,
        List<Entry> entries) {
    public EngineSnapshot {
        detectors = List.copyOf(detectors);
        tellings = List.copyOf(tellings);
        known = List.copyOf(known);
        entries = List.copyOf(entries);
    }

    /**
     * How far metrics have come.
     *
     * @param forgottenBefore {@link MetricSeries#forgottenBefore}
     * @param series least recently heard first
     * @param told who told tokens by spans or log records, least recently first
     */
    public record Metered(long forgottenBefore, List<Series> series, List<Told> told) {
        /** Nothing yet. */
        public static final Metered NOTHING = new Metered(Long.MIN_VALUE, List.of(), List.of());

        public Metered {
            series = List.copyOf(series);
            told = List.copyOf(told);
        }
    }

    /** Where one series of a metric is. */
    public record Series(long key, MetricSeries.Reached reached) {}

    /** A service and a kind of operation. */
    public record Teller(String service, String kind) {}

    /** When that was last told, in seconds since 1970-01-01T00:00Z of event time. */
    public record Told(Teller by, long second) {}

    /** What an operation is known by, and the signal that told it first. */
    public record Telling(String what, Signal by) {}

    /**
     * Who acts in a span, a trace or a service, as far as was told; null where it was not.
     *
     * @param of what it is about
     * @param several whether more than one agent was named, so that none can be taken for it
     */
    public record Known(
            String of,
            @Nullable String agent,
            @Nullable String agentId,
            @Nullable String agentVersion,
            @Nullable String parentAgent,
            boolean several,
            @Nullable String session,
            @Nullable String turn,
            @Nullable String user,
            @Nullable String tenant) {
        static Known by(Actor actor, String traceId) {
            boolean named = actor.hasAgent();
            return new Known(
                    "",
                    named ? actor.agent() : null,
                    named ? actor.agentId() : null,
                    named ? actor.agentVersion() : null,
                    named ? actor.parentAgent() : null,
                    false,
                    actor.hasSession(traceId) ? actor.session() : null,
                    actor.turn(),
                    actor.user(),
                    actor.tenant());
        }

        Known about(String what) {
            return new Known(what, agent, agentId, agentVersion, parentAgent, several, session, turn, user, tenant);
        }

        Known agentAlone() {
            return new Known(of, agent, agentId, agentVersion, null, several, null, null, null, null);
        }

        Known withoutAgent() {
            return new Known(of, null, null, null, null, several, session, turn, user, tenant);
        }

        /** This, and what {@code later} adds where nothing was told; a turn is no longer certain in a whole trace. */
        Known joined(Known later) {
            boolean differs = agent != null && later.agent != null && !agent.equals(later.agent);
            boolean none = several || differs;
            Known named = agent == null ? later : this;
            return new Known(
                    of,
                    none ? null : named.agent,
                    none ? null : named.agentId,
                    none ? null : named.agentVersion,
                    none ? null : named.parentAgent,
                    none,
                    session == null ? later.session : session,
                    turn == null || turn.equals(later.turn) ? turn : null,
                    user == null ? later.user : user,
                    tenant == null ? later.tenant : tenant);
        }

        /** The actor that is known, in the place of {@code other}. */
        Actor as(Actor other, String traceId) {
            return new Actor(
                    other.service(),
                    agent == null ? other.service() : agent,
                    agentId,
                    agentVersion,
                    null,
                    parentAgent,
                    session == null ? traceId : session,
                    turn,
                    user,
                    tenant,
                    null,
                    null);
        }

        boolean isNothing() {
            return agent == null && session == null && turn == null && user == null && tenant == null;
        }

        boolean isLongerThan(int most) {
            return Stream.of(agent, agentId, agentVersion, parentAgent, session, turn, user, tenant)
                    .anyMatch(name -> name != null && name.length() > most);
        }
    }

    /**
     * What services send.
     *
     * @param services least recently heard first
     * @param waiting spans whose parents have not come yet, oldest first
     * @param arrived what the newest spans are known by, oldest first
     */
    public record Seen(List<ServiceSignals> services, List<Waiting> waiting, List<Long> arrived) {
        /** Nothing. */
        public static final Seen NOTHING = new Seen(List.of(), List.of(), List.of());

        public Seen {
            services = List.copyOf(services);
            waiting = List.copyOf(waiting);
            arrived = List.copyOf(arrived);
        }
    }

    /**
     * Spans that wait for their parent.
     *
     * @param parent what the parent is known by
     * @param service whose spans they are
     * @param children how many they are
     * @param sinceSecond since when, in seconds since 1970-01-01T00:00Z
     */
    public record Waiting(long parent, String service, int children, long sinceSecond) {}

    /**
     * The state of one key of one detector, oldest touched first.
     *
     * @param touched the watermark when an observation last concerned it
     * @param visits in how many minutes it was touched, as far as it matters for who is forgotten first
     */
    public record Entry(String detector, String key, Instant touched, int visits, Record state) {}
}
