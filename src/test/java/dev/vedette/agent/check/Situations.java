package dev.vedette.agent.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.identity.Caller;
import dev.vedette.agent.identity.Principal;
import dev.vedette.agent.policy.RunView;
import dev.vedette.agent.policy.Situation;
import dev.vedette.agent.tool.ArgumentReader;
import dev.vedette.agent.tool.Tool;
import java.util.Set;

/** Calls that are about to happen. */
final class Situations {
    static final RunView RUN = new RunView() {
        @Override
        public Principal principal() {
            return new Principal(Caller.ANONYMOUS, "shop", "1", "s", "r", 0);
        }

        @Override
        public Set<String> taints() {
            return Set.of();
        }
    };

    private Situations() {}

    static Situation.BeforeTool call(Tool tool, String arguments) {
        return new Situation.BeforeTool(RUN, tool.definition(), arguments(arguments));
    }

    static ObjectNode arguments(String text) {
        if (ArgumentReader.read(text) instanceof ArgumentReader.Read read) {
            return read.arguments();
        }
        throw new IllegalArgumentException(text);
    }
}
