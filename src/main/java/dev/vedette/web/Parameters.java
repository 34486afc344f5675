package dev.vedette.web;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The query and path parameters of a request, each with its bounds; what is out of them is a problem that says so. */
final class Parameters {
    private static final int LONGEST = 500;

    private final Context context;

    Parameters(Context context) {
        this.context = context;
    }

    /** A text of at most 500 characters, or null when absent or empty. */
    @Nullable
    String text(String name) {
        String value = context.queryParam(name);
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.length() > LONGEST) {
            throw Problem.badRequest(name + " is too long.", "Use at most " + LONGEST + " characters.");
        }
        return value;
    }

    String required(String name) {
        String value = text(name);
        if (value == null) {
            throw Problem.badRequest(name + " is missing.", "Add ?" + name + "=… to the address.");
        }
        return value;
    }

    int number(String name, int least, int most, int otherwise) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the problem.
        }
        throw Problem.badRequest(name + " is out of range.", "Use a whole number from " + least + " to " + most + ".");
    }

    /** A cursor that an earlier answer gave. */
    long cursor(String name, long otherwise) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw Problem.badRequest(name + " is no cursor.", "Use the value of \"next\" of an earlier answer.");
        }
    }

    boolean flag(String name) {
        String value = text(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw Problem.badRequest(name + " is neither true nor false.", "Use true or false.");
    }

    @Nullable
    Instant instant(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            return Instant.parse(value);
        } catch (DateTimeException notATime) {
            throw Problem.badRequest(name + " is not a time.", "Write it as 2026-01-31T12:00:00Z.");
        }
    }

    /** One of the constants of an enumeration, by its lower-case name; null when absent. */
    <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
        String value = text(name);
        return value == null ? null : constantOf(name, value, type);
    }

    /** Any number of constants, separated by commas. */
    <E extends Enum<E>> List<E> constants(String name, Class<E> type) {
        return list(name, 20, value -> constantOf(name, value, type));
    }

    /** Values separated by commas, at most {@code most}. */
    <T> List<T> list(String name, int most, Function<String, T> reader) {
        String value = text(name);
        if (value == null) {
            return List.of();
        }
        String[] parts = value.split(",", most + 1);
        if (parts.length > most) {
            throw Problem.badRequest(name + " lists too many values.", "List at most " + most + ".");
        }
        List<T> read = new ArrayList<>();
        for (String part : parts) {
            read.add(reader.apply(part));
        }
        return read;
    }

    /** A path parameter that is an id: hex digits, letters, digits and dashes, at most 64. */
    String id(String name) {
        String value = context.pathParam(name);
        if (value.length() > 64) {
            throw Problem.notFound("There is nothing with such a long id.");
        }
        return value;
    }

    /** The constant of this lower-case name; a problem that lists them all when there is none. */
    static <E extends Enum<E>> E constantOf(String name, String value, Class<E> type) {
        StringBuilder known = new StringBuilder();
        for (E constant : type.getEnumConstants()) {
            String label = constant.name().toLowerCase(Locale.ROOT);
            if (label.equals(value)) {
                return constant;
            }
            known.append(known.isEmpty() ? "" : ", ").append(label);
        }
        throw Problem.badRequest(name + " has an unknown value.", "Use one of: " + known + ".");
    }
}
