package dev.vedette.telemetry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What lists of spans add up to, written as plainly as can be: the oracle that real stores are compared with. */
final class SpanTotals {
    private static final long MINUTE = 60_000_000_000L;

    private SpanTotals() {}

    /** @param elsewhere the kinds of which spans of the session tell tokens, for a trace without spans */
    static TraceSummary summary(
            List<Span> unordered, List<Span> logged, Set<String> elsewhere, long matchedEpochNanos) {
        List<Span> spans = unordered.stream()
                .sorted(Comparator.comparingLong(Span::startEpochNanos))
                .toList();
        List<Span> all = Stream.concat(unordered.stream(), logged.stream())
                .sorted(Comparator.comparingLong(Span::startEpochNanos))
                .toList();
        Span first = all.get(0);
        Span root = spans.stream()
                .filter(span -> span.parentSpanId() == null)
                .findFirst()
                .orElse(null);
        Span face = root == null ? first : root;
        Set<String> counting = new HashSet<>(tokenKinds(spans));
        counting.addAll(spans.isEmpty() ? elsewhere : Set.of());
        List<Span> records = notOf(counting, logged);
        List<Span> own = root != null && repeats(root, spans) ? without(root, spans) : spans;
        List<Span> ownPriced =
                root != null && costs(own).isEmpty() && !costs(spans).isEmpty() ? List.of(root) : own;
        List<Span> counted = joined(own, records);
        List<Span> priced = joined(ownPriced, records);
        List<Span> calls = joined(spans, notOf(kinds(spans), logged));
        List<Double> costs = costs(priced);
        return new TraceSummary(
                face.traceId(),
                face.name(),
                root != null,
                face.actor().service(),
                mainAgent(all),
                session(face, all),
                first.startEpochNanos(),
                all.stream().mapToLong(Span::endEpochNanos).max().orElse(0),
                spans.size() - ofKind(spans, "preview"),
                logged.size(),
                (int) calls.stream()
                        .filter(span -> span.status().isError() && !(span.operation() instanceof Preview))
                        .count(),
                ofKind(calls, "model"),
                ofKind(calls, "tool"),
                counted.stream().mapToLong(SpanTotals::input).sum(),
                counted.stream().mapToLong(SpanTotals::output).sum(),
                costs.isEmpty()
                        ? null
                        : costs.stream().mapToDouble(Double::doubleValue).sum(),
                estimated(priced) > 0,
                (int) unpriced(priced),
                matchedEpochNanos);
    }

