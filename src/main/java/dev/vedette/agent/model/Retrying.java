package dev.vedette.agent.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One route again and again while it ends in a passing fault. It waits as the provider asks, else twice as long each
 * time; it gives up at once when the provider asks for longer than anybody is to wait.
 *
 * @param times how often again, after the first time
 */
record Retrying(ModelRoute route, int times, Duration longestWait) implements ModelRoute {
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    /** Doubling more often than this is longer than any wait that can be told. */
    private static final int MOST_DOUBLINGS = 30;

    Retrying {
        if (times < 0 || longestWait.isNegative()) {
            throw new IllegalArgumentException(
                    "a route cannot be tried less often than once, or wait less than nothing");
        }
    }

    @Override
    public Optional<Choice> next(List<Attempt> soFar) {
        List<Attempt> rest = soFar;
        Duration wait = Duration.ZERO;
        for (int again = 0; again <= times; again++) {
            int used = Sequel.used(route, rest);
            Optional<Choice> choice = route.next(rest.subList(0, used));
            if (choice.isPresent()) {
                return used == 0 ? Optional.of(later(choice.get(), wait)) : choice;
            }
            if (used == 0 || !hopeful(rest.get(used - 1))) {
                return Optional.empty();
            }
            wait = wait(again, rest.get(used - 1));
            rest = rest.subList(used, rest.size());
        }
        return Optional.empty();
    }

    private boolean hopeful(Attempt last) {
        ModelFault fault = last.fault();
        if (fault == null || !fault.kind().passing()) {
            return false;
        }
        Duration asked = fault.retryAfter();
        return asked == null || asked.compareTo(longestWait) <= 0;
    }

    private Duration wait(int again, Attempt last) {
        ModelFault fault = last.fault();
        Duration asked = fault == null ? null : fault.retryAfter();
        if (asked != null) {
            return asked;
        }
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(again, MOST_DOUBLINGS));
        return doubled.compareTo(longestWait) < 0 ? doubled : longestWait;
    }

    private static Choice later(Choice choice, Duration wait) {
        return choice.after().compareTo(wait) >= 0 ? choice : new Choice(choice.model(), wait);
    }
}
