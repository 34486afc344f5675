package dev.vedette.inspection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reports masks that came with a text as what they are: the trace of a secret that the sender has masked already, as
 * agents on our own runtime do. Who leaks a secret leaks it, whoever masked the telling. Anybody can write a mask, so
 * one is worth as much as any other word of a sender. Immutable and thread-safe; linear time.
 */
final class ForeignMasks implements Redactor {
    private final Redactor redactor;
    private final Masks masks;

    ForeignMasks(Redactor redactor, Masks masks) {
        this.redactor = redactor;
        this.masks = masks;
    }

    @Override
    public Redacted redact(String text) {
        return reported(text, redactor.redact(text));
    }

    @Override
    public List<Redacted> redactJoined(List<String> texts) {
        List<Redacted> redacted = redactor.redactJoined(texts);
        List<Redacted> results = new ArrayList<>(texts.size());
        for (int index = 0; index < texts.size(); index++) {
            results.add(reported(texts.get(index), redacted.get(index)));
        }
        return results;
    }

    private Redacted reported(String text, Redacted redacted) {
        List<Span> spans = masks.in(text);
        if (spans.isEmpty()) {
            return redacted;
        }
        List<Sighting> sightings = new ArrayList<>(redacted.sightings());
        spans.forEach(span -> sightings.add(masks.foreign(text, span)));
        sightings.sort(Comparator.comparingInt(Sighting::start));
        return new Redacted(redacted.text(), sightings);
    }
}
