package dev.vedette.web;

import dev.vedette.alerting.Matcher;
import dev.vedette.alerting.Silence;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Silences: nobody is told of some alerts for a while. */
final class SilencesApi {
    private static final int MATCHERS = 10;
    private static final long LONGEST_MINUTES = Duration.ofDays(30).toMinutes();

    private final DashboardData data;

    SilencesApi(DashboardData data) {
        this.data = data;
    }

    void routes(RouteTable table) {
        table.get("/api/v1/silences", this::list);
        table.post("/api/v1/silences", this::create);
        table.delete("/api/v1/silences/{id}", this::expire);
        table.post("/api/v1/receivers/enable", this::enable);
    }

    private void list(Context context) {
        Json.answer(context, new SilenceList(data.alerts().silences(data.clock().instant())));
    }

    private void create(Context context) {
        NewSilence wanted = Json.body(context, NewSilence.class);
        Silence silence = data.desk()
                .silence(
                        wanted.checkedMatchers(),
                        wanted.duration(),
                        new AlertsApi.Note(wanted.by(), null).author(),
                        Words.bounded("comment", wanted.comment() == null ? "" : wanted.comment(), 1000));
        data.feed().publishRefresh();
        context.status(201);
        Json.answer(context, silence);
    }

    private void expire(Context context) {
        Silence ended = data.desk()
                .expire(new Parameters(context).id("id"), "dashboard")
                .orElseThrow(() -> Problem.notFound("There is no such silence that still lasts."));
        data.feed().publishRefresh();
        Json.answer(context, ended);
    }

    private void enable(Context context) {
        String receiver = Json.body(context, Receiver.class).receiver();
        if (receiver == null || !data.alerts().disabledReceivers().contains(receiver)) {
            throw Problem.notFound("No receiver of that name is switched off.");
        }
        data.alerts().enableReceiver(receiver);
        Json.answer(context, new Receiver(receiver));
    }

    /** The silences that have not ended. */
    record SilenceList(List<Silence> silences) {}

    /** The name of a receiver in the configuration. */
    record Receiver(@Nullable String receiver) {}

    /** One condition; {@code equal} is true when left out. */
    record Condition(
            @Nullable String label,
            @Nullable String value,
            @Nullable Boolean equal) {
        Matcher matcher() {
            if (label == null || label.isBlank() || value == null) {
                throw Problem.badRequest("A matcher lacks its label or value.", "Give both.");
            }
            return new Matcher(Words.bounded("label", label, 200), bounded(value), equal == null || equal);
        }

        /** Values are compared exactly, so nothing is stripped from them. */
        private static String bounded(String value) {
            if (value.length() > 1000) {
                throw Problem.badRequest("value is too long.", "Use at most 1000 characters.");
            }
            return value;
        }
    }

    /** A silence to be made. */
    record NewSilence(
            @Nullable List<Condition> matchers,
            @Nullable Long durationMinutes,
            @Nullable String by,
            @Nullable String comment) {
        List<Matcher> checkedMatchers() {
            if (matchers == null || matchers.isEmpty() || matchers.size() > MATCHERS) {
                throw Problem.badRequest(
                        "A silence needs 1 to " + MATCHERS + " matchers.", "Without one it would silence everything.");
            }
            return matchers.stream().map(Condition::matcher).toList();
        }

        Duration duration() {
            if (durationMinutes == null || durationMinutes < 1 || durationMinutes > LONGEST_MINUTES) {
                throw Problem.badRequest(
                        "durationMinutes is out of range.", "Use 1 to " + LONGEST_MINUTES + "; every silence ends.");
            }
            return Duration.ofMinutes(durationMinutes);
        }
    }
}
