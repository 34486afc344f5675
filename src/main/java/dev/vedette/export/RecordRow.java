package dev.vedette.export;

import dev.vedette.telemetry.Signal;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An OTLP export request as a row of records that can be cut anywhere. The requests of all signals have one shape:
 * resources hold scopes, scopes hold records, and everything else at those two levels belongs to each of the records below
 * it. Records are copied byte by byte, never understood. Immutable as long as nobody writes to the array.
 *
 * <p>Source: opentelemetry-proto 1.11, {@code ResourceSpans}, {@code ResourceLogs}, {@code ResourceMetrics}.
 */
final class RecordRow {
    /** The number of a request's resources. */
    private static final int RESOURCES = 1;

    /** The number of a resource's scopes, and of a scope's records. */
    private static final int CHILDREN = 2;

    /** The numbers of a metric's kinds of data, each of which holds its points under number 1. */
    private static final List<Integer> METRIC_DATA = List.of(5, 7, 9, 10, 11);

    private final Signal signal;
    private final byte[] request;
    private final List<Place> records = new ArrayList<>();

    RecordRow(Signal signal, byte[] request) {
        this.signal = signal;
        this.request = request;
        ProtoFields resources = new ProtoFields(request);
        while (resources.next()) {
            if (isMessage(resources, RESOURCES)) {
                addResource(Envelope.of(request, resources.blockStart(), resources.end()));
            }
        }
    }

    /** How many records there are; of metrics, these are metrics and not their points. */
    int size() {
        return records.size();
    }

    /** How many records, or points of metrics, there are between two places. */
    long count(Range range) {
        if (signal != Signal.METRICS) {
            return range.size();
        }
        long points = 0;
        for (Place metric : records.subList(range.from(), range.to())) {
            points += points(metric);
        }
        return points;
    }

    /** The ranges, in order, whose requests keep within a limit; a range of one record may exceed its bytes. */
    List<Range> within(BatchLimit limit) {
        List<Range> ranges = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int at = 0; at < records.size(); at++) {
            long more = records.get(at).bytes(at == from ? null : records.get(at - 1));
            if (at > from && !limit.allows(at - from + 1L, bytes + more)) {
                ranges.add(new Range(from, at));
                from = at;
                bytes = 0;
                more = records.get(at).bytes(null);
            }
            bytes += more;
        }
        if (from < records.size()) {
            ranges.add(new Range(from, records.size()));
        }
        return ranges;
    }

    /** A request of the records of a range, each with its resource and scope. */
    byte[] request(Range range) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        ByteArrayOutputStream resource = new ByteArrayOutputStream();
        ByteArrayOutputStream scope = new ByteArrayOutputStream();
        for (int at = range.from(); at < range.to(); at++) {
            Place record = records.get(at);
            scope.write(request, record.start(), record.end() - record.start());
            Place next = at + 1 < range.to() ? records.get(at + 1) : null;
            if (next == null || next.scope() != record.scope()) {
                record.scope().closeInto(resource, scope, CHILDREN);
            }
            if (next == null || next.resource() != record.resource()) {
                record.resource().closeInto(whole, resource, RESOURCES);
            }
        }
        return whole.toByteArray();
    }

    private void addResource(Envelope resource) {
        for (ProtoFields scopes = resource.fields(); scopes.next(); ) {
            if (isMessage(scopes, CHILDREN)) {
                addScope(resource, Envelope.of(request, scopes.blockStart(), scopes.end()));
            }
        }
    }

    private void addScope(Envelope resource, Envelope scope) {
        for (ProtoFields fields = scope.fields(); fields.next(); ) {
            if (isMessage(fields, CHILDREN)) {
                records.add(new Place(resource, scope, fields.start(), fields.end()));
            }
        }
    }

    private long points(Place metric) {
        ProtoFields field = new ProtoFields(request, metric.start(), metric.end());
        if (!field.next()) {
            return 0;
        }
        long points = 0;
        ProtoFields parts = new ProtoFields(request, field.blockStart(), field.end());
        while (parts.next()) {
            if (parts.isBlock() && METRIC_DATA.contains(parts.number())) {
                ProtoFields data = new ProtoFields(request, parts.blockStart(), parts.end());
                while (data.next()) {
                    points += isMessage(data, 1) ? 1 : 0;
                }
            }
        }
        return points;
    }

    private static boolean isMessage(ProtoFields fields, int number) {
        return fields.number() == number && fields.isBlock();
    }

    /** Records from one place of the row up to, but without, another. */
    record Range(int from, int to) {
        int size() {
            return to - from;
        }
    }

    /** Where a record lies in the request, and what it lies in. */
    private record Place(Envelope resource, Envelope scope, int start, int end) {
        /** How much longer a request grows by this record behind that one, or as its first, for null. */
        long bytes(@Nullable Place before) {
            long bytes = (long) end - start;
            if (before == null || before.scope != scope) {
                bytes += scope.size();
            }
            return before == null || before.resource != resource ? bytes + resource.size() : bytes;
        }
    }
}
