package dev.vedette.agent.memory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Keeps memories in this process, so many for so many owners. An owner's oldest goes for a new one; what is
 * quarantined is counted apart, so that strangers cannot crowd out what an agent knows. When there are too many owners,
 * the one that has not been used for longest goes. Thread-safe.
 */
public final class BoundedMemoryStore implements MemoryStore {
    private final InstantSource clock;
    private final Bounds bounds;
    private final Map<MemoryOwner, Map<String, MemoryRecord>> owners = new LinkedHashMap<>(16, 0.75f, true);
    private long lastId;

    /**
     * What is kept at most; all are positive.
     *
     * @param owners so many owners
     * @param records so many records of each owner, and as many in quarantine
     * @param length of a record's text, in UTF-16 units
     */
    public record Bounds(int owners, int records, int length) {
        public Bounds {
            if (owners < 1 || records < 1 || length < 1) {
                throw new IllegalArgumentException("the bounds of a memory must be positive");
            }
        }
    }

    /** An empty store. */
    public BoundedMemoryStore(InstantSource clock, Bounds bounds) {
        this.clock = clock;
        this.bounds = bounds;
    }

    @Override
    public synchronized String write(MemoryRecord memory) {
        if (memory.text().length() > bounds.length()) {
            throw new IllegalArgumentException("a memory has at most " + bounds.length() + " characters");
        }
        Map<String, MemoryRecord> own =
                owners.computeIfAbsent(MemoryOwner.of(memory.principal()), owner -> new LinkedHashMap<>());
        dropExpired(own);
        makeRoom(own, memory.trust());
        String id = Long.toString(++lastId);
        own.put(id, memory);
        if (owners.size() > bounds.owners()) {
            Iterator<MemoryOwner> longestUnused = owners.keySet().iterator();
            longestUnused.next();
            longestUnused.remove();
        }
        return id;
    }

    @Override
    public synchronized List<MemoryRecord> recall(MemoryOwner owner, int most) {
        List<MemoryRecord> trusted = new ArrayList<>();
        own(owner).values().stream()
                .filter(memory -> memory.trust() == Trust.TRUSTED)
                .forEach(trusted::add);
        Collections.reverse(trusted);
        return List.copyOf(trusted.subList(0, Math.min(most, trusted.size())));
    }

    @Override
    public synchronized List<Kept> quarantined(MemoryOwner owner) {
        return own(owner).entrySet().stream()
                .filter(entry -> entry.getValue().trust() == Trust.QUARANTINED)
                .map(entry -> new Kept(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public synchronized boolean release(MemoryOwner owner, String id) {
        Map<String, MemoryRecord> own = own(owner);
        MemoryRecord memory = own.get(id);
        if (memory == null || memory.trust() == Trust.TRUSTED) {
            return false;
        }
        own.remove(id);
        makeRoom(own, Trust.TRUSTED);
        own.put(id, memory.released());
        return true;
    }

    @Override
    public synchronized boolean forget(MemoryOwner owner, String id) {
        return own(owner).remove(id) != null;
    }

    /** What is left of the owner's, for changing too if there is any. */
    private Map<String, MemoryRecord> own(MemoryOwner owner) {
        Map<String, MemoryRecord> own = owners.get(owner);
        if (own == null) {
            return new LinkedHashMap<>();
        }
        dropExpired(own);
        return own;
    }

    private void dropExpired(Map<String, MemoryRecord> own) {
        Predicate<MemoryRecord> expired = memory -> !clock.instant().isBefore(memory.expiry());
        own.values().removeIf(expired);
    }

    private void makeRoom(Map<String, MemoryRecord> own, Trust trust) {
        long same =
                own.values().stream().filter(memory -> memory.trust() == trust).count();
        Iterator<MemoryRecord> oldest = own.values().iterator();
        while (same >= bounds.records()) {
            if (oldest.next().trust() == trust) {
                oldest.remove();
                same--;
            }
        }
    }
}
