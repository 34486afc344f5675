package dev.vedette.ingest;

import com.google.protobuf.ByteString;
import dev.vedette.inspection.Redacted;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scrubs and bounds lists of attributes and the values in them. What needs no change is the same instance afterwards.
 * Recursion is bounded by the parser's limit. Not thread-safe.
 */
@SuppressWarnings("ReferenceEquality") // The same instance is how the methods here say that nothing changed.
final class AttributeScrubber {
    /** Ours alone; what comes from outside under this prefix is dropped. */
    static final String OWN_PREFIX = "vedette.";

    /** Never written to. */
    private static final IdentityHashMap<KeyValue, Redacted> NONE = new IdentityHashMap<>(0);

    private final TextScrubber texts;
    private final OtlpLimits limits;
    private final Complaints complaints;

    AttributeScrubber(TextScrubber texts, OtlpLimits limits, Complaints complaints) {
        this.texts = texts;
        this.limits = limits;
        this.complaints = complaints;
    }

    List<KeyValue> scrub(String place, List<KeyValue> attributes) {
        return scrub(place, "", attributes, NONE);
    }

    /**
     * @param joined redactions of text values that were made together with others, by the identity of their attribute
     */
    List<KeyValue> scrub(String place, List<KeyValue> attributes, IdentityHashMap<KeyValue, Redacted> joined) {
        return scrub(place, "", attributes, joined);
    }

    /** A value that has no key of its own, such as a log's body. */
    AnyValue scrub(String place, AnyValue value) {
        return value(place, "", value);
    }

    private List<KeyValue> scrub(
            String place, String topKey, List<KeyValue> attributes, IdentityHashMap<KeyValue, Redacted> joined) {
        if (attributes.isEmpty()) {
            return attributes;
        }
        boolean changed = false;
        List<KeyValue> kept = new ArrayList<>(Math.min(attributes.size(), limits.attributes()));
        Set<String> keys = new HashSet<>(2 * Math.min(attributes.size(), limits.attributes()));
        for (KeyValue attribute : attributes) {
            if (kept.size() == limits.attributes()) {
                complaints.add(Complaint.TOO_MANY_ATTRIBUTES);
                changed = true;
                break;
            }
            String key = key(place, attribute.getKey());
            if (key == null || !isNew(keys, key)) {
                changed = true;
                continue;
            }
            KeyValue clean = pair(place, topKey.isEmpty() ? key : topKey, key, attribute, joined);
            changed |= clean != attribute;
            kept.add(clean);
        }
        return changed ? kept : attributes;
    }

    private @Nullable String key(String place, String key) {
        if (key.startsWith(OWN_PREFIX)) {
            return null;
        }
        if (key.indexOf(0) >= 0) {
            complaints.add(Complaint.NUL_IN_KEY);
            return null;
        }
        return texts.key(place, key);
    }

    private boolean isNew(Set<String> keys, String key) {
        if (keys.add(key)) {
            return true;
        }
        complaints.add(Complaint.DUPLICATE_KEY);
        return false;
    }

    private KeyValue pair(
            String place, String topKey, String key, KeyValue attribute, IdentityHashMap<KeyValue, Redacted> joined) {
        AnyValue value = attribute.getValue();
        Redacted together = joined.get(attribute);
        AnyValue clean =
                together == null ? value(place, topKey, value) : text(value, texts.scrubbed(place, topKey, together));
        if (clean == value && key.equals(attribute.getKey())) {
            return attribute;
        }
        return KeyValue.newBuilder().setKey(key).setValue(clean).build();
    }

    private AnyValue value(String place, String key, AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> text(value, texts.text(place, key, value.getStringValue()));
            case BYTES_VALUE -> bytes(value, texts.bytes(place, key, value.getBytesValue()));
            case ARRAY_VALUE -> array(place, key, value);
            case KVLIST_VALUE -> pairs(place, key, value);
            default -> value;
        };
    }

    private AnyValue array(String place, String key, AnyValue value) {
        boolean changed = false;
        List<AnyValue> items = value.getArrayValue().getValuesList();
        List<AnyValue> clean = new ArrayList<>(items.size());
        for (AnyValue item : items) {
            AnyValue cleanItem = value(place, key, item);
            changed |= cleanItem != item;
            clean.add(cleanItem);
        }
        return changed
                ? AnyValue.newBuilder()
                        .setArrayValue(ArrayValue.newBuilder().addAllValues(clean))
                        .build()
                : value;
    }

    private AnyValue pairs(String place, String key, AnyValue value) {
        List<KeyValue> pairs = value.getKvlistValue().getValuesList();
        List<KeyValue> clean = scrub(place, key, pairs, NONE);
        return clean == pairs
                ? value
                : AnyValue.newBuilder()
                        .setKvlistValue(KeyValueList.newBuilder().addAllValues(clean))
                        .build();
    }

    private static AnyValue text(AnyValue value, String clean) {
        return clean.equals(value.getStringValue())
                ? value
                : AnyValue.newBuilder().setStringValue(clean).build();
    }

    private static AnyValue bytes(AnyValue value, ByteString clean) {
        return clean.equals(value.getBytesValue())
                ? value
                : AnyValue.newBuilder().setBytesValue(clean).build();
    }
}
