package dev.vedette.storage;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Bounds how many groups one bucket of time can have, whatever names senders make up. It counts what came since it was
 * made, for the buckets touched last: a bucket can get more groups after a restart or a long pause. Not thread-safe.
 */
final class GroupCap {
    /** What groups are called that came too late to get a name of their own. */
    static final String OTHER = "_other";

    private static final int BUCKETS = 64;

    private final int limit;
    private final Map<Integer, Set<Object>> buckets = new LinkedHashMap<>(BUCKETS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Set<Object>> eldest) {
            return size() > BUCKETS;
        }
    };

    GroupCap(int limit) {
        this.limit = limit;
    }

    /** Whether the group has a place in the bucket, taking one if there is. */
    boolean admits(int bucket, Object group) {
        Set<Object> groups = buckets.computeIfAbsent(bucket, key -> new HashSet<>());
        return groups.contains(group) || (groups.size() < limit && groups.add(group));
    }
}
