package dev.vedette.ingest;

import dev.vedette.ingest.RefusedException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** How a body may be compressed. Inflating counts as it goes and stops at the limits. */
enum Compression {
    IDENTITY {
        @Override
        InputStream open(InputStream compressed) {
            return compressed;
        }
    },
    GZIP {
        @Override
        InputStream open(InputStream compressed) throws IOException {
            return new GZIPInputStream(compressed, CHUNK);
        }
    },
    DEFLATE {
        @Override
        InputStream open(InputStream compressed) {
            return new InflaterInputStream(compressed);
        }
    };

    private static final int CHUNK = 8192;

    /** Small bodies may compress as well as they like. */
    private static final int RATIO_FLOOR = 1 << 20;

    abstract InputStream open(InputStream compressed) throws IOException;

    /** The body without compression; takes what it needs from the lease. */
    ByteBuffer inflate(ByteBuffer body, OtlpLimits limits, HeapBudget.Lease lease) throws RefusedException {
        if (this == IDENTITY) {
            return body;
        }
        if (body.remaining() > limits.compressedBytes()) {
            throw tooLarge("the compressed body is larger than " + limits.compressedBytes() + " bytes");
        }
        var compressed = new ByteArrayInputStream(body.array(), body.arrayOffset() + body.position(), body.remaining());
        try (InputStream input = open(compressed)) {
            return inflate(input, body.remaining(), limits, lease);
        } catch (IOException damaged) {
            throw new RefusedException(
                    Reason.MALFORMED, "the body is not valid " + name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private static ByteBuffer inflate(InputStream input, int compressed, OtlpLimits limits, HeapBudget.Lease lease)
            throws IOException, RefusedException {
        long mayBecome = Math.max(RATIO_FLOOR, (long) compressed * limits.ratio());
        byte[] inflated = new byte[Math.min(limits.inflatedBytes(), Math.max(CHUNK, 4 * compressed))];
        lease.take(inflated.length);
        int length = 0;
        for (int read = input.read(inflated, 0, inflated.length); read >= 0; ) {
            length += read;
            if (length > mayBecome) {
                throw tooLarge("the body becomes over " + limits.ratio() + " times larger when it is inflated");
            }
            if (length == inflated.length) {
                if (length >= limits.inflatedBytes()) {
                    throw tooLarge("the inflated body reaches " + limits.inflatedBytes() + " bytes");
                }
                lease.take(length);
                inflated = Arrays.copyOf(inflated, (int) Math.min(limits.inflatedBytes(), 2L * length));
            }
            read = input.read(inflated, length, inflated.length - length);
        }
        return ByteBuffer.wrap(inflated, 0, length);
    }

    private static RefusedException tooLarge(String why) {
        return new RefusedException(Reason.TOO_LARGE, why + ": send smaller batches");
    }
}
