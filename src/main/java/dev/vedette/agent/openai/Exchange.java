package dev.vedette.agent.openai;

import dev.vedette.agent.model.ChatModel.PieceListener;
import dev.vedette.agent.model.ModelException;
import dev.vedette.agent.model.ModelFault;
import dev.vedette.agent.model.ModelReply;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * One question and its answer. One thread carries it over the network; the thread that asked waits here and is handed
 * the pieces, which are no more than the answer's limit allows. Whoever waits may leave: the connection is then closed.
 */
final class Exchange {
    /** The HTTP client has no other way to tell its interceptor whose request it is. */
    private static final ThreadLocal<Exchange> CARRIED = new ThreadLocal<>();

    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    private final @Nullable String key;
    private final int answerLimit;
    private final long asked = System.nanoTime();

    private volatile @Nullable Call call;
    private volatile boolean left;
    private volatile @Nullable Long lastByte;
    private volatile @Nullable Duration firstPiece;

    /** With this key, or null for none. */
    Exchange(@Nullable String key, int answerLimit) {
        this.key = key;
        this.answerLimit = answerLimit;
    }

    /** The exchange that this thread carries. */
    static Exchange carried() {
        return CARRIED.get();
    }

    @Nullable
    String key() {
        return key;
    }

    int answerLimit() {
        return answerLimit;
    }

    /** Carries the question; never throws. The client library is written in Kotlin, which declares no exception. */
    void carry(Supplier<ModelReply> asking, Function<Exception, ModelFault> reading) {
        CARRIED.set(this);
        try {
            news.add(new Answered(asking.get()));
        } catch (Exception failure) {
            news.add(new Failed(reading.apply(failure)));
        } catch (Error broken) {
            news.add(new Broken(broken));
        } finally {
            CARRIED.remove();
        }
    }

    /** The request is about to go out. */
    void going(Call made) {
        call = made;
        if (left) {
            made.cancel();
        }
    }

    /** A part of the answer's body has come. From the first one on a stall is possible, so whoever waits must know. */
    void heard() {
        boolean first = lastByte == null;
        lastByte = System.nanoTime();
        if (first) {
            news.add(new Begun());
        }
    }

    /** Whether an answer has begun. */
    boolean hasBegun() {
        return lastByte != null;
    }

    /** A piece of the text, not empty. */
    void piece(String text) {
        stirred();
        news.add(new Piece(text));
    }

    /** A piece of an answer that is no text, such as a tool's name. */
    void stirred() {
        if (firstPiece == null) {
            firstPiece = Duration.ofNanos(System.nanoTime() - asked);
        }
    }

    @Nullable
    Duration firstPiece() {
        return firstPiece;
    }

    /** Waits for the whole answer, on the thread that asked. */
    ModelReply await(Duration timeLimit, Duration stallLimit, PieceListener pieces)
            throws ModelException, InterruptedException {
        boolean over = false;
        try {
            while (true) {
                News heard = next(timeLimit, stallLimit);
                over = heard instanceof Last;
                if (heard instanceof Last last) {
                    return outcome(last);
                } else if (heard instanceof Piece piece) {
                    pieces.onText(piece.text());
                }
            }
        } finally {
            if (!over) {
                leave();
            }
        }
    }

    private News next(Duration timeLimit, Duration stallLimit) throws ModelException, InterruptedException {
        while (true) {
            long remaining = timeLimit.minusNanos(System.nanoTime() - asked).toNanos();
            if (remaining <= 0) {
                throw fault(ModelFault.Kind.TIMED_OUT);
            }
            long patience = patience(stallLimit);
            News heard = news.poll(Math.max(0, Math.min(remaining, patience)), TimeUnit.NANOSECONDS);
            if (heard != null) {
                return heard;
            }
            if (patience(stallLimit) <= 0) {
                throw fault(ModelFault.Kind.STALLED);
            }
        }
    }

    /** How long the provider may still say nothing. A model may think before it begins: that is not a stall. */
    private long patience(Duration stallLimit) {
        Long last = lastByte;
        return last == null
                ? Long.MAX_VALUE
                : stallLimit.minusNanos(System.nanoTime() - last).toNanos();
    }

    private static ModelException fault(ModelFault.Kind kind) {
        return new ModelException(new ModelFault(kind, 0, null));
    }

    private static ModelReply outcome(Last last) throws ModelException {
        if (last instanceof Answered answered) {
            return answered.reply();
        }
        if (last instanceof Failed failed) {
            throw new ModelException(failed.fault());
        }
        throw ((Broken) last).error();
    }

    private void leave() {
        left = true;
        Call made = call;
        if (made != null) {
            made.cancel();
        }
    }

    private sealed interface News {}

    private record Begun() implements News {}

    private record Piece(String text) implements News {}

    /** Nothing comes after it, and the connection is done with. */
    private sealed interface Last extends News {}

    private record Answered(ModelReply reply) implements Last {}

    private record Failed(ModelFault fault) implements Last {}

    private record Broken(Error error) implements Last {}
}
