package dev.vedette.ingest;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the fields of one protobuf message are on the wire, by number: all that a scan before parsing needs. */
final class WireShape {
    /** What the bytes of a length-delimited field are. */
    enum Kind {
        UNKNOWN,
        TEXT,
        BYTES,
        NUMBERS,
        MESSAGE
    }

    private final Kind[] kinds;
    private final @Nullable WireShape[] children;

    private WireShape(int size) {
        this.kinds = new Kind[size];
        this.children = new WireShape[size];
        java.util.Arrays.fill(kinds, Kind.UNKNOWN);
    }

    /** The shape of a message and of all in it; {@code known} collects them, since messages may hold themselves. */
    static WireShape of(Descriptor descriptor, Map<String, WireShape> known) {
        WireShape done = known.get(descriptor.getFullName());
        if (done != null) {
            return done;
        }
        int highest = descriptor.getFields().stream()
                .mapToInt(FieldDescriptor::getNumber)
                .max()
                .orElse(0);
        WireShape shape = new WireShape(highest + 1);
        known.put(descriptor.getFullName(), shape);
        for (FieldDescriptor field : descriptor.getFields()) {
            shape.kinds[field.getNumber()] = kindOf(field);
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                shape.children[field.getNumber()] = of(field.getMessageType(), known);
            }
        }
        return shape;
    }

    Kind kind(int field) {
        return field < kinds.length ? kinds[field] : Kind.UNKNOWN;
    }

    @Nullable
    WireShape child(int field) {
        return field < children.length ? children[field] : null;
    }

    private static Kind kindOf(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> Kind.MESSAGE;
            case STRING -> Kind.TEXT;
            case BYTE_STRING -> Kind.BYTES;
            default -> field.isRepeated() ? Kind.NUMBERS : Kind.UNKNOWN;
        };
    }
}
