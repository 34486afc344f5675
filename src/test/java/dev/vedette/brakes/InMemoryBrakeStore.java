package dev.vedette.brakes;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A {@link BrakeStore} that forgets everything with the process: the double for tests, held to the same contract. */
public final class InMemoryBrakeStore implements BrakeStore {
    private final Map<String, Brake> brakes = new LinkedHashMap<>();
    private long version;

    @Override
    public synchronized void keep(Brake brake) {
        brakes.values().removeIf(earlier -> !earlier.holds(brake.setAt()));
        brakes.put(brake.id(), brake);
        version++;
    }

    @Override
    public synchronized Board board(Instant now) {
        return new Board(
                version,
                brakes.values().stream()
                        .filter(brake -> brake.holds(now))
                        .sorted(Comparator.comparing(Brake::setAt).thenComparing(Brake::id))
                        .toList());
    }

    @Override
    public synchronized Optional<Brake> lift(String id, Instant now) {
        Optional<Brake> found = Optional.ofNullable(brakes.get(id)).filter(brake -> brake.holds(now));
        if (found.isPresent()) {
            brakes.remove(id);
            version++;
        }
        return found;
    }
}
