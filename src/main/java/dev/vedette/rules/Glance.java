package dev.vedette.rules;

/**
 * A cheap look at an event that says when a condition certainly does not hold. Nearly all events are dismissed by it,
 * which spares them the interpreter. Thread-safe.
 *
 * @param test what is looked at
 * @param whole whether it looks at all of the condition, so that nothing in it can fail
 */
record Glance(Test test, boolean whole) {
    /** A look at one event. */
    interface Test {
        /** False only when the condition comes to false, and to nothing else. */
        boolean mayHold(RuleEvent event, double value);
    }

    /** Both. This one must be whole: what comes after something that may fail says nothing. */
    Glance and(Glance right) {
        return new Glance(
                (event, value) -> test.mayHold(event, value) && right.test.mayHold(event, value), right.whole);
    }

    /** Either of them. */
    Glance or(Glance right) {
        return new Glance(
                (event, value) -> test.mayHold(event, value) || right.test.mayHold(event, value), whole && right.whole);
    }
}
