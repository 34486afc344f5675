package dev.vedette.ingest;

import dev.vedette.telemetry.Message;
import java.util.List;

/** The messages that a dialect found in a log record. */
record LogReading(List<Message> input, List<Message> output) {}
