/** Bytes to spans: OTLP decoding, bounds, redaction, dialects. Sole owner of the OTLP protobuf messages. */
@NullMarked
package dev.vedette.ingest;

import org.jspecify.annotations.NullMarked;
