package dev.vedette.inspection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Masks the secrets of a text in place, whatever encoding they are nested in, as
 * {@code [REDACTED:rule:last four or ****:first eight digits of the fingerprint]}. The last four characters show only
 * of secrets of sixteen characters and more. Masking again changes nothing. Reports hidden text, but leaves it.
 * Immutable and thread-safe; takes time linear in the length of the text.
 */
public final class ContentRedactor implements Redactor {
    /** A mask can bring to light what it stood in the way of; four looks are enough for all but contrived texts. */
    private static final int MOST_ROUNDS = 4;

    private final SecretScanner scanner;
    private final Masks masks;

    private ContentRedactor(SecretScanner scanner, Masks masks) {
        this.scanner = scanner;
        this.masks = masks;
    }

    /**
     * A redactor with these rules and the built-in ones for private keys, passwords in addresses, HTTP credentials and
     * values that go by a telling name.
     */
    public static ContentRedactor create(List<SecretRule> rules, FingerprintKey key) {
        SecretScanner scanner = new SecretScanner(rules);
        return new ContentRedactor(scanner, new Masks(key, scanner.ruleIds()));
    }

    /** A redactor with the same rules, which are costly to make ready, under another key. */
    public ContentRedactor withKey(FingerprintKey key) {
        return new ContentRedactor(scanner, new Masks(key, scanner.ruleIds()));
    }

    /** The same, which also reports the masks that are in a text already, as secrets that somebody else masked. */
    public Redactor reportingMasks() {
        return new ForeignMasks(this, masks);
    }

    @Override
    public Redacted redact(String text) {
        // Nearly all texts hold nothing, and most are ids and single words.
        if (scanner.scan(text).isEmpty()) {
            return new Redacted(text, HiddenTextDetector.detect(text));
        }
        return redactJoined(List.of(text)).get(0);
    }

    @Override
    public List<Redacted> redactJoined(List<String> texts) {
        Chunks chunks = new Chunks(texts);
        List<Span> spans = masks.in(chunks.joined());
        int before = spans.size();
        boolean more = true;
        for (int round = 0; more && round < MOST_ROUNDS; round++) {
            List<Span> fresh = look(chunks, spans);
            more = !fresh.isEmpty();
            fresh.addAll(spans);
            spans = more ? Span.merged(fresh) : spans;
        }
        boolean clean = spans.size() == before && spans.stream().allMatch(span -> span.found() == null);
        List<Redacted> results = new ArrayList<>(texts.size());
        for (int index = 0; index < texts.size(); index++) {
            results.add(result(chunks, index, clean ? List.of() : spans));
        }
        return results;
    }

    /** What is found in the texts as they would be with these spans masked, one by one and joined. */
    private List<Span> look(Chunks chunks, List<Span> spans) {
        List<Rendering> renderings = new ArrayList<>();
        List<Span> fresh = new ArrayList<>();
        StringBuilder joined = new StringBuilder();
        List<Integer> offsets = new ArrayList<>();
        for (int index = 0; index < chunks.count(); index++) {
            Rendering rendering = rendering(chunks, index, spans);
            renderings.add(rendering);
            offsets.add(joined.length());
            joined.append(rendering.text());
            for (Found found : scanner.scan(rendering.text())) {
                if (!rendering.onlyMasks(found.start(), found.end())) {
                    int start = rendering.originalStart(found.start());
                    fresh.add(new Span(start, rendering.originalEnd(found.end()), found));
                }
            }
        }
        if (chunks.count() > 1) {
            Seams seams = new Seams(renderings, offsets);
            scanner.scan(joined.toString()).forEach(found -> seams.add(found, fresh));
        }
        return fresh;
    }

    private Rendering rendering(Chunks chunks, int index, List<Span> spans) {
        return new Rendering(chunks.joined(), chunks.start(index), chunks.end(index), spans, masks::mask);
    }

    private Redacted result(Chunks chunks, int index, List<Span> spans) {
        int from = chunks.start(index);
        int to = chunks.end(index);
        List<Sighting> sightings = new ArrayList<>();
        for (Span span : Span.within(spans, from, to)) {
            Found found = span.found();
            if (found != null) {
                int start = Math.max(from, span.start()) - from;
                int end = Math.min(to, span.end()) - from;
                sightings.add(masks.sighting(found, start, end));
            }
        }
        String text = chunks.text(index);
        String shown =
                sightings.isEmpty() ? text : rendering(chunks, index, spans).text();
        sightings.addAll(HiddenTextDetector.detect(text));
        sightings.sort(Comparator.comparingInt(Sighting::start));
        return new Redacted(shown, sightings);
    }

    /** The texts and where they lie when joined. */
    private static final class Chunks {
        private final List<String> texts;
        private final int[] starts;
        private final String joined;

        Chunks(List<String> texts) {
            this.texts = List.copyOf(texts);
            this.starts = new int[texts.size() + 1];
            for (int index = 0; index < texts.size(); index++) {
                starts[index + 1] = starts[index] + texts.get(index).length();
            }
            this.joined = texts.size() == 1 ? texts.get(0) : String.join("", texts);
        }

        int count() {
            return texts.size();
        }

        String joined() {
            return joined;
        }

        String text(int index) {
            return texts.get(index);
        }

        int start(int index) {
            return starts[index];
        }

        int end(int index) {
            return starts[index + 1];
        }
    }

    /** Finds in joined renderings, taken back to the original positions. */
    private record Seams(List<Rendering> renderings, List<Integer> offsets) {
        void add(Found found, List<Span> fresh) {
            int first = chunkAt(found.start());
            int last = chunkAt(found.end() - 1);
            if (first == last && onlyMasks(first, found)) {
                return;
            }
            int start = renderings.get(first).originalStart(found.start() - offsets.get(first));
            int end = renderings.get(last).originalEnd(found.end() - offsets.get(last));
            fresh.add(new Span(start, end, found));
        }

        private boolean onlyMasks(int chunk, Found found) {
            int offset = offsets.get(chunk);
            return renderings.get(chunk).onlyMasks(found.start() - offset, found.end() - offset);
        }

        private int chunkAt(int at) {
            int low = 0;
            int high = offsets.size() - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if (offsets.get(middle) <= at) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return low;
        }
    }
}
