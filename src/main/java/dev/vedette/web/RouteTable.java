package dev.vedette.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All routes with the query parameters that they know; any other parameter is refused rather than ignored. */
final class RouteTable {
    private final List<Route> routes = new ArrayList<>();

    void get(String path, Handler handler, String... parameters) {
        add(HandlerType.GET, path, handler, parameters);
    }

    void post(String path, Handler handler) {
        add(HandlerType.POST, path, handler);
    }

    void delete(String path, Handler handler) {
        add(HandlerType.DELETE, path, handler);
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    void register(RoutesConfig config) {
        for (Route route : routes) {
            config.addEndpoint(Endpoint.create(route.method(), route.path()).handler(context -> {
                refuseUnknown(context, route.parameters());
                route.handler().handle(context);
            }));
        }
    }

    private void add(HandlerType method, String path, Handler handler, String... parameters) {
        routes.add(new Route(method, path, Set.of(parameters), handler));
    }

    private static void refuseUnknown(Context context, Set<String> known) {
        if (!context.path().startsWith("/api/")) {
            return;
        }
        for (String name : context.queryParamMap().keySet()) {
            if (!known.contains(name)) {
                throw Problem.badRequest(
                        "A query parameter is not known here.",
                        known.isEmpty()
                                ? "This address takes none."
                                : "It takes: "
                                        + String.join(
                                                ", ", known.stream().sorted().toList()) + ".");
            }
        }
    }

    /** One route. */
    record Route(HandlerType method, String path, Set<String> parameters, Handler handler) {}
}
