package dev.vedette.ingest;

import com.google.protobuf.ByteString;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.Resource;
import dev.vedette.telemetry.Scope;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OTLP's common messages as the values of the core. Stateless. */
final class ValueReader {
    private static final HexFormat HEX = HexFormat.of();

    private ValueReader() {}

    static Resource resource(io.opentelemetry.proto.resource.v1.Resource resource) {
        return resource.getAttributesCount() == 0
                ? Resource.UNKNOWN
                : new Resource(attributes(resource.getAttributesList()));
    }

    static Scope scope(InstrumentationScope scope) {
        return scope.getName().isEmpty() && scope.getVersion().isEmpty()
                ? Scope.UNKNOWN
                : new Scope(scope.getName(), scope.getVersion());
    }

    static Attributes attributes(List<KeyValue> attributes) {
        return attributes.isEmpty() ? Attributes.empty() : Attributes.owning(map(attributes));
    }

    /** An id as lower-case hex, or null when there is none. */
    static @Nullable String id(ByteString id) {
        return id.isEmpty() ? null : hex(id);
    }

    static String hex(ByteString id) {
        return HEX.formatHex(id.toByteArray());
    }

    static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case ARRAY_VALUE -> list(value.getArrayValue().getValuesList());
            case KVLIST_VALUE -> map(value.getKvlistValue().getValuesList());
            case BYTES_VALUE ->
                Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
            case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> "";
        };
    }

    private static List<Object> list(List<AnyValue> values) {
        List<Object> list = new ArrayList<>(values.size());
        for (AnyValue value : values) {
            list.add(value(value));
        }
        return List.copyOf(list);
    }

    private static Map<String, Object> map(List<KeyValue> pairs) {
        Map<String, Object> map = new LinkedHashMap<>(2 * pairs.size());
        for (KeyValue pair : pairs) {
            map.putIfAbsent(pair.getKey(), value(pair.getValue()));
        }
        return map;
    }
}
