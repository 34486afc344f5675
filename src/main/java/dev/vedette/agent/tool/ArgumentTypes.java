package dev.vedette.agent.tool;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks whether the components of a record can be arguments, which is said once and early and with their names. */
final class ArgumentTypes {
    /** Types that are texts with a format, and the format. */
    static final Map<Class<?>, String> FORMATS = Map.of(
            LocalDate.class, "date",
            LocalTime.class, "time",
            OffsetDateTime.class, "date-time",
            Instant.class, "date-time",
            UUID.class, "uuid",
            URI.class, "uri");

    private static final Set<Class<?>> WHOLE = Set.of(
            int.class,
            Integer.class,
            long.class,
            Long.class,
            short.class,
            Short.class,
            byte.class,
            Byte.class,
            BigInteger.class);
    private static final Set<Class<?>> PLAIN = Set.of(
            String.class,
            boolean.class,
            Boolean.class,
            double.class,
            Double.class,
            float.class,
            Float.class,
            BigDecimal.class);

    private final Set<Class<?>> within = new HashSet<>();
    private boolean maps;

    private ArgumentTypes() {}

    /**
     * Whether there are maps among the components, however deep.
     *
     * @throws IllegalArgumentException if a component cannot be an argument
     */
    static boolean haveMaps(Class<? extends Record> record) {
        ArgumentTypes types = new ArgumentTypes();
        types.requireRecord(record);
        return types.maps;
    }

    private void requireRecord(Class<?> record) {
        if (!within.add(record)) {
            throw new IllegalArgumentException(
                    record.getSimpleName() + " holds itself; arguments are of bounded depth");
        }
        for (RecordComponent component : record.getRecordComponents()) {
            requireComponent(record, component);
        }
        within.remove(record);
    }

    private void requireComponent(Class<?> record, RecordComponent component) {
        boolean marked = component.isAnnotationPresent(OptionalArgument.class)
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (marked && component.getType().isPrimitive()) {
            throw refused(record, component, "is optional, which no primitive type can be");
        }
        require(record, component, component.getGenericType());
    }

    private void require(Class<?> record, RecordComponent component, Type type) {
        if (type instanceof Class<?> plain && (isPlain(plain) || plain.isEnum())) {
            return;
        }
        if (type instanceof Class<?> nested && nested.isRecord()) {
            requireRecord(nested);
            return;
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> container) {
            Type[] of = generic.getActualTypeArguments();
            if (container == List.class || container == Set.class || container == Optional.class) {
                require(record, component, of[0]);
                return;
            }
            if (container == Map.class && of[0] == String.class) {
                maps = true;
                require(record, component, of[1]);
                return;
            }
        }
        throw refused(record, component, "is of a type that no argument can have; see DescribedTool.taking");
    }

    private static boolean isPlain(Class<?> type) {
        return PLAIN.contains(type) || WHOLE.contains(type) || FORMATS.containsKey(type);
    }

    private static IllegalArgumentException refused(Class<?> record, RecordComponent component, String why) {
        return new IllegalArgumentException(record.getSimpleName() + "." + component.getName() + " " + why);
    }
}
