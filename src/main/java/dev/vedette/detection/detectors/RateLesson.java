package dev.vedette.detection.detectors;

/** What is learned as minutes close: of the series, of its bursts, and of the pool it belongs to. Immutable. */
record RateLesson(RateHistory history, RateBurst burst, RatePool pool) {
    /** One closed minute. One that was too much teaches nothing, unless that lasts for an hour or has become a habit. */
    RateLesson close(int count, boolean tooMuch) {
        RateBurst next = tooMuch ? burst.alarmed(count) : burst.calm();
        if (next.lasting(history.suffices())) {
            return new RateLesson(RateHistory.at(next.level(), history), next.settled(), pool);
        }
        if (tooMuch && !next.habitual()) {
            return new RateLesson(history, next, pool);
        }
        RatePool taught = history.teaches()
                ? pool.learn(count, history.mean(), history.all().weight())
                : pool;
        return new RateLesson(history.learn(count), next, taught);
    }

    /** Closed minutes in which nothing was counted. */
    RateLesson closeEmpty(double minutes) {
        if (minutes <= 0) {
            return this;
        }
        RatePool taught = history.teaches()
                ? pool.learnZeros(minutes, history.mean(), history.all().weight())
                : pool;
        return new RateLesson(history.learnZeros(minutes), burst.calm(), taught);
    }
}
