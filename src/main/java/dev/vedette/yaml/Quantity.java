package dev.vedette.yaml;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Durations and sizes as people write them. */
final class Quantity {
    private Quantity() {}

    /** {@code 30s}, {@code 15m}, {@code 12h}, {@code 14d}; null when it is none or not positive. */
    static @Nullable Duration duration(String text) {
        String stripped = text.strip();
        if (stripped.length() < 2) {
            return null;
        }
        long amount = Long.parseLong(stripped.substring(0, stripped.length() - 1));
        if (amount <= 0) {
            return null;
        }
        return switch (stripped.charAt(stripped.length() - 1)) {
            case 's' -> Duration.ofSeconds(amount);
            case 'm' -> Duration.ofMinutes(amount);
            case 'h' -> Duration.ofHours(amount);
            case 'd' -> Duration.ofDays(amount);
            default -> null;
        };
    }

    /** {@code 800}, {@code 10KB}, {@code 500MB}, {@code 20GB} in powers of 1024; null when it is none. */
    static @Nullable Long bytes(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        String[] units = {"KB", "MB", "GB", "TB"};
        long factor = 1024;
        for (String unit : units) {
            if (upper.endsWith(unit)) {
                String number =
                        upper.substring(0, upper.length() - unit.length()).strip();
                return positive(Math.multiplyExact(Long.parseLong(number), factor));
            }
            factor *= 1024;
        }
        return positive(Long.parseLong(upper));
    }

    private static @Nullable Long positive(long value) {
        return value > 0 ? Long.valueOf(value) : null;
    }
}
