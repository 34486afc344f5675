package dev.vedette.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.agent.access.AllowedTool;
import dev.vedette.agent.access.Allowlist;
import dev.vedette.agent.access.FlowRule;
import dev.vedette.agent.approval.Approval;
import dev.vedette.agent.approval.ApprovalDesk;
import dev.vedette.agent.approval.Approver;
import dev.vedette.agent.brake.Brake;
import dev.vedette.agent.brake.BrakeLevel;
import dev.vedette.agent.brake.BrakeScope;
import dev.vedette.agent.tool.Tool;
import dev.vedette.agent.tool.ToolDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What needs a person's consent, and what becomes of it; what was read before counts, wherever it was read. */
@Timeout(60)
class ConsentMatrixTest {
    private static final String SPAN = "execute_tool send";
    private static final Policy ASKING = Policy.standard()
            .allowing(new Allowlist(List.of(
                    new Allowlist.Grant("support", Set.of(), List.of(new AllowedTool("send", null, Set.of(), true))))));

    private final Stage stage = new Stage();
    private final List<Runnable> alarms = new ArrayList<>();

    @AfterEach
    void close() {
        assertThat(stage.unended()).isEmpty();
        stage.close();
    }

    private RunResult ask(Approver approver) {
        stage.builder.approver(approver);
        stage.script("send", "hello");
        return stage.run(stage.agent(stage.recording("send")).policy(ASKING));
    }

    private void refused(String guard, String reason) {
        assertThat(stage.done).isEmpty();
        assertThat(stage.decisions(SPAN)).contains(guard + " deny " + reason);
        assertThat(stage.attribute(SPAN, "error.type")).isEqualTo("policy_denied");
    }

    /** A desk at which somebody acts as soon as something is asked. */
    private ApprovalDesk desk(Consumer<ApprovalDesk> act) {
        ApprovalDesk[] made = new ApprovalDesk[1];
        made[0] = new ApprovalDesk(
                stage.clock,
                (when, task) -> {
                    alarms.add(task);
                    return () -> {};
                },
                10,
                request -> act.accept(made[0]));
        return made[0];
    }

    private static void decide(ApprovalDesk desk, boolean approved, String by) {
        desk.pending().forEach(request -> desk.decide(request.id(), request.identity(), approved, by));
    }

    @Test
    void whatAPersonAgreesToHappens() {
        RunResult result = ask(desk(desk -> decide(desk, true, "ada")));

        assertThat(result.completed()).isTrue();
        assertThat(stage.done).containsExactly("hello");
        assertThat(stage.decisions(SPAN)).containsExactly("tool-allowlist ask approval_required");
        assertThat(stage.span(SPAN).getEvents())
                .anySatisfy(
                        event -> assertThat(event.getAttributes().toString()).contains("approved"));
    }

    @Test
    void whatAPersonDoesNotAgreeToDoesNotHappen() {
        ask(desk(desk -> decide(desk, false, "ada")));

        refused("approval", "approval_denied");
        assertThat(stage.told()).containsExactly("A person was asked and did not agree. Do not try again.");
    }

    @Test
    void silenceIsNoConsent() {
        ask(desk(desk -> {
            stage.clock.move(Duration.ofMinutes(10));
            alarms.forEach(Runnable::run);
        }));

        refused("approval", "approval_timeout");
        assertThat(stage.told()).containsExactly("A person was asked and did not answer in time.");
    }

    @Test
    void consentToAnotherActionIsNone() {
        ask(request -> CompletableFuture.completedFuture(
                new Approval(request.id(), "0".repeat(64), true, "ada", Approval.Kind.PERSON, stage.clock.instant())));

        refused("approval", "approval_denied");
    }

    @Test
    void consentThatComesTooLateIsNone() {
        ask(request -> {
            stage.clock.move(Duration.ofMinutes(11));
            return CompletableFuture.completedFuture(new Approval(
                    request.id(), request.identity(), true, "ada", Approval.Kind.PERSON, stage.clock.instant()));
        });

        refused("approval", "approval_denied");
    }

    @Test
    void withNobodyToAskNothingHappens() {
        stage.script("send", "hello");

        stage.run(stage.agent(stage.recording("send")).policy(ASKING));

        refused("approval", "approval_denied");
    }

