package dev.vedette.agent.tool;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A format that texts are held to. The validator's own formats match e-mail addresses and host names with engines that
 * track back, so none of them is used.
 */
record KnownFormat(String getName, int longest, Predicate<String> test) implements Format {
    static final List<KnownFormat> ALL = List.of(
            new KnownFormat("date", 10, text -> parses(() -> LocalDate.parse(text))),
            new KnownFormat("time", 32, text -> parses(() -> LocalTime.parse(text))),
            new KnownFormat("date-time", 64, text -> parses(() -> OffsetDateTime.parse(text))),
            new KnownFormat("uuid", 36, KnownFormat::isUuid),
            new KnownFormat("uri", 8192, KnownFormat::isUri));

    @Override
    public boolean matches(ExecutionContext context, String value) {
        return value.length() <= longest && test.test(value);
    }

    private static boolean parses(Runnable parsing) {
        try {
            parsing.run();
            return true;
        } catch (DateTimeException malformed) {
            return false;
        }
    }

    private static boolean isUuid(String text) {
        try {
            return text.length() == 36 && UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static boolean isUri(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
