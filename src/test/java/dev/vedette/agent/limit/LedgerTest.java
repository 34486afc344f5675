package dev.vedette.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.limit.Grant.Exhausted;
import dev.vedette.agent.limit.Grant.Granted;
import dev.vedette.agent.limit.Grant.Later;
import dev.vedette.agent.model.TokenCount;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerTest {
    private static final String MODEL = "gpt-5-mini";
    private static final TokenPrice PRICES = TokenPrice.of(Map.of(MODEL, TokenPrice.Price.usd("1", "10")));

    private final HandClock clock = new HandClock("2026-05-05T12:00:00Z");

    private static Principal principal(String run, int depth) {
        return new Principal(Caller.user("ada").of("acme"), "helper", "1", "talk", run, depth);
    }

    private Ledger ledger(Scope scope, UnaryOperator<Allowance> change) {
        return new Ledger(Limits.standard().of(scope, change), PRICES, clock);
    }

    private RunBudget run(Scope scope, UnaryOperator<Allowance> change) {
        return ledger(scope, change).open(principal("r1", 0));
    }

    private static ModelDemand demand(long input, long output) {
        return new ModelDemand(MODEL, input, output);
    }

    private static Reservation granted(Grant<Reservation> grant) {
        assertThat(grant).isInstanceOf(Granted.class);
        return ((Granted<Reservation>) grant).held();
    }

    private static TokenCount used(long input, long output) {
        return new TokenCount(input, output, 0, 0, true);
    }

    private static void spend(RunBudget run, long input, long output) {
        granted(run.reserve(demand(input, output))).settle(used(input, output));
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                Arguments.of("two steps", Limit.STEPS, change(a -> a.steps(2)), 2),
                Arguments.of("tokens in for two", Limit.INPUT_TOKENS, change(a -> a.inputTokens(2_500)), 2),
                Arguments.of("tokens out for three", Limit.OUTPUT_TOKENS, change(a -> a.outputTokens(1_500)), 3),
                Arguments.of("money for one", Limit.MONEY, change(a -> a.usd("0.0085")), 1));
    }

    private static UnaryOperator<Allowance> change(UnaryOperator<Allowance> change) {
        return change;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limits")
    void everyLimitHoldsInEveryScopeAndTheAnswerNamesBoth(
            String words, Limit limit, UnaryOperator<Allowance> change, int calls) {
        for (Scope scope : Scope.values()) {
            RunBudget run = run(scope, change);
            for (int i = 0; i < calls; i++) {
                assertThat(run.exhausted()).isEmpty();
                spend(run, 1_000, 500);
            }
            assertThat(run.reserve(demand(1_000, 500)))
                    .as("%s of %s", words, scope)
                    .isEqualTo(new Exhausted<>(limit, scope));
        }
    }

    @ParameterizedTest(name = "{0} of 10,000 used of 5,000 reserved leaves {1} open after {2}")
    @CsvSource({"settle, 9000", "close, 10000", "uncounted, 5000"})
    void aReservationEndsInOneOfThreeWays(String how, long left) {
        RunBudget run = run(Scope.RUN, a -> a.outputTokens(10_000));
        Reservation reservation = granted(run.reserve(demand(100, 5_000)));
        switch (how) {
            case "settle" -> reservation.settle(used(100, 1_000));
            case "close" -> reservation.close();
            default -> reservation.settle(TokenCount.UNKNOWN);
        }
        reservation.close();
        reservation.settle(used(1, 9_999));
        Reservation next = granted(run.reserve(demand(100, 20_000)));
        assertThat(next.outputTokens()).isEqualTo(left);
        assertThat(run.spent().steps()).isEqualTo(2);
    }

    @Test
    void anAnswerGetsWhatRoomThereIsAndAUselessOneIsNotAskedFor() {
        RunBudget run = run(Scope.USER, a -> a.outputTokens(1_000));
        spend(run, 10, 744);
        Reservation last = granted(run.reserve(demand(10, 4_096)));
        assertThat(last.outputTokens()).isEqualTo(256);
        last.settle(used(10, 1));
        assertThat(run.reserve(demand(10, 4_096))).isEqualTo(new Exhausted<>(Limit.OUTPUT_TOKENS, Scope.USER));
        assertThat(granted(run.reserve(demand(10, 200))).outputTokens())
                .as("a short answer was wanted")
                .isEqualTo(200);
    }

    @Test
    void moneyLimitsTheAnswerToo() {
        // One dollar a million in and ten out: 1,000 in cost 0.001 and leave 0.004, which buys 400 out.
        RunBudget run = run(Scope.RUN, a -> a.usd("0.005"));
        Reservation reservation = granted(run.reserve(demand(1_000, 4_096)));
        assertThat(reservation.outputTokens()).isEqualTo(400);
        reservation.settle(new TokenCount(1_000, 100, 500, 0, true));
        assertThat(run.spent().usd()).isEqualByComparingTo(new BigDecimal("0.002"));
    }

    @Test
    void whatOthersHaveReservedIsWaitedForAndNotTakenForUsed() {
        Ledger ledger = ledger(Scope.AGENT, a -> a.outputTokens(1_000));
        RunBudget first = ledger.open(principal("r1", 0));
        RunBudget second = ledger.open(principal("r2", 0));
        Reservation held = granted(first.reserve(demand(10, 800)));
        assertThat(second.reserve(demand(10, 800)))
                .isEqualTo(new Later<>(Duration.ofMillis(250), Limit.OUTPUT_TOKENS, Scope.AGENT));
        assertThat(second.pressure()).isEqualTo(Pressure.EASY);
        held.close();
        granted(second.reserve(demand(10, 800))).close();
    }

    @Test
    void nothingIsReservedAnywhereWhenOneAccountRefuses() {
        Ledger ledger = ledger(Scope.TENANT, a -> a.inputTokens(1_000));
        RunBudget run = ledger.open(principal("r1", 0));
        assertThat(run.reserve(demand(1_001, 10))).isEqualTo(new Exhausted<>(Limit.INPUT_TOKENS, Scope.TENANT));
        assertThat(run.spent()).isEqualTo(new Spent(0, 0, 0, BigDecimal.valueOf(0, 9)));
        granted(run.reserve(demand(1_000, 10))).close();
    }

    @Test
    void subAgentsUseWhatIsAboveThemAndMayHaveLessOfTheirOwn() {
        RunBudget parent = run(Scope.RUN, a -> a.steps(3));
        RunBudget child = parent.child(
                principal("r1-1", 1), Limits.standard().of(Scope.RUN).steps(1));
        RunBudget grandchild = child.child(principal("r1-2", 2));
        spend(grandchild, 10, 10);
        assertThat(child.reserve(demand(10, 10))).isEqualTo(new Exhausted<>(Limit.STEPS, Scope.RUN));
        assertThat(parent.spent().steps()).isEqualTo(1);
        spend(parent, 10, 10);
        spend(parent, 10, 10);
        assertThat(parent.exhausted()).contains(new Exhausted<>(Limit.STEPS, Scope.RUN));
    }

    @Test
    void subAgentsAreNotNestedDeeperThanAllowed() {
        RunBudget parent = run(Scope.RUN, a -> a.depth(1));
        assertThat(parent.child(principal("a", 1)).exhausted()).isEmpty();
        RunBudget tooDeep = parent.child(principal("a", 1)).child(principal("b", 2));
        assertThat(tooDeep.exhausted()).contains(new Exhausted<>(Limit.DEPTH, Scope.RUN));
        assertThat(tooDeep.reserve(demand(1, 1))).isEqualTo(new Exhausted<>(Limit.DEPTH, Scope.RUN));
    }

    @Test
    void aRunEndsWhenItsTimeIsOverWhoeverGaveIt() {
        RunBudget run = run(Scope.TENANT, a -> a.wallTime(Duration.ofMinutes(10)));
        assertThat(run.deadline()).isEqualTo("2026-05-05T12:10:00Z");
        clock.move(Duration.ofMinutes(8).minusMillis(1));
        assertThat(run.pressure()).isEqualTo(Pressure.EASY);
        clock.move(Duration.ofMillis(1));
        assertThat(run.pressure()).isEqualTo(Pressure.FINISH);
        clock.move(Duration.ofMinutes(2));
        assertThat(run.pressure()).isEqualTo(Pressure.OVER);
        assertThat(run.exhausted()).contains(new Exhausted<>(Limit.WALL_TIME, Scope.TENANT));
        assertThat(run.child(principal("c", 1)).exhausted()).isPresent();
    }

    @ParameterizedTest(name = "{0} of 10 steps: {1}")
    @CsvSource({"0, EASY", "7, EASY", "8, FINISH", "9, FINISH", "10, OVER"})
    void pressureGrowsWithWhatIsUsed(int steps, Pressure pressure) {
        for (Scope scope : Scope.values()) {
            RunBudget run = run(scope, a -> a.steps(10));
            for (int i = 0; i < steps; i++) {
                spend(run, 1, 1);
            }
            assertThat(run.pressure()).as(scope.code()).isEqualTo(pressure);
        }
    }

    @Test
    void aNewDayBringsANewAllowanceAndKeepsWhatIsReserved() {
        Ledger ledger = ledger(Scope.USER, a -> a.outputTokens(1_000));
        RunBudget run = ledger.open(principal("r1", 0));
        spend(run, 10, 600);
        Reservation overNight = granted(run.reserve(demand(10, 400)));
        clock.move(Duration.ofHours(12));
        RunBudget tomorrow = ledger.open(principal("r2", 0));
        assertThat(tomorrow.reserve(demand(10, 700))).isInstanceOf(Later.class);
        overNight.settle(used(10, 300));
        assertThat(granted(tomorrow.reserve(demand(10, 4_096))).outputTokens()).isEqualTo(700);
    }

    @Test
    void requestsArePacedAndTheAnswerSaysHowLongToWait() {
        RunBudget run = run(Scope.RUN, a -> a.requestsPerMinute(2));
        spend(run, 1, 1);
        spend(run, 1, 1);
        assertThat(run.reserve(demand(1, 1)))
                .isEqualTo(new Later<>(Duration.ofSeconds(30), Limit.REQUESTS_PER_MINUTE, Scope.RUN));
        clock.move(Duration.ofSeconds(29));
        assertThat(run.reserve(demand(1, 1)))
                .isEqualTo(new Later<>(Duration.ofSeconds(1), Limit.REQUESTS_PER_MINUTE, Scope.RUN));
        clock.move(Duration.ofSeconds(1));
        spend(run, 1, 1);
    }

    @Test
    void tokensArePacedByWhatWasUsedAndMoreThanAMinutesWorthIsLateNotImpossible() {
        RunBudget run = run(Scope.RUN, a -> a.tokensPerMinute(6_000));
        granted(run.reserve(demand(1_000, 5_000))).settle(used(1_000, 2_000));
        Reservation large = granted(run.reserve(demand(1_000, 2_000)));
        assertThat(run.reserve(demand(100, 1)))
                .isEqualTo(new Later<>(Duration.ofMillis(1_010), Limit.TOKENS_PER_MINUTE, Scope.RUN));
        large.close();
        granted(run.reserve(demand(100, 100))).close();
        clock.move(Duration.ofMinutes(1));
        granted(run.reserve(demand(10_000, 2_000))).settle(used(10_000, 2_000));
        assertThat(run.reserve(demand(0, 1_000)))
                .isEqualTo(new Later<>(Duration.ofSeconds(70), Limit.TOKENS_PER_MINUTE, Scope.RUN));
    }

    @Test
    void aMoneyLimitThatSomebodyAskedForIsNotPassedOverForWantOfAPrice() {
        ModelDemand unknown = new ModelDemand("my-own-model", 10, 10);
        assertThat(run(Scope.USER, a -> a.usd("1")).reserve(unknown)).isEqualTo(new Grant.Unpriced<>("my-own-model"));
        RunBudget relaxed = run(Scope.USER, a -> a);
        Reservation reservation = granted(relaxed.reserve(unknown));
        assertThat(reservation.priced()).isFalse();
        reservation.settle(used(10, 10));
        assertThat(relaxed.spent()).isEqualTo(new Spent(1, 10, 10, BigDecimal.valueOf(0, 9)));
    }

    @Test
    void aProviderThatCountsNonsenseExhaustsItsLimitsAndNothingElse() {
        RunBudget run = run(Scope.RUN, a -> a);
        granted(run.reserve(demand(1, 1))).settle(new TokenCount(Long.MAX_VALUE, Long.MIN_VALUE, -5, 0, true));
        assertThat(run.exhausted()).contains(new Exhausted<>(Limit.INPUT_TOKENS, Scope.RUN));
        assertThat(run.spent().outputTokens()).isZero();
    }

    @Test
    void aFloodOfSessionsIsForgottenAndAgentsAndTenantsAreNot() {
        Ledger ledger = ledger(Scope.AGENT, a -> a.steps(5));
        Reservation held = granted(ledger.open(principal("r1", 0)).reserve(demand(1, 1)));
        for (int i = 0; i < Accounts.KEPT + 100; i++) {
            Principal made = new Principal(Caller.user("u" + i).of("acme"), "helper", "1", "s" + i, "r", 0);
            assertThat(ledger.open(made).exhausted()).isEmpty();
        }
        assertThat(ledger.kept(Scope.SESSION)).isEqualTo(Accounts.KEPT);
        assertThat(ledger.kept(Scope.USER)).isEqualTo(Accounts.KEPT);
        assertThat(ledger.kept(Scope.AGENT)).isEqualTo(1);
        held.settle(used(1, 1));
        RunBudget run = ledger.open(principal("r2", 0));
        for (int i = 0; i < 4; i++) {
            spend(run, 1, 1);
        }
        assertThat(run.exhausted()).contains(new Exhausted<>(Limit.STEPS, Scope.AGENT));
    }
}
