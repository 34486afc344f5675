package dev.vedette.ingest;

import com.google.protobuf.ByteString;
import dev.vedette.inspection.Redactor;
import dev.vedette.inspection.Sighting;
import dev.vedette.inspection.SightingAttribute;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.List;

/** What the scrubbers of the three signals have in common, for one request. Not thread-safe. */
final class RequestScrubber {
    static final int TRACE_ID_BYTES = 16;
    static final int SPAN_ID_BYTES = 8;

    private static final String RESOURCE = "resource";
    private static final String SCOPE = "scope";

    private final TextScrubber texts;
    private final AttributeScrubber attributes;
    private final OtlpLimits limits;
    private final Complaints complaints;
    private final SenderClock clock;
    private int admitted;

    RequestScrubber(
            Redactor redactor, CleanLabels clean, OtlpLimits limits, Complaints complaints, long receivedEpochNanos) {
        this.texts = new TextScrubber(redactor, clean, limits, complaints);
        this.attributes = new AttributeScrubber(texts, limits, complaints);
        this.limits = limits;
        this.complaints = complaints;
        this.clock = new SenderClock(receivedEpochNanos, complaints);
    }

    TextScrubber texts() {
        return texts;
    }

    AttributeScrubber attributes() {
        return attributes;
    }

    OtlpLimits limits() {
        return limits;
    }

    Complaints complaints() {
        return complaints;
    }

    SenderClock clock() {
        return clock;
    }

    /** Whether there is room for so many more records; complains when there is not. */
    boolean admit(int records) {
        if (admitted + records > limits.records()) {
            complaints.add(Complaint.TOO_MANY_RECORDS, records);
            return false;
        }
        admitted += records;
        return true;
    }

    Resource resource(Resource resource) {
        List<KeyValue> kept = attributes.scrub(RESOURCE, resource.getAttributesList());
        Resource.Builder builder = resource.toBuilder();
        if (kept != resource.getAttributesList()) {
            builder.clearAttributes().addAllAttributes(kept);
            builder.setDroppedAttributesCount(
                    resource.getDroppedAttributesCount() + resource.getAttributesCount() - kept.size());
        }
        for (int at = 0; at < resource.getEntityRefsCount(); at++) {
            builder.setEntityRefs(at, entity(resource.getEntityRefs(at)));
        }
        return builder.build();
    }

    InstrumentationScope scope(InstrumentationScope scope) {
        List<KeyValue> kept = attributes.scrub(SCOPE, scope.getAttributesList());
        InstrumentationScope.Builder builder = scope.toBuilder()
                .setName(texts.label("scope.name", scope.getName()))
                .setVersion(texts.label("scope.version", scope.getVersion()));
        if (kept != scope.getAttributesList()) {
            builder.clearAttributes().addAllAttributes(kept);
            builder.setDroppedAttributesCount(
                    scope.getDroppedAttributesCount() + scope.getAttributesCount() - kept.size());
        }
        return builder.build();
    }

    /** An id that is only referred to: nothing when it has the wrong length, for it could be any text. */
    ByteString reference(ByteString id, int bytes) {
        if (id.isEmpty() || id.size() == bytes) {
            return id;
        }
        complaints.add(Complaint.LOOSE_ID);
        return ByteString.EMPTY;
    }

    static boolean isId(ByteString id, int bytes) {
        return id.size() == bytes && !isZero(id);
    }

    static boolean isZero(ByteString id) {
        for (int at = 0; at < id.size(); at++) {
            if (id.byteAt(at) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The attribute that tells what was seen on a record. */
    static KeyValue sightings(List<Sighting> seen) {
        ArrayValue.Builder list = ArrayValue.newBuilder();
        for (Sighting sighting : seen) {
            list.addValues(AnyValue.newBuilder().setStringValue(SightingAttribute.encode(sighting)));
        }
        return KeyValue.newBuilder()
                .setKey(SightingAttribute.KEY)
                .setValue(AnyValue.newBuilder().setArrayValue(list))
                .build();
    }

    private EntityRef entity(EntityRef reference) {
        return EntityRef.newBuilder()
                .setSchemaUrl(texts.label(RESOURCE, reference.getSchemaUrl()))
                .setType(texts.label(RESOURCE, reference.getType()))
                .addAllIdKeys(labels(reference.getIdKeysList()))
                .addAllDescriptionKeys(labels(reference.getDescriptionKeysList()))
                .build();
    }

    private List<String> labels(List<String> labels) {
        List<String> clean = new ArrayList<>(labels.size());
        for (String label : labels) {
            clean.add(texts.label(RESOURCE, label));
        }
        return clean;
    }
}
