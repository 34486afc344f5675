package dev.vedette.agent.memory;

import java.util.List;

/**
 * What agents remember beyond a run: the port to whatever keeps it. Implementations are thread-safe, forget what has
 * expired, and never let one owner see what is another's.
 */
public interface MemoryStore {
    /**
     * Keeps a record, apart if it is quarantined.
     *
     * @return its id, unique in this store
     * @throws IllegalArgumentException if it is larger than the store takes
     */
    String write(MemoryRecord memory);

    /**
     * What the owner may recall, latest first; never anything that is quarantined.
     *
     * @param most so many at most
     */
    List<MemoryRecord> recall(MemoryOwner owner, int most);

    /** What of the owner's is quarantined, oldest first, for a person to judge. */
    List<Kept> quarantined(MemoryOwner owner);

    /**
     * A person has judged: what is quarantined may be recalled from now on.
     *
     * @return whether there was such a record in quarantine
     */
    boolean release(MemoryOwner owner, String id);

    /**
     * Forgets a record, quarantined or not.
     *
     * @return whether there was one
     */
    boolean forget(MemoryOwner owner, String id);

    /** A record and its id. */
    record Kept(String id, MemoryRecord memory) {}
}
