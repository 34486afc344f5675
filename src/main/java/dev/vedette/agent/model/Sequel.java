package dev.vedette.agent.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One route, and another when the first has nothing left and its last attempt was not good enough. The attempts of the
 * first are those that it would have chosen, so each route only ever sees its own.
 */
record Sequel(ModelRoute first, ModelRoute second, Predicate<Attempt> goesOn) implements ModelRoute {
    @Override
    public Optional<Choice> next(List<Attempt> soFar) {
        int used = used(first, soFar);
        Optional<Choice> more = first.next(soFar.subList(0, used));
        if (more.isPresent()) {
            return more;
        }
        boolean over = used > 0 && !goesOn.test(soFar.get(used - 1));
        return over ? Optional.empty() : second.next(soFar.subList(used, soFar.size()));
    }

    /** How many of the attempts, from the oldest on, are a route's own: those before which it had a choice. */
    static int used(ModelRoute route, List<Attempt> attempts) {
        int used = 0;
        while (used < attempts.size() && route.next(attempts.subList(0, used)).isPresent()) {
            used++;
        }
        return used;
    }
}
