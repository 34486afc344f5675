package dev.vedette.ingest;

/** What can be wrong with single records of a request that is otherwise fine. */
enum Complaint {
    TRACE_ID(true, "the trace id is not 16 bytes or all zero"),
    SPAN_ID(true, "the span id is not 8 bytes or all zero"),
    TOO_MANY_RECORDS(true, "the request holds more records than are taken at once: send smaller batches"),
    UNSCRUBBED(true, "masking of secrets failed, so nothing was kept"),
    CLOCK(
            false,
            "the time is before the year 2000 or over a day ahead, the time of receipt was put: check the"
                    + " sender's clock"),
    OWN_PARENT(false, "the span is its own parent, the parent was removed"),
    PARENT_ID(false, "the parent span id is not 8 bytes, the parent was removed"),
    LOOSE_ID(false, "a trace or span id that it refers to has the wrong length and was removed"),
    END_BEFORE_START(false, "the end is before the start, the start was put"),
    DUPLICATE_KEY(false, "an attribute comes twice, the first was kept"),
    NUL_IN_KEY(false, "an attribute's key holds a NUL, the attribute was dropped"),
    LONG_KEY(false, "an attribute's key is too long and was cut"),
    LONG_TEXT(false, "a text is too long and was cut"),
    TOO_MANY_ATTRIBUTES(false, "too many attributes, the rest was dropped"),
    TOO_MANY_EVENTS(false, "too many events, the rest was dropped"),
    TOO_MANY_LINKS(false, "too many links, the rest was dropped"),
    INVALID_UTF8(false, "a text is not UTF-8, the bytes that are not were replaced");

    private final boolean rejects;
    private final String text;

    Complaint(boolean rejects, String text) {
        this.rejects = rejects;
        this.text = text;
    }

    /** Whether the record is lost. */
    boolean rejects() {
        return rejects;
    }

    /** In words for the sender. */
    String text() {
        return text;
    }
}
