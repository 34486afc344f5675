package dev.vedette.web;

import dev.vedette.web.Guide.Kind;
import dev.vedette.web.Guide.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All guides for one server: its addresses are filled in, and lines about a token are left out where none is needed. */
final class GuideBook {
    /** Stands for the token in every guide; a token itself is never shown. */
    static final String TOKEN = "$VEDETTE_TOKEN";

    private static final String HTTP = "{http}";
    private static final String GRPC = "{grpc}";

    private final String http;
    private final String grpc;
    private final boolean token;

    /**
     * The guides for a server.
     *
     * @param http its address for OTLP over HTTP
     * @param grpc its address for OTLP over gRPC
     * @param token whether senders need a token
     */
    GuideBook(String http, String grpc, boolean token) {
        this.http = http;
        this.grpc = grpc;
        this.token = token;
    }

    List<Guide> guides() {
        List<Guide> guides = new ArrayList<>();
        Stream.of(GeneralGuides.all(), PythonGuides.all(), NodeGuides.all(), CodingAgentGuides.all())
                .flatMap(List::stream)
                .map(this::filled)
                .forEach(guides::add);
        return guides;
    }

    private Guide filled(Guide guide) {
        return new Guide(
                guide.id(),
                guide.group(),
                guide.name(),
                guide.steps().stream()
                        .map(this::filled)
                        .filter(step -> !step.text().isEmpty())
                        .toList(),
                guide.note());
    }

    private Step filled(Step step) {
        String text = step.text()
                .lines()
                .filter(line -> token || !line.contains("VEDETTE_TOKEN"))
                .map(line -> line.replace(HTTP, http).replace(GRPC, grpc))
                .collect(Collectors.joining("\n"));
        return new Step(step.kind(), step.title(), step.file(), text);
    }

    static Step install(String text) {
        return new Step(Kind.INSTALL, "Install", "", text);
    }

    static Step environment(String text) {
        return new Step(Kind.ENVIRONMENT, "In the shell that starts it", "", text);
    }

    static Step call(String text) {
        return new Step(Kind.CALL, "In each call", "", text);
    }

    static Step run(String text) {
        return new Step(Kind.RUN, "Start it", "", text);
    }
}
