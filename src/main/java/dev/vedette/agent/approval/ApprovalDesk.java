package dev.vedette.agent.approval;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Keeps requests until a person of this program decides about them or the time is over. Every decision is for one
 * request and the exact action that it names, and is used up by it. When too many wait already, further ones are denied:
 * people who are asked too much agree to anything. Thread-safe.
 */
public final class ApprovalDesk implements Approver, AutoCloseable {
    /** So many wait at once. */
    public static final int STANDARD_WAITING = 100;

    private record Waiting(ApprovalRequest request, CompletableFuture<Approval> answer, Runnable cancelAlarm) {}

    private final InstantSource clock;
    private final Alarm alarm;
    private final int mostWaiting;
    private final Consumer<ApprovalRequest> news;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private boolean closed;

    /** How a decision was taken up. */
    public enum Outcome {
        /** The request has its answer. */
        DECIDED,
        /** There is no such request: it was decided about, it is too late, or there never was one. */
        NOT_WAITING,
        /** The action is not the one that was asked about. */
        OTHER_ACTION,
        /** Somebody else than the user, or anybody at all instead of the agent, must decide. */
        NOT_YOURS
    }

    /**
     * Nothing waits yet.
     *
     * @param mostWaiting positive
     * @param news told of every request that begins to wait, on the thread that asks; must be quick
     */
    public ApprovalDesk(InstantSource clock, Alarm alarm, int mostWaiting, Consumer<ApprovalRequest> news) {
        this.clock = clock;
        this.alarm = alarm;
        this.mostWaiting = mostWaiting;
        this.news = news;
    }

    @Override
    public CompletionStage<Approval> ask(ApprovalRequest request) {
        CompletableFuture<Approval> answer = new CompletableFuture<>();
        boolean late = !clock.instant().isBefore(request.expiresAt());
        synchronized (this) {
            if (closed || late || waiting.size() >= mostWaiting || waiting.containsKey(request.id())) {
                Approval.Kind kind = late ? Approval.Kind.TIMEOUT : Approval.Kind.NOBODY;
                answer.complete(Approval.denied(request, kind, clock.instant()));
                return answer;
            }
            Runnable cancelAlarm = alarm.at(request.expiresAt(), () -> expire(request.id()));
            waiting.put(request.id(), new Waiting(request, answer, cancelAlarm));
        }
        news.accept(request);
        return answer;
    }

    /** What waits for a decision, the oldest first. */
    public synchronized List<ApprovalRequest> pending() {
        return waiting.values().stream().map(Waiting::request).toList();
    }

    /**
     * Decides.
     *
     * @param identity the hash of the action as the person saw it
     * @param by who decides, not blank; that it is true is for the program to see to
     */
    public Outcome decide(String id, String identity, boolean approved, String by) {
        if (by.isBlank()) {
            throw new IllegalArgumentException("Somebody must have decided.");
        }
        Waiting found;
        synchronized (this) {
            Waiting candidate = waiting.get(id);
            if (candidate == null
                    || !clock.instant().isBefore(candidate.request().expiresAt())) {
                return Outcome.NOT_WAITING;
            }
            if (!candidate.request().identity().equals(identity)) {
                return Outcome.OTHER_ACTION;
            }
            if (approved && !mayApprove(candidate.request(), by.strip())) {
                return Outcome.NOT_YOURS;
            }
            waiting.remove(id);
            found = candidate;
        }
        found.cancelAlarm().run();
        found.answer()
                .complete(new Approval(id, identity, approved, by.strip(), Approval.Kind.PERSON, clock.instant()));
        return Outcome.DECIDED;
    }

    /** Denies everything that waits, and whatever is asked from now on. */
    @Override
    public void close() {
        List<Waiting> left;
        synchronized (this) {
            closed = true;
            left = new ArrayList<>(waiting.values());
            waiting.clear();
        }
        left.forEach(one -> deny(one, Approval.Kind.NOBODY));
    }

    /** A user that nobody named cannot be told from the approver, so nobody may approve where they must differ. */
    private static boolean mayApprove(ApprovalRequest request, String by) {
        String user = request.principal().caller().user();
        if (by.equalsIgnoreCase(request.principal().agent())) {
            return false;
        }
        return !request.separateApprover() || (user != null && !by.equalsIgnoreCase(user));
    }

    private void expire(String id) {
        Waiting found;
        synchronized (this) {
            found = waiting.remove(id);
        }
        if (found != null) {
            deny(found, Approval.Kind.TIMEOUT);
        }
    }

    private void deny(Waiting one, Approval.Kind kind) {
        one.cancelAlarm().run();
        one.answer().complete(Approval.denied(one.request(), kind, clock.instant()));
    }
}
