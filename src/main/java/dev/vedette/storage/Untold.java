package dev.vedette.storage;

import java.util.List;

/**
 * Says in SQL which totals of metrics count: those that neither spans nor log records tell as well. Who told what is
 * kept by the day on which it arrived, and around midnight metrics arrive on another than what tells the same.
 */
final class Untold {
    private Untold() {}

    /** The condition for the metrics of a day, which is one of {@code days}, to be put after others. */
    static String condition(List<Day> days, Day day) {
        StringBuilder condition = new StringBuilder();
        int at = 0;
        while (days.get(at).number() != day.number()) {
            at++;
        }
        for (Day near : days.subList(Math.max(0, at - 1), Math.min(days.size(), at + 2))) {
            condition
                    .append(" AND NOT EXISTS (SELECT 1 FROM teller_")
                    .append(near.number())
                    .append(" WHERE what_key = told_key) AND NOT EXISTS (SELECT 1 FROM teller_")
                    .append(near.number())
                    .append(" WHERE what_key = told_also_key)");
        }
        return condition.toString();
    }
}
