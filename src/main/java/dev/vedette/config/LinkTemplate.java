package dev.vedette.config;

import dev.vedette.yaml.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The address of a trace's page at a backend, in which the ids of the trace and of a span are left open. */
final class LinkTemplate {
    private static final String KEY = "link";
    private static final String TRACE = "{traceId}";
    private static final String SPAN = "{spanId}";
    private static final int LONGEST = 2_000;

    private LinkTemplate() {}

    /** The template of a destination, or null when it has none or what it has would not do; the latter is told. */
    static @Nullable String read(Section section) {
        String text = section.text(KEY);
        if (text == null) {
            return null;
        }
        String problem = problem(text);
        if (problem != null) {
            section.problem(KEY, problem);
            return null;
        }
        return text;
    }

    private static @Nullable String problem(String text) {
        if (text.length() > LONGEST) {
            return "must be at most " + LONGEST + " characters long";
        }
        if (!text.contains(TRACE)) {
            return "must contain " + TRACE + ", as in http://localhost:16686/trace/" + TRACE;
        }
        String filled = text.replace(TRACE, "0").replace(SPAN, "0");
        if (filled.contains("{") || filled.contains("}")) {
            return "may contain " + TRACE + " and " + SPAN + ", and no other braces";
        }
        try {
            URI address = new URI(filled);
            String scheme =
                    address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            if (!web || address.getHost() == null || address.getRawUserInfo() != null) {
                return "must be an http:// or https:// address without user and password";
            }
            // An open place in the name of the host would send readers anywhere.
            return text.contains("://" + address.getRawAuthority()) ? null : "must not leave the host open";
        } catch (URISyntaxException invalid) {
            return "must be an http:// or https:// address";
        }
    }
}
