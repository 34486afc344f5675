package dev.vedette.ingest;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts two readings of the same record together: a component that the first leaves open (null, an empty text or list) is
 * taken from the second, and records within records likewise. It works on any record, so that a new field is never
 * forgotten.
 */
final class FillIn {
    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private FillIn() {}

    /** {@code first}, its gaps filled from {@code second}; {@code first} itself when there is nothing to fill. */
    @SuppressWarnings("unchecked")
    static <R extends Record> R fill(R first, R second) {
        if (first.equals(second) || first.getClass() != second.getClass()) {
            return first;
        }
        Shape shape = SHAPES.get(first.getClass());
        @Nullable Object[] values = new Object[shape.accessors.size()];
        boolean changed = false;
        for (int i = 0; i < values.length; i++) {
            Object own = shape.value(i, first);
            Object whole = whole(own, shape.value(i, second));
            values[i] = whole;
            changed |= whole != own;
        }
        return changed ? (R) shape.make(values) : first;
    }

    private static @Nullable Object whole(@Nullable Object own, @Nullable Object other) {
        if (own instanceof Record mine && other instanceof Record theirs) {
            return fill(mine, theirs);
        }
        return isGap(own) && !isGap(other) ? other : own;
    }

    private static boolean isGap(@Nullable Object value) {
        return value == null
                || (value instanceof String text && text.isEmpty())
                || (value instanceof Collection<?> collection && collection.isEmpty());
    }

    /** How a type of record is taken apart and put together. */
    private record Shape(List<Method> accessors, Constructor<?> constructor) {
        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                return new Shape(
                        Stream.of(components).map(RecordComponent::getAccessor).toList(),
                        type.getDeclaredConstructor(types));
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException("every record has its canonical constructor", impossible);
            }
        }

        @Nullable
        Object value(int component, Record record) {
            try {
                return accessors.get(component).invoke(record);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("accessors of records neither hide nor throw", impossible);
            }
        }

        Object make(@Nullable Object[] values) {
            try {
                return constructor.newInstance(values);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("what two records hold makes a third", impossible);
            }
        }
    }
}
