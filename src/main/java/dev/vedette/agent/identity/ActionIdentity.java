package dev.vedette.agent.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;

/**
 * The identity of exactly one action: who is about to do what, for whom, in which conversation, with which arguments
 * and by which definition of the tool. An approval that names it is good for nothing else. It does not name the run: a
 * run that waits for an approval may be resumed as another one.
 *
 * @param hash 64 lower-case hexadecimal digits
 */
public record ActionIdentity(String hash) {
    /**
     * The identity of an action.
     *
     * @param definitionHash of the tool, so that a changed tool makes another action
     * @param arguments not changed, not kept
     * @throws IllegalArgumentException if a text among it is not Unicode
     */
    public static ActionIdentity of(Principal principal, String tool, String definitionHash, ObjectNode arguments) {
        ObjectNode action = JsonNodeFactory.instance.objectNode();
        action.put("agent", principal.agent());
        action.put("version", principal.agentVersion());
        action.put("session", principal.session());
        action.set("caller", caller(principal.caller()));
        action.put("tool", tool);
        action.put("definition", definitionHash);
        action.set("arguments", arguments);
        return new ActionIdentity(Sha256.of(action));
    }

    private static ObjectNode caller(Caller caller) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("user", caller.user());
        node.put("tenant", caller.tenant());
        new TreeSet<>(caller.roles()).forEach(node.putArray("roles")::add);
        return node;
    }
}
