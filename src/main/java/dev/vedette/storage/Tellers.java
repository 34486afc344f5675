package dev.vedette.storage;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.MetricReading;
import dev.vedette.telemetry.NameDigest;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.Usage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which signal is counted where a sender tells the same calls in more than one. Of spans and log records it is, of a
 * session and a kind of operation, the one that told some first, for the calls and for the tokens each. Metrics never
 * count beside them: what they tell is left out as soon as one of the two tells the same of that session or, where
 * either names no session, of that service on that day.
 *
 * <p>It is kept with the days, so that a restart changes nothing; only what names no session but its trace is kept in
 * memory alone. Bounded: the least recently used is forgotten. Not thread-safe.
 */
final class Tellers {
    private static final int MOST = 50_000;
    private static final int MOST_KEYS = 20_000;
    private static final int DAYS = 2;
    private static final String CALLS = "calls";
    private static final String TOKENS = "tokens";
    private static final String ANY_SESSION = "any session";
    private static final String NO_SESSION = "no session";

    private final Map<Long, Claim> tellers = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Work, Long> keys = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Announced> announced = new LinkedHashSet<>();

    /** Who told first, and on which day that was last kept. */
    private record Claim(int signal, int day) {}

    private record Work(String service, String session, String kind, String what) {
        long key() {
            return NameDigest.bits(List.of(service, session, kind, what));
        }
    }

    private record Announced(int day, String service, String kind, String what, boolean session) {}

    /**
     * What must not be among the claims of a metric's days for it to count.
     *
     * @param own its session's key, or that of anybody in its service
     * @param also that of those in its service who name no session
     */
    record Rivals(long own, long also) {}

    /** The claims that one transaction makes on one day. */
    static final class Claims {
        private final int day;
        private final Map<Long, Integer> made = new LinkedHashMap<>();

        Claims(int day) {
            this.day = day;
        }

        /** Keeps them; a claim that was forgotten here and is made again is not kept twice. */
        void save(Connection connection) throws SQLException {
            if (made.isEmpty()) {
                return;
            }
            String table = "teller_" + day;
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table
                    + " (what_key, signal_kind) SELECT CAST(? AS BIGINT), CAST(? AS INTEGER)"
                    + " WHERE NOT EXISTS (SELECT 1 FROM " + table + " WHERE what_key = ?)")) {
                for (Map.Entry<Long, Integer> claim : made.entrySet()) {
                    insert.setLong(1, claim.getKey());
                    insert.setInt(2, claim.getValue());
                    insert.setLong(3, claim.getKey());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    /** Forgets everything but what the newest days say. */
    void load(Connection connection, List<Day> days) throws SQLException {
        tellers.clear();
        announced.clear();
        for (Day day : Day.newest(days, DAYS)) {
            try (PreparedStatement query = connection.prepareStatement(
                            "SELECT what_key, signal_kind FROM teller_" + day.number() + " LIMIT " + MOST);
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    remember(rows.getLong(1), new Claim(rows.getInt(2), day.number()));
                }
            }
        }
    }

    /** What a metric counts beside. */
    static Rivals rivals(MetricReading reading) {
        String service = reading.actor().service();
        String kind = reading.operation();
        String what = what(reading);
        long nameless = new Work(service, NO_SESSION, kind, what).key();
        return reading.hasSession()
                ? new Rivals(new Work(service, reading.actor().session(), kind, what).key(), nameless)
                : new Rivals(new Work(service, ANY_SESSION, kind, what).key(), nameless);
    }

    /** Whether a metric tells of calls or of what they used. */
    static String what(MetricReading reading) {
        return reading.measure().isOfCalls() ? CALLS : TOKENS;
    }

    /** Whether the signal is the one whose calls of this kind count in the session; it is if nobody told any before. */
    boolean tellsCalls(Signal signal, Activity activity, Claims claims) {
        return tells(signal, activity, CALLS, claims);
    }

    /** The same for the tokens and the cost; what only repeats others claims nothing. */
    boolean tellsTokens(Signal signal, Activity activity, Claims claims) {
        Usage usage = activity.usage();
        return usage.own() && usage.isTold() && tells(signal, activity, TOKENS, claims);
    }

    private boolean tells(Signal signal, Activity activity, String what, Claims claims) {
        String service = activity.actor().service();
        String session = activity.actor().session();
        String kind = activity.operation().kind();
        int code = SignalCode.of(signal);
        boolean named = !session.equals(activity.traceId()) && !session.equals(service);
        announce(new Announced(claims.day, service, kind, what, named), code, claims);
        long key = key(new Work(service, session, kind, what));
        Claim first = tellers.get(key);
        if (first == null || first.day() != claims.day) {
            Claim claim = new Claim(first == null ? code : first.signal(), claims.day);
            remember(key, claim);
            if (!session.equals(activity.traceId())) {
                claims.made.put(key, claim.signal());
            }
        }
        return first == null || first.signal() == code;
    }

    /** Tells metrics that name no session, and once a day, that the service's work is told. */
    private void announce(Announced news, int code, Claims claims) {
        if (announced.add(news)) {
            claims.made.put(new Work(news.service(), ANY_SESSION, news.kind(), news.what()).key(), code);
            if (!news.session()) {
                claims.made.put(new Work(news.service(), NO_SESSION, news.kind(), news.what()).key(), code);
            }
            if (announced.size() > MOST_KEYS) {
                announced.remove(announced.iterator().next());
            }
        }
    }

    /** The key, worked out once for the records of a session that is going on. */
    private long key(Work work) {
        Long known = keys.get(work);
        if (known != null) {
            return known;
        }
        long key = work.key();
        keys.put(work, key);
        if (keys.size() > MOST_KEYS) {
            keys.remove(keys.keySet().iterator().next());
        }
        return key;
    }

    private void remember(long key, Claim claim) {
        tellers.put(key, claim);
        if (tellers.size() > MOST) {
            tellers.remove(tellers.keySet().iterator().next());
        }
    }
}
