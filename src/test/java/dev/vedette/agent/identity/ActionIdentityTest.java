package dev.vedette.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActionIdentityTest {
    private static final Caller ANN = new Caller("ann", "acme", Set.of("clerk", "viewer"));
    private static final Principal PRINCIPAL = new Principal(ANN, "shop", "3", "s1", "r1", 0);
    private static final String HASH = "ab".repeat(32);

    @Test
    void theSameActionHasTheSameIdentityHoweverItIsWritten() throws Exception {
        assertThat(identity(PRINCIPAL, "{\"to\":\"bob\",\"amount\":10}"))
                .isEqualTo(identity(PRINCIPAL, "{ \"amount\" : 1e1 , \"to\" : \"b\\u006fb\" }"));
    }

    @Test
    void anotherRunMayResumeIt() throws Exception {
        assertThat(identity(new Principal(ANN, "shop", "3", "s1", "r2", 1), "{}"))
                .isEqualTo(identity(PRINCIPAL, "{}"));
    }

    @Test
    void everythingElseMakesAnotherAction() throws Exception {
        ActionIdentity paying = identity(PRINCIPAL, "{\"amount\":10}");
        assertThat(paying.hash()).hasSize(64);
        assertThat(Set.of(
                        paying,
                        identity(PRINCIPAL, "{\"amount\":11}"),
                        identity(PRINCIPAL, "{\"amount\":\"10\"}"),
                        identity(new Principal(ANN, "shop2", "3", "s1", "r1", 0), "{\"amount\":10}"),
                        identity(new Principal(ANN, "shop", "4", "s1", "r1", 0), "{\"amount\":10}"),
                        identity(new Principal(ANN, "shop", "3", "s2", "r1", 0), "{\"amount\":10}"),
                        identity(new Principal(Caller.user("bob"), "shop", "3", "s1", "r1", 0), "{\"amount\":10}"),
                        identity(new Principal(ANN.as("admin"), "shop", "3", "s1", "r1", 0), "{\"amount\":10}"),
                        ActionIdentity.of(PRINCIPAL, "refund", HASH, object("{\"amount\":10}")),
                        ActionIdentity.of(PRINCIPAL, "pay", "cd".repeat(32), object("{\"amount\":10}"))))
                .hasSize(10);
    }

    @Test
    void integersThatADoubleCannotTellApartAreDifferentActions() throws Exception {
        assertThat(identity(PRINCIPAL, "{\"account\":9007199254740992}"))
                .isNotEqualTo(identity(PRINCIPAL, "{\"account\":9007199254740993}"));
    }

    @Test
    void theArgumentsAreLeftAsTheyWere() throws Exception {
        ObjectNode arguments = object("{\"b\":1,\"a\":2}");
        ActionIdentity.of(PRINCIPAL, "pay", HASH, arguments);
        assertThat(arguments).hasToString("{\"b\":1,\"a\":2}");
    }

    private static ActionIdentity identity(Principal principal, String arguments) throws Exception {
        return ActionIdentity.of(principal, "pay", HASH, object(arguments));
    }

    private static ObjectNode object(String text) throws Exception {
        return (ObjectNode) new JsonMapper().readTree(text);
    }
}
