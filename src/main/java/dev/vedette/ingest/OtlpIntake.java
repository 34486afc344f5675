package dev.vedette.ingest;

import dev.vedette.ingest.RefusedException.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way in. Its head is judged at once; then its body is taken piece by piece until it is complete or
 * refused. One thread at a time; {@link #close} and {@link #tooSlow} may come from any.
 */
public final class OtlpIntake implements AutoCloseable {
    /** What a request costs besides its body. */
    private static final int BASE_BYTES = 32 * 1024;

    private static final int FIRST_BYTES = 8 * 1024;

    private final OtlpReceiver receiver;
    private final OtlpRequest request;
    private final Door door;
    private final HeapBudget.Lease lease;
    private Door.@Nullable Entry entry;
    private @Nullable OtlpResponse refusal;
    private byte[] body = new byte[0];
    private int length;

    OtlpIntake(OtlpReceiver receiver, OtlpRequest request, HeapBudget.Lease lease) {
        this.receiver = receiver;
        this.request = request;
        this.door = Door.of(request);
        this.lease = lease;
        try {
            receiver.authenticate(request);
            Door.Entry wanted = door.entry();
            entry = wanted;
            if (request.contentLength() > door.bodyLimit(wanted, receiver.limits())) {
                throw tooLarge(wanted);
            }
            lease.take(BASE_BYTES);
        } catch (RefusedException refused) {
            refuse(refused);
        }
    }

    /** The answer to a request that is refused before its body is complete, or null while it is not. */
    public @Nullable OtlpResponse refusal() {
        return refusal;
    }

    /** Takes the next piece of the body. False when no more is wanted: {@link #refusal} tells why. */
    public boolean accept(ByteBuffer piece) {
        if (refusal == null) {
            try {
                append(piece);
            } catch (RefusedException refused) {
                refuse(refused);
            }
        }
        return refusal == null;
    }

    /** The body is complete. The future never fails. */
    public CompletableFuture<OtlpResponse> finish() {
        Door.Entry wanted = entry;
        if (refusal != null || wanted == null) {
            return CompletableFuture.completedFuture(java.util.Objects.requireNonNull(refusal));
        }
        ByteBuffer whole = ByteBuffer.wrap(body, 0, length);
        body = new byte[0];
        return receiver.take(door, wanted, whole, lease).whenComplete((answer, failure) -> close());
    }

    /** The answer to a sender whose body does not come. */
    public OtlpResponse tooSlow() {
        RefusedException slow = new RefusedException(Reason.TOO_SLOW, "the body took too long to arrive");
        receiver.noteRefusal(slow);
        close();
        return door.refused(slow);
    }

    /** The request is over, whatever became of it. */
    @Override
    public void close() {
        lease.close();
    }

    private void append(ByteBuffer piece) throws RefusedException {
        int more = piece.remaining();
        Door.Entry wanted = java.util.Objects.requireNonNull(entry);
        int limit = door.bodyLimit(wanted, receiver.limits());
        if (more > limit - length) {
            throw tooLarge(wanted);
        }
        if (length + more > body.length) {
            long told = Math.min(request.contentLength(), 1L << 20);
            long size = Math.max(Math.max(FIRST_BYTES, told), Math.max(2L * body.length, (long) length + more));
            int grown = (int) Math.min(limit, size);
            lease.take(grown - body.length);
            body = Arrays.copyOf(body, grown);
        }
        piece.get(body, length, more);
        length += more;
    }

    private RefusedException tooLarge(Door.Entry wanted) {
        int limit = door.bodyLimit(wanted, receiver.limits());
        return new RefusedException(
                Reason.TOO_LARGE, "the body is larger than " + limit + " bytes: send smaller batches");
    }

    private void refuse(RefusedException refused) {
        receiver.noteRefusal(refused);
        refusal = door.refused(refused);
        body = new byte[0];
        close();
    }
}
