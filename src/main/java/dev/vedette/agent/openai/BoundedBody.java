package dev.vedette.agent.openai;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, unzipped, which ends with a {@link TooLargeException} when it, or one event of a stream of
 * events, would take too much memory. The client library keeps a body or an event whole in memory before anybody can look at
 * it, so the bound must be here.
 */
final class BoundedBody extends ResponseBody {
    private final ResponseBody body;
    private final BufferedSource source;

    BoundedBody(ResponseBody body, Exchange exchange) {
        this.body = body;
        this.source = Okio.buffer(new Meter(body, exchange));
    }

    @Override
    public @Nullable MediaType contentType() {
        return body.contentType();
    }

    /** Not known: it would be taken for the size of what is read, which a zipped body's is not. */
    @Override
    public long contentLength() {
        return -1;
    }

    @Override
    public BufferedSource source() {
        return source;
    }

    /**
     * Weighs what has come since the last empty line of a stream of events, or since the beginning of anything else. A
     * byte of text weighs one; but a bracket or a comma outside of strings becomes an object of many bytes, so each
     * weighs as much. A zero never occurs in UTF-8 JSON and would betray an encoding in which strings look different.
     */
    private static final class Meter extends ForwardingSource {
        private static final int OBJECT_WEIGHT = 64;
        /** What an answer takes beside its words, so that a small limit on these leaves room for it. */
        private static final int ENVELOPE = 1 << 16;

        private final Exchange exchange;
        private final boolean events;
        private long weight;
        private boolean inString;
        private boolean escaped;
        private boolean lineIsEmpty = true;
        private byte last;

        Meter(ResponseBody body, Exchange exchange) {
            super(body.source());
            this.exchange = exchange;
            MediaType type = body.contentType();
            this.events = type != null && type.subtype().equals("event-stream");
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long count = super.read(sink, byteCount);
            if (count > 0) {
                exchange.heard();
                for (long at = sink.size() - count; at < sink.size(); at++) {
                    weigh(sink.getByte(at));
                }
                if (weight > (long) exchange.answerLimit() + ENVELOPE) {
                    throw new TooLargeException();
                }
            }
            return count;
        }

        private void weigh(byte now) {
            weight += isCostly(now) ? OBJECT_WEIGHT : 1;
            follow(now);
            if (events) {
                followLines(now);
            }
            last = now;
        }

        private boolean isCostly(byte now) {
            return now == 0 || (!inString && (now == '[' || now == '{' || now == ',' || now == ':'));
        }

        private void follow(byte now) {
            if (escaped) {
                escaped = false;
            } else if (now == '"') {
                inString = !inString;
            } else {
                escaped = inString && now == '\\';
            }
        }

        /** No string of JSON goes over the end of a line, so what seems to be one was none. */
        private void followLines(byte now) {
            if (now == '\n' && last == '\r') {
                return;
            }
            boolean lineEnds = now == '\r' || now == '\n';
            if (lineEnds) {
                inString = false;
                escaped = false;
            }
            if (lineEnds && lineIsEmpty) {
                weight = 0;
            }
            lineIsEmpty = lineEnds;
        }
    }
}