    /** How an approver can be broken. */
    enum Broken {
        THROWS,
        FAILS,
        CANCELS,
        ANSWERS_NOTHING
    }

    @ParameterizedTest
    @EnumSource
    void anApproverThatIsBrokenHasNotAgreed(Broken broken) {
        RunResult result = ask(request -> switch (broken) {
            case THROWS -> throw new IllegalStateException("no connection");
            case FAILS -> CompletableFuture.failedFuture(new IllegalStateException("no connection"));
            case ANSWERS_NOTHING -> CompletableFuture.completedFuture(null);
            case CANCELS -> {
                CompletableFuture<Approval> cancelled = new CompletableFuture<>();
                cancelled.cancel(false);
                yield cancelled;
            }
        });

        assertThat(result.completed()).isTrue();
        refused("approval", "approval_denied");
    }

    @Test
    void aBrakeThatIsSetWhileAPersonThinksHolds() {
        ask(desk(desk -> {
            stage.runtime()
                    .brakes()
                    .set(new Brake(
                            "b",
                            BrakeScope.AGENT,
                            "support",
                            BrakeLevel.READ_ONLY,
                            "a drill",
                            stage.clock.instant().plusSeconds(60)));
            decide(desk, true, "ada");
        }));

        refused("brake", "brake_read_only");
        assertThat(stage.told()).containsExactly("Nothing may be changed at present. Only look.");
    }

    private Tool page() {
        return stage.taking("page").readOnly().untrusted().answering(words -> "a page");
    }

    private Tool customers() {
        return stage.taking("customers").readOnly().secretive().answering(words -> "a customer");
    }

    private Tool send() {
        return stage.taking("send").sink().answering(stage::note);
    }

    private void calls(String tool) {
        stage.server.callsTool(tool, "{\"words\":\"w\"}");
    }

    @Test
    void ofTwoSourcesAndASinkTwoAreFine() {
        calls("page");
        calls("send");
        stage.server.answers("The end.");

        stage.run(stage.agent(page(), customers(), send()));

        assertThat(stage.done).containsExactly("w");
    }

    @Test
    void allThreeNeedConsent() {
        calls("page");
        calls("customers");
        calls("send");
        stage.server.answers("The end.");

        stage.run(stage.agent(page(), customers(), send()));

        assertThat(stage.decisions(SPAN)).contains("flow ask taint");
        refused("approval", "approval_denied");
    }

    @Test
    void aRuleThatDeniesAsksNobody() {
        FlowRule never = new FlowRule(Set.of(ToolDefinition.UNTRUSTED), Set.of(ToolDefinition.SINK), true);
        Policy standard = Policy.standard();
        Policy strict = new Policy(
                standard.title(),
                standard.shadow(),
                null,
                List.of(never),
                standard.output(),
                standard.limits(),
                standard.loops(),
                standard.consent(),
                List.of());
        calls("page");
        calls("send");
        stage.server.answers("The end.");

        stage.run(stage.agent(page(), send()).policy(strict));

        refused("flow", "taint");
    }

    @Test
    void whatAnEarlierTurnHasReadCountsEvenIfThatTurnFailed() {
        calls("page");
        calls("customers");
        stage.server.fails(400);
        calls("send");
        stage.server.answers("The end.");
        Conversation conversation = stage.runtime()
                .converse(stage.agent(page(), customers(), send()).build(), Stage.JO);

        assertThat(conversation.say("Look.").outcome()).isEqualTo(new Outcome.Failed("rejected"));
        assertThat(conversation.say("Send.").completed()).isTrue();

        assertThat(stage.decisions(SPAN)).contains("flow ask taint");
        refused("approval", "approval_denied");
    }

    @Test
    void whatASubAgentHasReadCounts() {
        Agent reader = Agent.named("reader")
                .model(stage.model())
                .tool(page())
                .tool(customers())
                .build();
        stage.server.callsTool("reader", "{\"task\":\"Read.\"}");
        calls("page");
        calls("customers");
        stage.server.answers("I have read it.");
        calls("send");
        stage.server.answers("The end.");

        stage.run(stage.agent(send(), reader.asTool("Reads")));

        assertThat(stage.decisions(SPAN)).contains("flow ask taint");
        refused("approval", "approval_denied");
    }
}
