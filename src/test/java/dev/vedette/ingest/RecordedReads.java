package dev.vedette.ingest;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Remembers which attributes were there and which were looked at; numbers within keys are all one. */
final class RecordedReads {
    private final Set<String> present = new TreeSet<>();
    private final Set<String> read = new TreeSet<>();

    /** A view of attributes that remembers who is asked for. */
    Map<String, Object> view(String place, Map<String, Object> attributes) {
        attributes.keySet().forEach(key -> present.add(place + " " + general(key)));
        return new Recording(place, attributes);
    }

    Set<String> present() {
        return present;
    }

    Set<String> read() {
        return read;
    }

    private static String general(String key) {
        StringBuilder general = new StringBuilder();
        int start = 0;
        while (start <= key.length()) {
            int dot = key.indexOf('.', start);
            int end = dot < 0 ? key.length() : dot;
            String step = key.substring(start, end);
            boolean number = !step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9');
            general.append(number ? "N" : step).append(dot < 0 ? "" : ".");
            start = end + 1;
        }
        return general.toString();
    }

    private final class Recording extends AbstractMap<String, Object> {
        private final String place;
        private final Map<String, Object> attributes;

        Recording(String place, Map<String, Object> attributes) {
            this.place = place;
            this.attributes = attributes;
        }

        @Override
        public @Nullable Object get(Object key) {
            note(key);
            return attributes.get(key);
        }

        @Override
        public boolean containsKey(Object key) {
            note(key);
            return attributes.containsKey(key);
        }

        @Override
        public Set<String> keySet() {
            return attributes.keySet();
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<String, Object>> iterator() {
                    return attributes.entrySet().stream()
                            .map(Recording.this::noting)
                            .iterator();
                }

                @Override
                public int size() {
                    return attributes.size();
                }
            };
        }

        private Entry<String, Object> noting(Entry<String, Object> entry) {
            return new SimpleImmutableEntry<>(entry.getKey(), entry.getValue()) {
                private static final long serialVersionUID = 1L;

                @Override
                public Object getValue() {
                    note(getKey());
                    return super.getValue();
                }
            };
        }

        private void note(Object key) {
            read.add(place + " " + general(String.valueOf(key)));
        }
    }
}
