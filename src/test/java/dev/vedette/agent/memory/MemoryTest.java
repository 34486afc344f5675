package dev.vedette.agent.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.agent.content.SecretMask;
import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.policy.Decision;
import dev.vedette.agent.policy.Point;
import dev.vedette.agent.policy.RunView;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.ToolDefinition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InstantSource clock = now::get;
    private final MemoryStore store = new BoundedMemoryStore(clock, new BoundedMemoryStore.Bounds(3, 2, 100));

    private static Principal principal(String tenant, String user, String agent) {
        return new Principal(Caller.user(user).of(tenant), agent, "1", "session", "run", 0);
    }

    private static MemoryRecord memory(Principal principal, String text, Trust trust) {
        return new MemoryRecord(text, "00f067aa0ba902b7", principal, trust, START.plusSeconds(60));
    }

    private List<String> recalled(Principal principal) {
        return store.recall(MemoryOwner.of(principal), 10).stream()
                .map(MemoryRecord::text)
                .toList();
    }

    private static RunView run(String... taints) {
        return new RunView() {
            @Override
            public Principal principal() {
                return MemoryTest.principal("acme", "ann", "bot");
            }

            @Override
            public Set<String> taints() {
                return Set.of(taints);
            }
        };
    }

    @Test
    void everyAgentOfEveryUserOfEveryTenantHasItsOwn() {
        Principal ann = principal("acme", "ann", "bot");
        store.write(memory(ann, "hers", Trust.TRUSTED));
        assertThat(recalled(ann)).containsExactly("hers");
        assertThat(recalled(principal("acme", "bob", "bot"))).isEmpty();
        assertThat(recalled(principal("other", "ann", "bot"))).isEmpty();
        assertThat(recalled(principal("acme", "ann", "cook"))).isEmpty();
    }

    @Test
    void itIsForgottenWhenItsTimeIsOver() {
        Principal ann = principal("acme", "ann", "bot");
        store.write(memory(ann, "soon gone", Trust.TRUSTED));
        now.set(START.plusSeconds(59));
        assertThat(recalled(ann)).hasSize(1);
        now.set(START.plusSeconds(60));
        assertThat(recalled(ann)).isEmpty();
    }

    @Test
    void whatIsQuarantinedIsNotRecalledUntilAPersonReleasesIt() {
        Principal ann = principal("acme", "ann", "bot");
        MemoryOwner owner = MemoryOwner.of(ann);
        String id = store.write(memory(ann, "from a stranger", Trust.QUARANTINED));
        assertThat(recalled(ann)).isEmpty();
        assertThat(store.quarantined(owner)).extracting(MemoryStore.Kept::id).containsExactly(id);
        assertThat(store.release(MemoryOwner.of(principal("acme", "bob", "bot")), id))
                .isFalse();
        assertThat(store.release(owner, id)).isTrue();
        assertThat(store.release(owner, id)).isFalse();
        assertThat(recalled(ann)).containsExactly("from a stranger");
        assertThat(store.forget(owner, id)).isTrue();
        assertThat(store.forget(owner, id)).isFalse();
        assertThat(recalled(ann)).isEmpty();
    }

    @Test
    void theOldestGoesAndStrangersCrowdOutNothing() {
        Principal ann = principal("acme", "ann", "bot");
        for (String text : List.of("one", "two", "three")) {
            store.write(memory(ann, text, Trust.TRUSTED));
            store.write(memory(ann, "q " + text, Trust.QUARANTINED));
            store.write(memory(ann, "r " + text, Trust.QUARANTINED));
        }
        assertThat(recalled(ann)).containsExactly("three", "two");
        assertThat(store.recall(MemoryOwner.of(ann), 1)).hasSize(1);
        assertThat(store.quarantined(MemoryOwner.of(ann)))
                .extracting(kept -> kept.memory().text())
                .containsExactly("q three", "r three");
    }

    @Test
    void theOwnerUnusedForLongestGoes() {
        List<Principal> users = List.of(
                principal("t", "a", "x"), principal("t", "b", "x"), principal("t", "c", "x"), principal("t", "d", "x"));
        for (Principal user : users.subList(0, 3)) {
            store.write(memory(user, "kept", Trust.TRUSTED));
        }
        assertThat(recalled(users.get(0))).hasSize(1);
        store.write(memory(users.get(3), "kept", Trust.TRUSTED));
        assertThat(recalled(users.get(1))).isEmpty();
        assertThat(recalled(users.get(0))).hasSize(1);
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThatThrownBy(() -> store.write(memory(principal("t", "a", "x"), "a".repeat(101), Trust.TRUSTED)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("aaa");
    }

    @Test
    void aTaintedRunAsksOrIsQuarantined() {
        MemoryGuard asks = new MemoryGuard(MemoryGuard.Tainted.ASK);
        MemoryGuard quarantines = new MemoryGuard(MemoryGuard.Tainted.QUARANTINE);
        Situation tainted = new Situation.MemoryWrite(run(ToolDefinition.UNTRUSTED), "text");
        Situation clean = new Situation.MemoryWrite(run(ToolDefinition.PRIVATE), "text");
        assertThat(asks.points()).containsExactly(Point.MEMORY_WRITE);
        assertThat(asks.decide(tainted)).isInstanceOf(Decision.Ask.class);
        assertThat(quarantines.decide(tainted)).isInstanceOf(Decision.Warn.class);
        assertThat(asks.decide(clean)).isEqualTo(Decision.ALLOWED);
        assertThat(Trust.of(tainted.run())).isEqualTo(Trust.QUARANTINED);
        assertThat(Trust.of(clean.run())).isEqualTo(Trust.TRUSTED);
    }

    @Test
    void secretsAreNotRemembered() {
        MemoryMaskGuard guard = new MemoryMaskGuard(SecretMask.withRandomKey());
        String secret = "AK" + "IA" + "Q7WM2XK5LP4ZT3RV";
        assertThat(guard.decide(new Situation.MemoryWrite(run(), "the key is " + secret)))
                .isInstanceOfSatisfying(Decision.Transform.class, transform -> {
                    assertThat(transform.text())
                            .startsWith("the key is [REDACTED:")
                            .doesNotContain(secret);
                    assertThat(transform.counts()).containsEntry("secrets", 1);
                });
        assertThat(guard.decide(new Situation.MemoryWrite(run(), "nothing"))).isEqualTo(Decision.ALLOWED);
    }
}
