package dev.vedette.web;

import io.javalin.http.Context;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a newcomer needs: where agents send to, and how each kind of agent is told so. */
final class SetupApi {
    private static final List<String> EVERYWHERE = List.of("0.0.0.0", "[::]", "[0:0:0:0:0:0:0:0]");

    private final DashboardSettings settings;

    SetupApi(DashboardSettings settings) {
        this.settings = settings;
    }

    void routes(RouteTable table) {
        table.get("/api/v1/setup", this::setup);
    }

    private void setup(Context context) {
        String http = reachable(settings.httpEndpoint(), context.header("Host"));
        String grpc = reachable(settings.grpcEndpoint(), context.header("Host"));
        Json.answer(
                context,
                new Setup(
                        settings.version(),
                        http,
                        grpc,
                        !settings.accessTokens().isEmpty(),
                        settings.senderToken(),
                        new GuideBook(http, grpc, settings.senderToken()).guides()));
    }

    /** Who listens on every address is reached by the name under which the reader reaches this page. */
    static String reachable(String endpoint, @Nullable String hostHeader) {
        URI address = URI.create(endpoint);
        String name = nameOf(hostHeader);
        return EVERYWHERE.contains(address.getHost()) && !name.isEmpty()
                ? address.getScheme() + "://" + name + ":" + address.getPort()
                : endpoint;
    }

    /** The host without its port; empty for one that holds what no name or address has, as people paste it to a shell. */
    private static String nameOf(@Nullable String hostHeader) {
        String host = hostHeader == null ? "" : hostHeader;
        int colon = host.lastIndexOf(':');
        String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
        boolean plain = name.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || "-.[:]".indexOf(c) >= 0);
        return plain ? name : "";
    }

    /**
     * The whole.
     *
     * @param signIn whether people need an access token
     * @param senderToken whether agents need a token
     */
    record Setup(
            String version,
            String httpEndpoint,
            String grpcEndpoint,
            boolean signIn,
            boolean senderToken,
            List<Guide> guides) {}
}
