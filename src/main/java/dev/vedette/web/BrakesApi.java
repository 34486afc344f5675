package dev.vedette.web;

import dev.vedette.brakes.Brake;
import dev.vedette.brakes.BrakeLevel;
import dev.vedette.brakes.BrakeScope;
import dev.vedette.brakes.BrakeStore;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brakes: people set and lift them, agents' runtimes ask for them every few seconds. */
final class BrakesApi {
    static final String BRAKES = "/api/v1/brakes";

    /** Runtimes take twice as many. */
    private static final int MOST = 500;

    private static final int LONGEST_KEY = 500;
    private static final int LONGEST_REASON = 500;

    private final DashboardData data;

    BrakesApi(DashboardData data) {
        this.data = data;
    }

    void routes(RouteTable table) {
        table.get(BRAKES, this::list);
        table.post(BRAKES, this::set);
        table.delete(BRAKES + "/{id}", this::lift);
    }

    /** The tag is made of the answer itself, so that a store that begins anew cannot repeat one. */
    private void list(Context context) {
        BrakeStore.Board board = data.brakes().board(data.clock().instant());
        String answer = Json.text(board);
        String tag = tag(answer);
        context.header("ETag", tag);
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
        } else {
            context.contentType("application/json").result(answer);
        }
    }

    private void set(Context context) {
        NewBrake wanted = Json.body(context, NewBrake.class);
        Instant now = data.clock().instant();
        if (data.brakes().board(now).brakes().size() >= MOST) {
            throw Problem.of(409, "There are too many brakes.", "Lift some, or set one that is wider.");
        }
        Brake brake = wanted.from(now);
        data.brakes().keep(brake);
        data.feed().publishRefresh();
        context.status(201);
        Json.answer(context, brake);
    }

    private void lift(Context context) {
        Brake lifted = data.brakes()
                .lift(new Parameters(context).id("id"), data.clock().instant())
                .orElseThrow(() -> Problem.notFound("There is no such brake that still holds."));
        data.feed().publishRefresh();
        Json.answer(context, lifted);
    }

    private static String tag(String answer) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(answer.getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A brake to be set. */
    record NewBrake(
            @Nullable String scope,
            @Nullable String key,
            @Nullable String level,
            @Nullable Long durationMinutes,
            @Nullable String reason,
            @Nullable String by) {
        Brake from(Instant now) {
            BrakeScope checkedScope = Parameters.constantOf("scope", scope == null ? "" : scope, BrakeScope.class);
            BrakeLevel checkedLevel = Parameters.constantOf("level", level == null ? "" : level, BrakeLevel.class);
            return new Brake(
                    UUID.randomUUID().toString(),
                    checkedScope,
                    checkedKey(checkedScope),
                    checkedLevel,
                    Words.bounded("reason", reason == null ? "" : reason, LONGEST_REASON),
                    new AlertsApi.Note(by, null).author(),
                    now,
                    now.plus(duration()));
        }

        /** Names are compared exactly, so nothing is stripped from them. */
        private String checkedKey(BrakeScope checkedScope) {
            String name = key == null ? "" : key;
            if ((checkedScope == BrakeScope.ALL) != name.isEmpty()) {
                throw Problem.badRequest(
                        "scope and key do not fit each other.",
                        "Name the run, session, agent or tenant in key; leave it out for all.");
            }
            if (name.length() > LONGEST_KEY) {
                throw Problem.badRequest("key is too long.", "Use at most " + LONGEST_KEY + " characters.");
            }
            return name;
        }

        private Duration duration() {
            if (durationMinutes == null || durationMinutes < 1 || durationMinutes > Brake.LONGEST.toMinutes()) {
                throw Problem.badRequest(
                        "durationMinutes is out of range.",
                        "Use 1 to " + Brake.LONGEST.toMinutes() + "; every brake ends.");
            }
            return Duration.ofMinutes(durationMinutes);
        }
    }
}
