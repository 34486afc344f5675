package dev.vedette.agent.tool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may be said of a tool, both while it is being made and afterwards. Every method gives a changed copy.
 *
 * @param <S> what is described
 */
public sealed interface ToolTerms<S> permits Tool, TypedTool, SchemaTool {
    /** What is known so far. */
    ToolDefinition definition();

    /** The same with another definition. */
    S with(ToolDefinition changed);

    /** It looks, and changes nothing anywhere. */
    default S readOnly() {
        return with(definition().with(Effect.READ_ONLY));
    }

    /** The caller must have this role too. */
    default S requiringRole(String role) {
        return with(definition().withRequiredRoles(with(definition().requiredRoles(), role)));
    }

    /** Policies should know this of it; see {@link ToolDefinition#labels}. */
    default S labelled(String label) {
        return with(definition().withLabels(with(definition().labels(), label)));
    }

    /** Strangers write what it answers. */
    default S untrusted() {
        return labelled(ToolDefinition.UNTRUSTED);
    }

    /** It reads what is not public. */
    default S secretive() {
        return labelled(ToolDefinition.PRIVATE);
    }

    /** It sends data to the outside. */
    default S sink() {
        return labelled(ToolDefinition.SINK);
    }

    /** A call is interrupted after this time, which is positive. */
    default S within(Duration timeLimit) {
        return with(definition().withTimeLimit(timeLimit));
    }

    /** The meaning of its arguments is looked at so, after all checks that it has already. */
    default S checking(ArgumentCheck check) {
        List<ArgumentCheck> more = new ArrayList<>(definition().checks());
        more.add(check);
        return with(definition().withChecks(more));
    }

    /** Providers are not to hold the model to the schema. Its arguments are checked all the same. */
    default S lenient() {
        return with(definition().withStrict(false));
    }

    /** It lives on this server. */
    default S on(String server) {
        return with(definition().withServer(server));
    }

    private static Set<String> with(Set<String> set, String more) {
        Set<String> all = new TreeSet<>(set);
        all.add(more);
        return all;
    }
}
