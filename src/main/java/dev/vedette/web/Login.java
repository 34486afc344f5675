package dev.vedette.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.time.InstantSource;
import java.util.Objects;

/** Signing in with an access token, and out again. Works without scripts. */
final class Login {
    private final Gate gate;
    private final Sessions sessions;
    private final Assets assets;
    private final InstantSource clock;

    Login(Gate gate, Sessions sessions, Assets assets, InstantSource clock) {
        this.gate = gate;
        this.sessions = sessions;
        this.assets = assets;
        this.clock = clock;
    }

    void routes(RouteTable table) {
        table.get("/login", context -> page(context, "login.html"));
        table.post("/login", this::signIn);
        table.post("/logout", this::signOut);
    }

    /** Sends people to the form, and back to where they wanted to go by the browser's own history. */
    void page(Context context, String name) {
        context.header("Cache-Control", "no-store");
        // With no-referrer a browser would send the form with "Origin: null", which tells nothing.
        context.header("Referrer-Policy", "same-origin");
        assets.page(context, name);
    }

    private void signIn(Context context) {
        String token =
                Objects.requireNonNullElse(context.formParam("token"), "").trim();
        if (!gate.isGoodToken(context, token)) {
            context.status(HttpStatus.UNAUTHORIZED);
            page(context, "login-failed.html");
            return;
        }
        sessions.close(Gate.session(context));
        boolean secure = seenAsSecure(context);
        context.cookie(new Cookie(
                secure ? Gate.SECURE_COOKIE : Gate.PLAIN_COOKIE,
                sessions.open(clock.instant()),
                "/",
                (int) Sessions.LIFE.toSeconds(),
                secure,
                true,
                null,
                SameSite.STRICT));
        context.redirect("/", HttpStatus.SEE_OTHER);
    }

    private void signOut(Context context) {
        sessions.close(Gate.session(context));
        context.removeCookie(Gate.PLAIN_COOKIE, "/");
        context.redirect("/login", HttpStatus.SEE_OTHER);
    }

    /**
     * A proxy may speak HTTPS for us, so what the browser sees is asked of the browser; it sends Sec-Fetch-Site only
     * where it would keep a secure cookie.
     */
    private static boolean seenAsSecure(Context context) {
        String origin = context.header("Origin");
        return context.header("Sec-Fetch-Site") != null
                || (origin != null
                        && (origin.startsWith("https://")
                                || origin.startsWith("http://localhost")
                                || origin.startsWith("http://127.0.0.1")));
    }
}