    private static List<Span> joined(List<Span> some, List<Span> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static List<Span> notOf(Set<String> kinds, List<Span> spans) {
        return spans.stream()
                .filter(span -> !kinds.contains(span.operation().kind()))
                .toList();
    }

    private static Set<String> kinds(List<Span> spans) {
        return spans.stream().map(span -> span.operation().kind()).collect(Collectors.toSet());
    }

    /** The kinds of which these spans tell tokens. */
    static Set<String> tokenKinds(List<Span> spans) {
        return kinds(spans.stream()
                .filter(span -> input(span) > 0 || output(span) > 0)
                .toList());
    }

    private static long estimated(List<Span> spans) {
        return spans.stream()
                .filter(span -> span.usage().own() && span.usage().costEstimated())
                .count();
    }

    private static long unpriced(List<Span> spans) {
        return spans.stream()
                .map(Span::usage)
                .filter(usage -> usage.own()
                        && usage.costUsd() == null
                        && (usage.inputTokens() != null || usage.outputTokens() != null))
                .count();
    }

    /** Whether the root has exactly the tokens of all others. */
    private static boolean repeats(Span root, List<Span> spans) {
        List<Span> others = without(root, spans);
        return input(root) + output(root) != 0
                && input(root) == others.stream().mapToLong(SpanTotals::input).sum()
                && output(root) == others.stream().mapToLong(SpanTotals::output).sum();
    }

    private static List<Span> without(Span root, List<Span> spans) {
        return spans.stream()
                .filter(span -> !span.spanId().equals(root.spanId()))
                .toList();
    }

    private static List<Double> costs(List<Span> spans) {
        return spans.stream()
                .filter(span -> span.usage().own())
                .map(span -> span.usage().costUsd())
                .filter(Objects::nonNull)
                .toList();
    }

    private static String mainAgent(List<Span> spans) {
        List<Span> telling = spans.stream()
                .filter(span -> !(span.operation() instanceof Operation.Other)
                        && !(span.operation() instanceof Preview)
                        && span.actor().hasAgent())
                .toList();
        Map<String, Long> counts = (telling.isEmpty() ? spans : telling)
                .stream().collect(Collectors.groupingBy(span -> span.actor().agent(), Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow()
                .getKey();
    }

    private static String session(Span face, List<Span> spans) {
        List<Span> candidates = new ArrayList<>();
        candidates.add(face);
        candidates.addAll(spans);
        return candidates.stream()
                .map(span -> span.actor().session())
                .filter(session -> !session.equals(face.traceId()))
                .findFirst()
                .orElse(face.traceId());
    }

    private static int ofKind(List<Span> spans, String kind) {
        return (int) spans.stream()
                .filter(span -> span.operation().kind().equals(kind))
                .count();
    }

    private static long input(Span span) {
        return span.usage().own() ? zeroIfNull(span.usage().inputTokens()) : 0;
    }

    private static long output(Span span) {
        return span.usage().own() ? zeroIfNull(span.usage().outputTokens()) : 0;
    }

    private static long zeroIfNull(@Nullable Long tokens) {
        return tokens == null ? 0 : tokens;
    }

    static List<ActivityPoint> activity(List<Span> spans, ActivityQuery query) {
        long step = query.stepMinutes() * MINUTE;
        Map<List<Object>, List<Span>> groups = spans.stream()
                .filter(span -> !(span.operation() instanceof Preview))
                .filter(span -> minute(span) >= query.fromEpochNanos() && minute(span) < query.toEpochNanos())
                .collect(Collectors.groupingBy(
                        span -> List.of(
                                Math.floorDiv(span.endEpochNanos(), step) * step,
                                span.actor().service(),
                                span.actor().agent(),
                                span.operation().kind(),
                                subject(span)),
                        () -> new TreeMap<>(inOrder()),
                        Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> point(group.getKey(), group.getValue()))
                .toList();
    }

    private static Comparator<List<Object>> inOrder() {
        Function<Integer, Function<List<Object>, String>> text = index -> key -> (String) key.get(index);
        return Comparator.<List<Object>, Long>comparing(key -> (Long) key.get(0))
                .thenComparing(text.apply(1))
                .thenComparing(text.apply(2))
                .thenComparing(text.apply(3))
                .thenComparing(text.apply(4));
    }

    private static long minute(Span span) {
        return Math.floorDiv(span.endEpochNanos(), MINUTE) * MINUTE;
    }

    static String subject(Span span) {
        String model = TraceQuery.modelOf(span);
        return span.operation() instanceof Operation.ToolCall call ? call.tool() : model == null ? "" : model;
    }

    private static ActivityPoint point(List<Object> key, List<Span> spans) {
        List<Double> costs = spans.stream()
                .filter(span -> span.usage().own())
                .map(span -> span.usage().costUsd())
                .filter(Objects::nonNull)
                .toList();
        return new ActivityPoint(
                (Long) key.get(0),
                (String) key.get(1),
                (String) key.get(2),
                (String) key.get(3),
                (String) key.get(4),
                spans.size(),
                spans.stream()
                        .filter(span -> span.status().isError() && !(span.operation() instanceof Preview))
                        .count(),
                spans.stream().mapToLong(SpanTotals::input).sum(),
                spans.stream().mapToLong(SpanTotals::output).sum(),
                costs.stream().mapToDouble(Double::doubleValue).sum(),
                costs.size(),
                estimated(spans),
                unpriced(spans),
                spans.stream().mapToLong(Span::durationNanos).sum(),
                false);
    }
}
