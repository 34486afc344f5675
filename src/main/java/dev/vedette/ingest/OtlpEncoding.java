package dev.vedette.ingest;

/** The two encodings of OTLP messages. */
public enum OtlpEncoding {
    PROTOBUF("application/x-protobuf"),
    JSON("application/json");

    private final String contentType;

    OtlpEncoding(String contentType) {
        this.contentType = contentType;
    }

    /** The media type, without parameters. */
    public String contentType() {
        return contentType;
    }
}
