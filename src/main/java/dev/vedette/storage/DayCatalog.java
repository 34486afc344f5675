package dev.vedette.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The days that have tables, and what is in them. A day's tables are made when its first batch comes and dropped as a
 * whole: deleting a day row by row would take minutes and grow an embedded file.
 *
 * <p>Changed by the writer alone; {@link #days} is for anyone.
 */
final class DayCatalog {
    private static final List<String> TABLES =
            List.of("batch", "span", "event", "activity", "signal", "teller", "measure", "series", "session");

    /** What makes the tables of a day: the first makes layout 1, each further one the next from the one before. */
    private final List<SqlScript> layouts = List.of(
            SqlScript.load("spans/day1.sql"),
            SqlScript.load("spans/day2.sql"),
            SqlScript.load("spans/day3.sql"),
            SqlScript.load("spans/day4.sql"),
            SqlScript.load("spans/day5.sql"));

    private volatile List<Day> days = List.of();

    /** The days of the log, oldest first. */
    List<Day> days() {
        return days;
    }

    /** Learns the days from the database and removes what a crash left of days that were being made or dropped. */
    void load(Connection connection, Dialect dialect) throws SQLException {
        List<Day> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT arrival_day, first_position, last_position, batches, used_bytes, first_end, last_end"
                                + " FROM log_day ORDER BY arrival_day")) {
            while (rows.next()) {
                found.add(new Day(
                        rows.getInt(1),
                        rows.getLong(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getLong(7)));
            }
        }
        days = List.copyOf(found);
        for (int orphan : orphans(connection, dialect)) {
            dropTables(connection, orphan);
        }
        upgrade(connection);
    }

    private void build(Connection connection, int number, int done) throws SQLException {
        for (SqlScript layout : layouts.subList(done, layouts.size())) {
            layout.with("day", Integer.toString(number)).run(connection);
        }
    }

    /** Brings days that an older program made to the newest layout. Ends the transaction. */
    private void upgrade(Connection connection) throws SQLException {
        Map<Integer, Integer> old = new TreeMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT arrival_day, layout FROM log_day WHERE layout < ?")) {
            query.setInt(1, layouts.size());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    old.put(rows.getInt(1), rows.getInt(2));
                }
            }
        }
        for (Map.Entry<Integer, Integer> day : old.entrySet()) {
            build(connection, day.getKey(), day.getValue());
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE log_day SET layout = ? WHERE arrival_day = ?")) {
                update.setInt(1, layouts.size());
                update.setInt(2, day.getKey());
                update.executeUpdate();
            }
            connection.commit();
        }
    }

    private List<Integer> orphans(Connection connection, Dialect dialect) throws SQLException {
        List<Integer> orphans = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(dialect.existingTables())) {
            while (rows.next()) {
                String table = rows.getString(1);
                int underscore = table.lastIndexOf('_');
                if (underscore > 0
                        && TABLES.contains(table.substring(0, underscore))
                        && table.length() - underscore == 9) {
                    int number = Integer.parseInt(table, underscore + 1, table.length(), 10);
                    if (days.stream().noneMatch(day -> day.number() == number)) {
                        orphans.add(number);
                    }
                }
            }
        }
        return orphans;
    }

    /** The day of this number, empty if there is none yet. */
    Day day(int number) {
        return days.stream().filter(day -> day.number() == number).findFirst().orElseGet(() -> Day.empty(number));
    }

    /** Makes the tables of a day that has none. Ends the transaction. */
    void ensure(Connection connection, int number) throws SQLException {
        if (days.stream().anyMatch(day -> day.number() == number)) {
            return;
        }
        build(connection, number, 0);
        Day day = Day.empty(number);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO log_day (first_position, last_position, batches, used_bytes, first_end, last_end,"
                        + " arrival_day, layout) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            bind(insert, day);
            insert.setInt(8, layouts.size());
            insert.executeUpdate();
        }
        connection.commit();
        publish(List.of(day));
    }

    /** Writes what days have become; {@link #publish} them once that is committed. */
    void save(Connection connection, Collection<Day> changed) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE log_day SET first_position = ?, last_position = ?, batches = ?, used_bytes = ?,"
                        + " first_end = ?, last_end = ? WHERE arrival_day = ?")) {
            for (Day day : changed) {
                bind(update, day);
                update.executeUpdate();
            }
        }
    }

    private static void bind(PreparedStatement statement, Day day) throws SQLException {
        statement.setLong(1, day.firstPosition());
        statement.setLong(2, day.lastPosition());
        statement.setLong(3, day.batches());
        statement.setLong(4, day.bytes());
        statement.setLong(5, day.firstEnd());
        statement.setLong(6, day.lastEnd());
        statement.setInt(7, day.number());
    }

    /** Shows readers what days have become. */
    void publish(Collection<Day> changed) {
        Map<Integer, Day> all = new TreeMap<>();
        days.forEach(day -> all.put(day.number(), day));
        changed.forEach(day -> all.put(day.number(), day));
        days = List.copyOf(all.values());
    }

    /** Drops a day. Ends the transaction. */
    void drop(Connection connection, Day day) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM log_day WHERE arrival_day = ?")) {
            delete.setInt(1, day.number());
            delete.executeUpdate();
        }
        connection.commit();
        days = days.stream().filter(other -> other.number() != day.number()).toList();
        dropTables(connection, day.number());
    }

    private static void dropTables(Connection connection, int number) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("DROP TABLE IF EXISTS " + table + "_" + number);
            }
        }
        connection.commit();
    }

    /** When the oldest day began, if there were batches before it that are gone; else the beginning of time. */
    long keptSinceEpochNanos() {
        return days.stream()
                .filter(day -> day.batches() > 0)
                .min(Comparator.comparingLong(Day::firstPosition))
                .filter(oldest -> oldest.firstPosition() > 1)
                .map(Day::startEpochNanos)
                .orElse(Long.MIN_VALUE);
    }

    /** The days that hold batches after {@code position}. */
    List<Day> after(long position) {
        return days.stream()
                .filter(day -> day.lastPosition() > position)
                .sorted(Comparator.comparingLong(Day::firstPosition))
                .toList();
    }
}
