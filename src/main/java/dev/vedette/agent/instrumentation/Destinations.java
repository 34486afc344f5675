package dev.vedette.agent.instrumentation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The hosts that a tool's arguments name in addresses: a feature that tells where data goes without telling what. */
final class Destinations {
    private static final int MOST = 16;
    private static final int LONGEST_HOST = 253;
    private static final String MARK = "://";

    private Destinations() {}

    /** The hosts, lower-case and sorted, at most 16. Linear in the size of the arguments. */
    static List<String> of(JsonNode arguments) {
        TreeSet<String> hosts = new TreeSet<>();
        Deque<JsonNode> open = new ArrayDeque<>();
        open.add(arguments);
        while (!open.isEmpty() && hosts.size() < MOST) {
            JsonNode node = open.remove();
            if (node.isTextual()) {
                collect(node.textValue(), hosts);
            } else {
                node.forEach(open::add);
            }
        }
        return List.copyOf(hosts);
    }

    private static void collect(String text, Set<String> hosts) {
        int at = text.indexOf(MARK);
        while (at >= 0 && hosts.size() < MOST) {
            int start = at + MARK.length();
            int end = start;
            int from = start;
            while (end < text.length() && inAuthority(text.charAt(end))) {
                from = text.charAt(end) == '@' ? end + 1 : from;
                end++;
            }
            String host = withoutPort(text.substring(from, end)).toLowerCase(Locale.ROOT);
            if (!host.isEmpty() && host.length() <= LONGEST_HOST) {
                hosts.add(host);
            }
            at = text.indexOf(MARK, end);
        }
    }

    private static boolean inAuthority(char character) {
        return character > ' ' && "/?#\\\"'<>|`(){},;".indexOf(character) < 0;
    }

    private static String withoutPort(String authority) {
        int bracket = authority.indexOf(']');
        int colon = authority.indexOf(':', Math.max(bracket, 0));
        return colon < 0 ? authority : authority.substring(0, colon);
    }
}
