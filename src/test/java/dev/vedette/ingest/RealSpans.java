package dev.vedette.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Span;
import java.util.List;

/** The understood spans of one payload of the corpus, which is skipped where the corpus is not there. */
record RealSpans(List<Span> spans) {
    static RealSpans of(String folder, String name) {
        assumeTrue(Fixture.present(), "the shared corpora are not beside the project");
        Fixture fixture = Fixture.all().stream()
                .filter(each -> each.folder().equals(folder) && each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new RealSpans(Normalizer.standard().normalizeAll(fixture.read().spans()));
    }

    /** The kinds of what was done, in the order of the payload. */
    List<String> kinds() {
        return spans.stream().map(span -> span.operation().kind()).toList();
    }

    /** Input and output tokens that count. */
    long tokens() {
        return spans.stream().mapToLong(span -> span.usage().countedTokens()).sum();
    }

    /** The first operation of that type. */
    <O extends Operation> O first(Class<O> type) {
        return spans.stream()
                .map(Span::operation)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
