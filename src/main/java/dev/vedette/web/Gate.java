package dev.vedette.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every route and decides who comes in. It refuses by default: what it does not know as open needs an
 * access token or a session. Paths that are spelled in any unusual way are refused before anything else looks at them,
 * so that no other spelling of a path reaches a route around this decision.
 */
final class Gate {
    /** Used where the browser sees HTTPS or this machine: browsers keep it only then, and for this host alone. */
    static final String SECURE_COOKIE = "__Host-vedette";

    /** Used over plain HTTP to another machine. */
    static final String PLAIN_COOKIE = "vedette";

    private static final Set<HandlerType> SAFE = Set.of(HandlerType.GET, HandlerType.HEAD);
    private static final Set<String> OPEN = Set.of("/login", "/healthz", "/readyz");
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final DashboardSettings settings;
    private final Sessions sessions;
    private final AccessTokens runtimeTokens;
    private final Throttle throttle;
    private final InstantSource clock;

    Gate(DashboardSettings settings, Sessions sessions, Throttle throttle, InstantSource clock) {
        this.settings = settings;
        this.sessions = sessions;
        this.runtimeTokens = AccessTokens.of(settings.runtimeTokens());
        this.throttle = throttle;
        this.clock = clock;
    }

    void check(Context context) {
        refuseOddPaths(context.req().getRequestURI());
        refuseForeignHosts(context);
        if (!isOpen(context.path())) {
            authenticate(context);
        }
        if (!SAFE.contains(context.method())) {
            refuseForgeries(context);
        }
    }

    /** Asks later whether whoever made this request would still be let in. */
    BooleanSupplier stillWelcome(Context context) {
        String session = session(context);
        return session == null ? () -> true : () -> sessions.isOpen(session, clock.instant());
    }

    static @Nullable String session(Context context) {
        String secure = context.cookie(SECURE_COOKIE);
        return secure == null ? context.cookie(PLAIN_COOKIE) : secure;
    }

    private static void refuseOddPaths(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean letter = Character.toLowerCase(c) >= 'a' && Character.toLowerCase(c) <= 'z';
            boolean digit = c >= '0' && c <= '9';
            if (c > '~' || (!letter && !digit && "/-_.~".indexOf(c) < 0)) {
                throw oddPath();
            }
        }
        if (path.contains("/.") || path.contains("//")) {
            throw oddPath();
        }
    }

    private static Problem oddPath() {
        return Problem.badRequest(
                "The path holds characters that no address here has.",
                "Use letters, digits, dashes, dots and single slashes; values go into the query.");
    }

    private void refuseForeignHosts(Context context) {
        if (!settings.loopback()) {
            return;
        }
        String host = hostName(context.header("Host"));
        if (!LOCAL.contains(host) && !host.equals(settings.host().toLowerCase(Locale.ROOT))) {
            throw Problem.of(
                    421,
                    "This server does not go by that name.",
                    "It listens on this machine only: open it as http://localhost and its port.");
        }
    }

    private void authenticate(Context context) {
        if (settings.accessTokens().isEmpty() || sessions.isOpen(session(context), clock.instant())) {
            return;
        }
        String bearer = bearer(context.header("Authorization"));
        if (bearer != null && isGoodToken(context, bearer, isForRuntimes(context))) {
            return;
        }
        context.header("WWW-Authenticate", "Bearer");
        throw Problem.of(401, "Sign in first.", "Open /login in a browser, or send an Authorization: Bearer header.");
    }

    /** Whether this is an access token; a wrong one counts against the address that sent it. */
    boolean isGoodToken(Context context, String candidate) {
        return isGoodToken(context, candidate, false);
    }

    private boolean isGoodToken(Context context, String candidate, boolean orRuntimeToken) {
        String address = context.req().getRemoteAddr();
        long wait = throttle.waitSeconds(address, clock.instant());
        if (wait > 0) {
            context.header("Retry-After", Long.toString(wait));
            throw Problem.of(429, "Too many wrong tokens.", "Try again in " + wait + " seconds.");
        }
        boolean good = sessions.isToken(candidate) || (orRuntimeToken && runtimeTokens.contain(candidate));
        if (!good) {
            throttle.failed(address, clock.instant());
        }
        return good;
    }

    private static void refuseForgeries(Context context) {
        boolean form = context.path().equals("/login") || context.path().equals("/logout");
        if (!form && !isJson(context.header("Content-Type"))) {
            throw Problem.of(415, "Only JSON is taken here.", "Send the header Content-Type: application/json.");
        }
        String site = context.header("Sec-Fetch-Site");
        String origin = context.header("Origin");
        boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
        boolean otherOrigin = origin != null && !authority(origin).equals(lower(context.header("Host")));
        boolean unknownWithCookie = site == null && origin == null && session(context) != null;
        if (foreign || otherOrigin || unknownWithCookie) {
            throw Problem.of(403, "The request comes from another site.", "Act from the dashboard's own pages.");
        }
    }

    private static boolean isForRuntimes(Context context) {
        return SAFE.contains(context.method()) && context.path().equals(BrakesApi.BRAKES);
    }

    private static boolean isOpen(String path) {
        return OPEN.contains(path) || path.startsWith(Assets.APP) || path.startsWith(Assets.LIBRARIES);
    }

    private static @Nullable String bearer(@Nullable String header) {
        String scheme = "Bearer ";
        return header != null && header.regionMatches(true, 0, scheme, 0, scheme.length())
                ? header.substring(scheme.length()).trim()
                : null;
    }

    private static boolean isJson(@Nullable String type) {
        return type != null && (type.equals("application/json") || type.startsWith("application/json;"));
    }

    private static String authority(String origin) {
        int start = origin.indexOf("://");
        return lower(start < 0 ? origin : origin.substring(start + 3));
    }

    private static String hostName(@Nullable String host) {
        String name = lower(host);
        int bracket = name.lastIndexOf(']');
        int colon = name.lastIndexOf(':');
        return colon > bracket ? name.substring(0, colon) : name;
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
