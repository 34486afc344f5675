package dev.vedette.agent.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.agent.approval.ApprovalDesk.Outcome;
import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.limit.HandClock;
import dev.vedette.agent.limit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalDeskTest {
    private static final String IDENTITY = "sha256:aaaa";

    private final HandClock clock = new HandClock("2026-05-05T12:00:00Z");
    private final Map<Instant, List<Runnable>> alarms = new TreeMap<>();
    private final List<String> news = new ArrayList<>();
    private final ApprovalTerms terms = ApprovalTerms.standard(text -> text.replace("hunter2", "[secret]"));
    private final ApprovalDesk desk = new ApprovalDesk(clock, this::alarm, 3, request -> news.add(request.tool()));

    private Runnable alarm(Instant when, Runnable task) {
        alarms.computeIfAbsent(when, unknown -> new ArrayList<>()).add(task);
        return () -> alarms.getOrDefault(when, List.of()).remove(task);
    }

    /** Moves the clock and rings what is due. */
    private void pass(Duration time) {
        clock.move(time);
        alarms.entrySet().stream()
                .filter(entry -> !entry.getKey().isAfter(clock.instant()))
                .flatMap(entry -> List.copyOf(entry.getValue()).stream())
                .toList()
                .forEach(Runnable::run);
    }

    private ApprovalRequest request(Principal principal, String... labels) {
        return terms.request(
                Samples.tool("pay", labels),
                "{\"key\":\"hunter2\"}",
                IDENTITY,
                principal,
                "a person must agree",
                clock.instant());
    }

    private ApprovalRequest request(String... labels) {
        return request(Samples.principal("r1"), labels);
    }

    private CompletableFuture<Approval> ask(ApprovalRequest request) {
        return desk.ask(request).toCompletableFuture();
    }

    private void waitFor(ApprovalRequest request) {
        assertThat(ask(request)).isNotDone();
    }

    @Test
    void anApprovalIsForTheExactActionAndForOnce() {
        ApprovalRequest request = request();
        CompletableFuture<Approval> answer = ask(request);
        assertThat(news).containsExactly("pay");
        assertThat(desk.pending()).containsExactly(request);
        assertThat(desk.decide(request.id(), "sha256:bbbb", true, "grace")).isEqualTo(Outcome.OTHER_ACTION);
        assertThat(answer).isNotDone();
        assertThat(desk.decide(request.id(), IDENTITY, true, "grace")).isEqualTo(Outcome.DECIDED);
        assertThat(desk.decide(request.id(), IDENTITY, true, "grace")).isEqualTo(Outcome.NOT_WAITING);

        Approval approval = answer.join();
        Instant now = clock.instant();
        assertThat(approval).isEqualTo(new Approval(request.id(), IDENTITY, true, "grace", Approval.Kind.PERSON, now));
        assertThat(approval.allows(request, IDENTITY, now)).isTrue();
        assertThat(approval.allows(request, "sha256:bbbb", now))
                .as("another action")
                .isFalse();
        assertThat(approval.allows(request(), IDENTITY, now))
                .as("the same action again")
                .isFalse();
        assertThat(approval.allows(request, IDENTITY, request.expiresAt()))
                .as("too late")
                .isFalse();
        assertThat(desk.pending()).isEmpty();
        assertThat(alarms.values()).allSatisfy(waiting -> assertThat(waiting).isEmpty());
    }

    @Test
    void aDenialDenies() {
        ApprovalRequest request = request();
        CompletableFuture<Approval> answer = ask(request);
        desk.decide(request.id(), IDENTITY, false, "ada");
        assertThat(answer.join().allows(request, IDENTITY, clock.instant())).isFalse();
        assertThat(answer.join().by()).isEqualTo("ada");
    }

    @Test
    void silenceIsADenial() {
        ApprovalRequest request = request();
        CompletableFuture<Approval> answer = ask(request);
        pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(answer).isNotDone();
        pass(Duration.ofMillis(1));
        assertThat(answer.join().kind()).isEqualTo(Approval.Kind.TIMEOUT);
        assertThat(answer.join().approved()).isFalse();
        assertThat(desk.pending()).isEmpty();
    }

    @Test
    void anAlarmThatIsLateApprovesNothing() {
        ApprovalRequest request = request();
        CompletableFuture<Approval> answer = ask(request);
        clock.move(Duration.ofMinutes(10));
        assertThat(desk.decide(request.id(), IDENTITY, true, "grace")).isEqualTo(Outcome.NOT_WAITING);
        pass(Duration.ZERO);
        assertThat(answer.join().approved()).isFalse();
        assertThat(ask(request).join().kind()).isEqualTo(Approval.Kind.TIMEOUT);
    }

    @ParameterizedTest(name = "{0} agrees to a tool labelled {1}: {2}")
    @CsvSource({
        "grace, '', DECIDED",
        "ada, '', DECIDED",
        "helper, '', NOT_YOURS",
        "grace, money, DECIDED",
        "ada, money, NOT_YOURS",
        "' ADA ', production, NOT_YOURS",
        "Helper, money, NOT_YOURS"
    })
    void somebodyElseMustAgreeWhereItMatters(String by, String label, Outcome outcome) {
        ApprovalRequest request = label.isEmpty() ? request() : request(label);
        waitFor(request);
        assertThat(desk.decide(request.id(), IDENTITY, true, by)).isEqualTo(outcome);
        assertThat(desk.pending()).hasSize(outcome == Outcome.DECIDED ? 0 : 1);
    }

    @Test
    void nobodyCanTellWhetherAnUnnamedUserIsTheApprover() {
        Principal unnamed = new Principal(Caller.ANONYMOUS, "helper", "1", "s", "r", 0);
        ApprovalRequest request = request(unnamed, "money");
        waitFor(request);
        assertThat(desk.decide(request.id(), IDENTITY, true, "grace")).isEqualTo(Outcome.NOT_YOURS);
        assertThat(desk.decide(request.id(), IDENTITY, false, "grace")).isEqualTo(Outcome.DECIDED);
    }

    @Test
    void peopleAreNotAskedTooMuch() {
        waitFor(request());
        waitFor(request());
        ApprovalRequest third = request();
        waitFor(third);
        assertThat(ask(request()).join().kind()).isEqualTo(Approval.Kind.NOBODY);
        assertThat(ask(third).join().kind()).as("asked twice").isEqualTo(Approval.Kind.NOBODY);
        assertThat(desk.pending()).hasSize(3);
    }

    @Test
    void aClosedDeskDenies() {
        CompletableFuture<Approval> answer = ask(request());
        desk.close();
        assertThat(answer.join().approved()).isFalse();
        assertThat(ask(request()).join().approved()).isFalse();
    }

    @Test
    void whoeverIsAskedSeesEverythingButSecrets() {
        assertThat(request().arguments()).isEqualTo("{\"key\":\"[secret]\"}");
        assertThat(request().id()).hasSize(32).isNotEqualTo(request().id());
    }

    @Test
    void whereThereIsNobodyToAskEverythingIsDenied() {
        ApprovalRequest request = request();
        assertThat(Approver.denyAll(clock).ask(request).toCompletableFuture().join())
                .isEqualTo(Approval.denied(request, Approval.Kind.NOBODY, clock.instant()));
        assertThatThrownBy(() -> desk.decide(request.id(), IDENTITY, true, " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRealSchedulerRings() throws Exception {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try (ApprovalDesk real = new ApprovalDesk(clock, Alarm.on(scheduler, clock), 3, request -> {})) {
            ApprovalTerms hasty = new ApprovalTerms(text -> text, Duration.ofMillis(20), terms.separateApproverFor());
            ApprovalRequest request =
                    hasty.request(Samples.tool("pay"), "{}", IDENTITY, Samples.principal("r"), "", clock.instant());
            assertThat(real.ask(request)
                            .toCompletableFuture()
                            .get(30, TimeUnit.SECONDS)
                            .kind())
                    .isEqualTo(Approval.Kind.TIMEOUT);
        } finally {
            scheduler.shutdownNow();
        }
    }
}
