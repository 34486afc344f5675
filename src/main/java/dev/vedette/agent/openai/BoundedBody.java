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
 * events, has too many bytes. The client library keeps a body or an event whole in memory before anybody can look at
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

    /** Counts the bytes since the last empty line of a stream of events, or since the beginning of anything else. */
    private static final class Meter extends ForwardingSource {
        private final Exchange exchange;
        private final boolean events;
        private long size;
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
                size += count;
                if (events) {
                    scan(sink, count);
                }
                if (size > exchange.answerLimit()) {
                    throw new TooLargeException();
                }
            }
            return count;
        }

        private void scan(Buffer sink, long count) {
            for (long at = sink.size() - count; at < sink.size(); at++) {
                byte now = sink.getByte(at);
                boolean lineEnds = now == '\r' || (now == '\n' && last != '\r');
                if (lineEnds && lineIsEmpty) {
                    size = sink.size() - at - 1;
                }
                if (now != '\n' || lineEnds) {
                    lineIsEmpty = lineEnds;
                }
                last = now;
            }
        }
    }
}
