package dev.vedette.rules;

import org.jspecify.annotations.Nullable;

/** What an aggregate computes over its window. */
enum WindowFunction {
    COUNT,
    SUM,
    DISTINCT,
    MAX;

    static @Nullable WindowFunction of(String label) {
        return switch (label) {
            case "count" -> COUNT;
            case "sum" -> SUM;
            case "distinct" -> DISTINCT;
            case "max" -> MAX;
            default -> null;
        };
    }
}
