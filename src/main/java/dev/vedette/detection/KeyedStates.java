package dev.vedette.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The states of one detector by key, at most so many. A segmented least-recently-used map: a key that has been active
 * in several minutes is established, and a flood of new keys drives out other new keys before it drives out one of
 * those (K. Karedla et al., "Caching strategies to improve disk system performance", 1994, with visits counted by the
 * minute, so that a burst does not establish a key). Not thread-safe.
 */
final class KeyedStates<S extends Record> {
    /** One key's state and when it mattered. */
    static final class Slot<S> {
        private S state;
        private Instant touched;
        private int visits;

        Slot(S state, Instant touched, int visits) {
            this.state = state;
            this.touched = touched;
            this.visits = visits;
        }

        S state() {
            return state;
        }

        void become(S next) {
            state = next;
        }
    }

    private static final int ESTABLISHED = 3;
    private static final long MINUTE = 60;

    private final int capacity;
    private final int establishedCapacity;
    private final Map<String, Slot<S>> fresh = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Slot<S>> established = new LinkedHashMap<>(16, 0.75f, true);
    private long evicted;

    KeyedStates(int capacity) {
        this.capacity = capacity;
        this.establishedCapacity = capacity - capacity / 5;
    }

    /** The slot of a key at a time that never runs backwards; a new one holds {@code initial}. */
    Slot<S> touch(String key, Instant now, S initial) {
        Slot<S> slot = established.get(key);
        if (slot != null) {
            slot.touched = now;
            return slot;
        }
        slot = fresh.get(key);
        if (slot == null) {
            slot = new Slot<>(initial, now, 1);
            fresh.put(key, slot);
            makeRoom();
            return slot;
        }
        if (minute(slot.touched) != minute(now)) {
            slot.visits++;
        }
        slot.touched = now;
        if (slot.visits >= ESTABLISHED) {
            fresh.remove(key);
            establish(key, slot);
        }
        return slot;
    }

    /** Puts back what a snapshot holds, in the order of {@link #entries}. */
    void put(String key, S state, Instant touched, int visits) {
        (visits >= ESTABLISHED ? established : fresh).put(key, new Slot<>(state, touched, visits));
        makeRoom();
    }

    /** Forgets keys that were not touched for longer than {@code age} before {@code now}. */
    void forget(Instant now, Duration age) {
        Instant limit = now.minus(age);
        forget(fresh, limit);
        forget(established, limit);
    }

    /** All slots: a view for one pass in which no key is touched. */
    List<Map.Entry<String, Slot<S>>> all() {
        List<Map.Entry<String, Slot<S>>> all = new ArrayList<>(size());
        all.addAll(fresh.entrySet());
        all.addAll(established.entrySet());
        return all;
    }

    List<EngineSnapshot.Entry> entries(String detector) {
        List<EngineSnapshot.Entry> entries = new ArrayList<>(size());
        for (Map.Entry<String, Slot<S>> each : all()) {
            Slot<S> slot = each.getValue();
            entries.add(
                    new EngineSnapshot.Entry(detector, each.getKey(), slot.touched, slot.visits, (Record) slot.state));
        }
        return entries;
    }

    void clear() {
        fresh.clear();
        established.clear();
    }

    int size() {
        return fresh.size() + established.size();
    }

    long evicted() {
        return evicted;
    }

    private void establish(String key, Slot<S> slot) {
        established.put(key, slot);
        if (established.size() > establishedCapacity) {
            Iterator<Map.Entry<String, Slot<S>>> eldestFirst =
                    established.entrySet().iterator();
            Map.Entry<String, Slot<S>> eldest = eldestFirst.next();
            eldestFirst.remove();
            eldest.getValue().visits = 1;
            fresh.put(eldest.getKey(), eldest.getValue());
        }
    }

    private void makeRoom() {
        while (size() > capacity) {
            Map<String, Slot<S>> from = fresh.isEmpty() ? established : fresh;
            from.remove(from.keySet().iterator().next());
            evicted++;
        }
    }

    private static <S> void forget(Map<String, Slot<S>> slots, Instant limit) {
        Iterator<Slot<S>> oldestFirst = slots.values().iterator();
        while (oldestFirst.hasNext() && oldestFirst.next().touched.isBefore(limit)) {
            oldestFirst.remove();
        }
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), MINUTE);
    }
}
