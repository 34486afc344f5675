package dev.vedette.export;

import dev.vedette.telemetry.StoreException;
import dev.vedette.telemetry.StoredBatch;
import dev.vedette.telemetry.TraceStore;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The work of a forwarder in single steps, without a thread and without waiting. The log of spans is the queue; all
 * that is kept besides is a position in it. A position is saved after its batch was answered, so a crash sends some
 * batches twice and loses none.
 */
final class Forwarding {
    private static final int READ_AHEAD = 8;
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration SAVE_EVERY = Duration.ofSeconds(1);
    private static final long NOT_LOADED = -1;

    private final Destination destination;
    private final TraceStore store;
    private final CursorStore cursors;
    private final Transport transport;
    private final InstantSource clock;
    private final Backoff backoff;
    private final Tally tally;
    private final long maxLag;
    private final Deque<StoredBatch> ahead = new ArrayDeque<>();
    private @Nullable Shipment shipment;

    /** Not while a destination takes nothing at all: it would be asked about every record in vain. */
    private boolean halving = true;

    private long position = NOT_LOADED;
    private long saved = NOT_LOADED;
    private Instant notBefore = Instant.MIN;
    private Instant savedAt = Instant.EPOCH;

    Forwarding(
            Destination destination,
            TraceStore store,
            CursorStore cursors,
            Transport transport,
            InstantSource clock,
            Backoff backoff,
            Tally tally,
            long maxLag) {
        this.destination = destination;
        this.store = store;
        this.cursors = cursors;
        this.transport = transport;
        this.clock = clock;
        this.backoff = backoff;
        this.tally = tally;
        this.maxLag = maxLag;
    }

    /** Does at most one request; answers when the next step is due, which is now when there is more to do. */
    Instant step() {
        Instant now = clock.instant();
        if (now.isBefore(notBefore)) {
            return notBefore;
        }
        try {
            load();
            if (ahead.isEmpty()) {
                lookAhead();
            }
            Instant next = ahead.isEmpty() ? now.plus(IDLE) : send(ahead.getFirst());
            saveIfDue();
            return next;
        } catch (StoreException | UncheckedIOException failure) {
            return failed(failure.toString(), null);
        }
    }

    /** Whether the last attempt failed. */
    boolean failing() {
        return backoff.failing();
    }

    /** Saves the position now. */
    void save() {
        if (position != saved) {
            cursors.save(destination.name(), position);
            saved = position;
            savedAt = clock.instant();
        }
    }

    /** Finds where to begin, once: a destination that was never served begins with what comes from now on. */
    void load() {
        if (position != NOT_LOADED) {
            return;
        }
        long known = cursors.load(destination.name());
        position = known == CursorStore.UNKNOWN ? store.head() : known;
        saved = known;
        save();
    }

    private void lookAhead() {
        long head = store.head();
        long tail = store.tail();
        if (position > head) {
            // The log is a new one: whatever it holds was never sent.
            position = tail;
        } else if (position < tail) {
            skipTo(tail, "retention has deleted them");
        }
        if (head - position > maxLag) {
            skipTo(head - maxLag, "more than " + maxLag + " batches are waiting");
        }
        ahead.addAll(store.after(position, backoff.failing() ? 1 : READ_AHEAD));
        tally.at(position, head);
    }

    private void skipTo(long target, String why) {
        tally.dropped(target - position, why);
        position = target;
    }

    private Instant send(StoredBatch stored) {
        if (!destination.signals().contains(stored.batch().signal())
                || stored.batch().size() == 0) {
            return advance(stored);
        }
        Shipment current = shipment(stored);
        Shipment.Parcel parcel = current.next();
        Answer answer = transport.send(stored.batch().signal(), parcel.payload());
        if (answer instanceof Answer.Retry retry) {
            current.unload();
            return failed(retry.why(), retry.after());
        }
        boolean done = answer instanceof Answer.Refused refused
                ? refused(current, parcel, refused)
                : delivered(current, parcel, (Answer.Delivered) answer);
        backoff.reset();
        return done ? advance(stored) : clock.instant();
    }

    private Shipment shipment(StoredBatch stored) {
        if (shipment == null || !shipment.isOf(stored)) {
            shipment = new Shipment(stored, destination.batchLimit());
        } else {
            shipment.load(stored);
        }
        return shipment;
    }

    private boolean delivered(Shipment current, Shipment.Parcel parcel, Answer.Delivered delivered) {
        halving = true;
        tally.delivered(parcel.records(), delivered, backoff.failing(), clock.instant());
        return current.taken();
    }

    /** One bad record can cost a whole request; halving it finds the good ones. */
    private boolean refused(Shipment current, Shipment.Parcel parcel, Answer.Refused refused) {
        if (refused.divisible() && halving && current.halve()) {
            return false;
        }
        boolean all = current.hopeless();
        halving &= !all || current.anyTaken();
        tally.refused(all ? current.records() : parcel.records(), refused.why(), clock.instant());
        return all || current.answered();
    }

    private Instant advance(StoredBatch stored) {
        ahead.removeFirst();
        shipment = null;
        position = stored.position();
        tally.at(position, Math.max(position, position + tally.status().lag() - 1));
        return clock.instant();
    }

    /** While a backend is down its batches wait in the log, not in memory. */
    private Instant failed(String why, @Nullable Duration after) {
        tally.failed(why, !backoff.failing());
        ahead.clear();
        Duration wait = backoff.next();
        notBefore = clock.instant().plus(after != null && after.compareTo(wait) > 0 ? after : wait);
        return notBefore;
    }

    private void saveIfDue() {
        if (position != saved && !clock.instant().isBefore(savedAt.plus(SAVE_EVERY))) {
            save();
        }
    }
}
