package dev.vedette.web;

import dev.vedette.ingest.OtlpIntake;
import dev.vedette.ingest.OtlpResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** One request and its answer: reads the body as it comes, with a deadline for the whole of it. */
final class OtlpExchange {
    private static final int BODY_SECONDS = 30;
    private static final long DISCARDED_BYTES = 64L << 20;

    private final OtlpIntake intake;
    private final Request request;
    private final Response response;
    private final Callback callback;

    /** Whoever sets this writes the answer: the body's end, a refusal, or the deadline. */
    private final AtomicBoolean answered = new AtomicBoolean();

    private Scheduler.@Nullable Task deadline;
    private long discarded;

    OtlpExchange(OtlpIntake intake, Request request, Response response, Callback callback) {
        this.intake = intake;
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    void begin() {
        if (intake.refusal() != null && !mayDiscard()) {
            end();
            return;
        }
        deadline = request.getComponents().getScheduler().schedule(this::expire, BODY_SECONDS, TimeUnit.SECONDS);
        read();
    }

    private void read() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::read);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                abandon(chunk.getFailure());
                return;
            }
            int size = chunk.remaining();
            boolean wanted = intake.accept(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            discarded += wanted ? 0 : size;
            if (last || !(wanted || mayDiscard())) {
                end();
                return;
            }
        }
    }

    /**
     * Over HTTP/1.1 most clients write all of a body before they read the answer: cut off in the midst they would see
     * a broken connection and not why. What is refused is therefore read on and thrown away, within limits.
     */
    private boolean mayDiscard() {
        return request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion()
                && !request.getHeaders().contains(HttpHeader.EXPECT)
                && discarded < DISCARDED_BYTES;
    }

    private void end() {
        if (answered.compareAndSet(false, true)) {
            cancelDeadline();
            var unused = intake.finish()
                    .thenAcceptAsync(this::write, request.getComponents().getExecutor())
                    .exceptionally(this::fail);
        }
    }

    private @Nullable Void fail(Throwable failure) {
        callback.failed(failure);
        return null;
    }

    private void abandon(Throwable failure) {
        if (answered.compareAndSet(false, true)) {
            cancelDeadline();
            intake.close();
            callback.failed(failure);
        }
    }

    private void expire() {
        if (answered.compareAndSet(false, true)) {
            write(intake.tooSlow());
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
        }
    }

    private void write(OtlpResponse answer) {
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        answer.headers().forEach(response.getHeaders()::put);
        if (answer.trailers().isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        } else {
            HttpFields.Mutable trailers = HttpFields.build();
            answer.trailers().forEach(trailers::put);
            response.setTrailersSupplier(() -> trailers);
        }
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
