package dev.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private static final String TOKEN = "let-me-" + "in-please-1";
    private volatile Instant now = Instant.parse("2026-05-05T12:00:00Z");
    private final TestServer server = new TestServer(new SampleSite(() -> now), TOKEN, "another-" + "one-2");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void withoutATokenOnlyTheDoorIsOpen() {
        for (RouteTable.Route route : routes()) {
            String path = route.path()
                    .replace("{", "")
                    .replace("}", "")
                    .replace("<", "")
                    .replace(">", "");
            boolean open = path.equals("/login")
                    || path.startsWith("/app/")
                    || path.startsWith("/lib/")
                    || path.equals("/healthz")
                    || path.equals("/readyz");
            if (!open) {
                var request = server.request(path)
                        .header("Content-Type", "application/json")
                        .method(route.method().name(), BodyPublishers.noBody());
                assertThat(server.send(request).statusCode())
                        .as(route.method() + " " + path)
                        .isEqualTo(401);
            }
        }
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(server.get("/app/theme.css").statusCode()).isEqualTo(200);
        assertThat(server.send(server.request("/alerts").header("Accept", "text/html"))
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
    }

    @Test
    void aTokenInTheHeaderLetsIn() {
        assertThat(server.send(server.request("/api/v1/setup").header("Authorization", "Bearer " + TOKEN))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send(server.request("/api/v1/setup").header("Authorization", "Bearer " + TOKEN + "x"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.get("/api/v1/setup?token=" + TOKEN).statusCode()).isEqualTo(401);
    }

    @Test
    void signingInOpensASessionThatEnds() {
        HttpResponse<String> signedIn = signIn(TOKEN);
        assertThat(signedIn.statusCode()).isEqualTo(303);
        String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("__Host-vedette=")
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Secure")
                .contains("Path=/");
        String session = cookie.substring(0, cookie.indexOf(';'));
        assertThat(server.send(server.request("/api/v1/setup").header("Cookie", session))
                        .statusCode())
                .isEqualTo(200);
        now = now.plus(Duration.ofHours(13));
        assertThat(server.send(server.request("/api/v1/setup").header("Cookie", session))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void signingOutEndsTheSession() {
        String cookie = signIn(TOKEN).headers().firstValue("Set-Cookie").orElseThrow();
        String session = cookie.substring(0, cookie.indexOf(';'));
        server.send(server.request("/logout")
                .header("Cookie", session)
                .header("Origin", server.address(""))
                .POST(BodyPublishers.noBody()));
        assertThat(server.send(server.request("/api/v1/setup").header("Cookie", session))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void guessingIsSlowedDownAndForgiven() {
        for (int i = 0; i < 5; i++) {
            assertThat(signIn("wrong" + i).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> slowed = signIn(TOKEN);
        assertThat(slowed.statusCode()).isEqualTo(429);
        assertThat(slowed.headers().firstValue("Retry-After")).isPresent();
        now = now.plusSeconds(61);
        assertThat(signIn(TOKEN).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/healthz/..%2Fapi/v1/setup",
                "/healthz/..;/api/v1/setup",
                "/healthz;/../api/v1/setup",
                "//api/v1/setup",
                "/app/../api/v1/setup",
                "/app/..%2f..%2fapi%2fv1%2fsetup",
                "/app/%2e%2e/api/v1/setup",
                "/API/v1/setup",
                "/api/v1/setup/",
                "/api/v1/setup.",
                "/api/v1/./setup",
                "/api\\v1\\setup",
                "/api/v1/setup%00",
                "/login/../api/v1/setup",
                "/app/%252e%252e/api/v1/setup",
                "/lib/lit-html/../../api/v1/setup"
            })
    void noOtherSpellingOfAPathGetsAroundTheGate(String path) {
        String answer = server.raw("GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close");
        assertThat(answer.substring(9, 12)).isIn("400", "401", "404");
        assertThat(answer).contains("X-Content-Type-Options: nosniff");
    }

    @Test
    void aNameThatIsNotOursIsRefusedOnLoopback() {
        assertThat(server.raw("GET /healthz HTTP/1.1", "Host: evil.example:8080", "Connection: close"))
                .startsWith("HTTP/1.1 421");
        for (String host : new String[] {"localhost:1", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST"}) {
            assertThat(server.raw("GET /healthz HTTP/1.1", "Host: " + host, "Connection: close"))
                    .as(host)
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void anotherSiteCannotActWithSomebodysSession() {
        String cookie = signIn(TOKEN).headers().firstValue("Set-Cookie").orElseThrow();
        String session = cookie.substring(0, cookie.indexOf(';'));
        String path = "/api/v1/alerts/00/resolve";
        assertThat(status(path, session, "application/json", "http://evil.example", null))
                .isEqualTo(403);
        assertThat(status(path, session, "application/json", null, "cross-site"))
                .isEqualTo(403);
        assertThat(status(path, session, "application/json", null, "same-site")).isEqualTo(403);
        assertThat(status(path, session, "application/json", null, null)).isEqualTo(403);
        assertThat(status(path, session, "text/plain", server.address(""), "same-origin"))
                .isEqualTo(415);
        assertThat(status(path, session, "application/x-www-form-urlencoded", server.address(""), "same-origin"))
                .isEqualTo(415);
        assertThat(status(path, session, "application/json", server.address(""), "same-origin"))
                .isEqualTo(404);
        assertThat(server.send(server.request(path)
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + TOKEN)
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.send(server.request("/login")
                                .header("Origin", "http://evil.example")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("token=" + TOKEN)))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        for (String path :
                new String[] {"/login", "/app/main.js", "/api/v1/setup", "/none", "/lib/uplot/uPlot.esm.js", "/healthz"
                }) {
            HttpResponse<String> response = server.get(path);
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValue(SecurityHeaders.CONTENT_SECURITY_POLICY);
            assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(response.headers().firstValue("Referrer-Policy"))
                    .hasValue(path.equals("/login") ? "same-origin" : "no-referrer");
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(response.headers().firstValue("Server")).isEmpty();
        }
        assertThat(server.get("/api/v1/setup").headers().firstValue("Cache-Control"))
                .hasValue("no-store");
    }

    @Test
    void filesAreNotSentTwice() {
        HttpResponse<String> first = server.get("/app/main.js");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(server.send(server.request("/app/main.js").header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
    }

    private Iterable<RouteTable.Route> routes() {
        DashboardSettings settings = DashboardSettings.onLoopback(0, "0");
        Sessions sessions = new Sessions(java.util.List.of());
        return DashboardServer.routes(
                        settings, server.site.data(), new Gate(settings, sessions, new Throttle(), () -> now), sessions)
                .routes();
    }

    private HttpResponse<String> signIn(String token) {
        return server.send(server.request("/login")
                .header("Origin", server.address(""))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + token)));
    }

    private int status(
            String path,
            String session,
            String type,
            @org.jspecify.annotations.Nullable String origin,
            @org.jspecify.annotations.Nullable String site) {
        var request = server.request(path)
                .header("Cookie", session)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{}"));
        if (origin != null) {
            request.header("Origin", origin);
        }
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        return server.send(request).statusCode();
    }
}
