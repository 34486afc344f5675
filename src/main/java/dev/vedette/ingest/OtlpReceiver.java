package dev.vedette.ingest;

import dev.vedette.health.Ledger;
import dev.vedette.health.Pulse;
import dev.vedette.ingest.OtlpDecoder.Decoded;
import dev.vedette.ingest.RefusedException.Reason;
import dev.vedette.telemetry.BatchSink;
import dev.vedette.telemetry.Epoch;
import dev.vedette.telemetry.Signal;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes OTLP requests of either protocol: authenticates, bounds, decodes and counts them, hands the records to a sink
 * and answers the sender only when they are durable. Thread-safe.
 */
public final class OtlpReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(OtlpReceiver.class);
    private static final int DURABLE_SECONDS = 10;
    private static final int RETRY_SECONDS = 5;
    private static final String[] TOKEN_PARAMETERS = {"token=", "key=", "authorization=", "secret=", "password="};

    private final OtlpDecoder decoder;
    private final BatchSink sink;
    private final Pulse pulse;
    private final IngestTokens tokens;
    private final OtlpLimits limits;
    private final InstantSource clock;
    private final HeapBudget budget;

    /** A receiver; it adds the gauge {@code ingest_heap_bytes} to the pulse, so there is one for each pulse. */
    public OtlpReceiver(
            OtlpDecoder decoder,
            BatchSink sink,
            Pulse pulse,
            IngestTokens tokens,
            OtlpLimits limits,
            InstantSource clock) {
        this.decoder = decoder;
        this.sink = sink;
        this.pulse = pulse;
        this.tokens = tokens;
        this.limits = limits;
        this.clock = clock;
        this.budget = new HeapBudget(limits.heapBytes());
        pulse.gauge("ingest_heap_bytes", "Heap that requests being received take, by estimate.", budget::taken);
    }

    /** Begins a request. The caller must finish or close it. */
    public OtlpIntake open(OtlpRequest request) {
        return new OtlpIntake(this, request, budget.lease());
    }

    /** Takes a request whose body is already here. The future never fails. */
    public CompletableFuture<OtlpResponse> receive(OtlpRequest request, byte[] body) {
        OtlpIntake intake = open(request);
        intake.accept(ByteBuffer.wrap(body));
        return intake.finish();
    }

    OtlpLimits limits() {
        return limits;
    }

    void authenticate(OtlpRequest request) throws RefusedException {
        if (request.query() != null) {
            String query = request.query().toLowerCase(Locale.ROOT);
            for (String parameter : TOKEN_PARAMETERS) {
                if (query.contains(parameter)) {
                    throw new RefusedException(
                            Reason.MALFORMED,
                            "a token in the URL ends up in logs: send it in the Authorization header, and change it");
                }
            }
        }
        if (!tokens.admit(request.authorization())) {
            throw new RefusedException(
                    Reason.UNAUTHENTICATED,
                    "an ingest token is needed: set OTEL_EXPORTER_OTLP_HEADERS=\"Authorization=Bearer%20TOKEN\"");
        }
    }

    void noteRefusal(RefusedException refused) {
        pulse.count(
                "ingest_requests_refused",
                "Requests that were refused as a whole, by reason.",
                refused.reason().name().toLowerCase(Locale.ROOT));
    }

    CompletableFuture<OtlpResponse> take(Door door, Door.Entry entry, ByteBuffer body, HeapBudget.Lease lease) {
        try {
            Decoded decoded = decode(door, entry, body, lease);
            Ledger ledger = ledger(entry.signal());
            ledger.received(decoded.received());
            ledger.rejected(decoded.rejected());
            OtlpResponse accepted = door.accepted(entry, decoded);
            if (decoded.batch().size() == 0) {
                return CompletableFuture.completedFuture(accepted);
            }
            return submit(door, accepted, decoded, ledger);
        } catch (RefusedException refused) {
            noteRefusal(refused);
            return CompletableFuture.completedFuture(door.refused(refused));
        } catch (RuntimeException fault) {
            // The class alone: a message could quote what was sent.
            LOG.error("Decoding a request failed: {}", fault.getClass().getName());
            RefusedException refused = new RefusedException(Reason.FAULT, "decoding failed, which is our fault");
            noteRefusal(refused);
            return CompletableFuture.completedFuture(door.refused(refused));
        }
    }

    private Decoded decode(Door door, Door.Entry entry, ByteBuffer body, HeapBudget.Lease lease)
            throws RefusedException {
        Door.Enclosed enclosed = door.unwrap(entry, body);
        ByteBuffer message = enclosed.compression().inflate(enclosed.message(), limits, lease);
        lease.take(decoder.heapEstimate(entry.signal(), entry.encoding(), message));
        return decoder.decode(entry.signal(), entry.encoding(), message, Epoch.nanos(clock.instant()));
    }

    private CompletableFuture<OtlpResponse> submit(Door door, OtlpResponse accepted, Decoded decoded, Ledger ledger) {
        int records = decoded.batch().size();
        CompletableFuture<Void> stored;
        try {
            stored = sink.submit(decoded.batch());
        } catch (RuntimeException failure) {
            stored = CompletableFuture.failedFuture(failure);
        }
        return stored.handle((done, failure) -> {
                    if (failure == null) {
                        return accepted;
                    }
                    ledger.refused(records);
                    return busy(door, failure);
                })
                .completeOnTimeout(late(door), DURABLE_SECONDS, TimeUnit.SECONDS);
    }

    /** The records may still be stored later; the sender will send them again and they are known by their ids. */
    private static OtlpResponse late(Door door) {
        return door.refused(new RefusedException(
                Reason.BUSY, "the store did not answer in " + DURABLE_SECONDS + " s, try again", RETRY_SECONDS));
    }

    private OtlpResponse busy(Door door, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        RefusedException refused = cause instanceof BatchSink.Busy busy
                ? new RefusedException(Reason.BUSY, "the queue is full, try again", busy.retryAfterSeconds())
                : new RefusedException(Reason.BUSY, "the store cannot keep it now, try again", RETRY_SECONDS);
        noteRefusal(refused);
        return door.refused(refused);
    }

    private Ledger ledger(Signal signal) {
        return switch (signal) {
            case TRACES -> pulse.spans();
            case LOGS -> pulse.logs();
            case METRICS -> pulse.points();
        };
    }
}
