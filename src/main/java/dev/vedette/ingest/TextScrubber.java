package dev.vedette.ingest;

import com.google.protobuf.ByteString;
import dev.vedette.inspection.Redacted;
import dev.vedette.inspection.Redactor;
import dev.vedette.inspection.Sighting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Masks the texts of one request and remembers what was seen in them until it is collected. Every text is masked as it
 * came and cut only then. Not thread-safe.
 */
final class TextScrubber {
    /** More would make a record's own sightings its largest part. */
    private static final int SIGHTINGS = 100;

    /** So that a request made of secrets does not grow by its sightings; what comes after is masked all the same. */
    private static final int SIGHTINGS_OF_REQUEST = 20_000;

    private static final char NUL = 0;

    private final Redactor redactor;
    private final CleanLabels clean;
    private final OtlpLimits limits;
    private final Complaints complaints;
    private List<Sighting> seen = new ArrayList<>();
    private int noted;

    TextScrubber(Redactor redactor, CleanLabels clean, OtlpLimits limits, Complaints complaints) {
        this.redactor = redactor;
        this.clean = clean;
        this.limits = limits;
        this.complaints = complaints;
    }

    /** A text that may say anything. */
    String text(String place, String text) {
        return text(place, "", text);
    }

    /** A text that may say anything; {@code key} tells the place more closely. */
    String text(String place, String key, String text) {
        return text.isEmpty() ? text : scrubbed(place, key, redactor.redact(text));
    }

    /** What is left of a text that was already redacted. */
    String scrubbed(String place, String key, Redacted redacted) {
        note(place, key, redacted.sightings());
        return cut(withoutNul(redacted.text()), limits.valueChars(), Complaint.LONG_TEXT);
    }

    /** A text that is mostly the same in every record, such as a scope's name. */
    String label(String place, String label) {
        if (label.isEmpty() || clean.knows(label)) {
            return label;
        }
        Redacted redacted = redactor.redact(label);
        note(place, "", redacted.sightings());
        if (redacted.sightings().isEmpty() && redacted.text().equals(label) && label.indexOf(NUL) < 0) {
            clean.add(label);
        }
        return cut(withoutNul(redacted.text()), limits.valueChars(), Complaint.LONG_TEXT);
    }

    /** An attribute's key. */
    String key(String place, String key) {
        return cut(label(place, key), limits.keyChars(), Complaint.LONG_KEY);
    }

    /** Bytes, which are mostly texts of senders that do not trust their own UTF-8. */
    ByteString bytes(String place, String key, ByteString bytes) {
        if (bytes.isEmpty()) {
            return bytes;
        }
        // Latin-1 makes a text of any bytes and back: a secret is ASCII and is found in the midst of a file too.
        var charset = bytes.isValidUtf8() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        String text = bytes.toString(charset);
        Redacted redacted = redactor.redact(text);
        note(place, key, redacted.sightings());
        String kept = cut(redacted.text(), limits.valueChars(), Complaint.LONG_TEXT);
        return kept.equals(text) ? bytes : ByteString.copyFrom(kept, charset);
    }

    /** The redactions of texts that belong together, for {@link #scrubbed}. */
    List<Redacted> joined(List<String> texts) {
        return redactor.redactJoined(texts);
    }

    /** What was seen since the last time. */
    List<Sighting> collect() {
        if (seen.isEmpty()) {
            return List.of();
        }
        List<Sighting> collected = seen;
        seen = new ArrayList<>();
        return collected;
    }

    private void note(String place, String key, List<Sighting> sightings) {
        for (Sighting sighting : sightings) {
            if (seen.size() < SIGHTINGS && noted < SIGHTINGS_OF_REQUEST) {
                noted++;
                seen.add(sighting.at(key.isEmpty() ? place : place + " " + key));
            }
        }
    }

    private String cut(String text, int chars, Complaint complaint) {
        if (text.length() <= chars) {
            return text;
        }
        complaints.add(complaint);
        return text.substring(0, Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars);
    }

    /** PostgreSQL takes no NUL in a text, so one would keep the whole batch from being stored. */
    private static String withoutNul(String text) {
        return text.indexOf(NUL) < 0 ? text : text.replace(NUL, '\uFFFD');
    }
}
