package dev.vedette.agent.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as ECMAScript's {@code Number::toString} writes them: the shortest digits that read back as the same double,
 * and of those the nearest. {@link Double#toString} of Java 17 writes more digits than needed (JDK-4511638).
 */
final class CanonicalNumber {
    /** Every integer up to here is a double of its own. */
    private static final double EXACT_INTEGERS = 9_007_199_254_740_992.0;

    private static final int MOST_DIGITS = 17;

    private CanonicalNumber() {}

    /** A number of JSON. One that no double holds exactly, nor in its shortest digits, is written in full. */
    static String of(JsonNode number) {
        if (number.isDouble() || number.isFloat()) {
            return of(number.doubleValue());
        }
        BigDecimal exact = number.decimalValue();
        double nearest = exact.doubleValue();
        if (!Double.isInfinite(nearest)) {
            String text = of(nearest);
            if (new BigDecimal(text).compareTo(exact) == 0) {
                return text;
            }
        }
        return exact.stripTrailingZeros().toString();
    }

    /**
     * A double.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    static String of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no number that is not finite");
        }
        if (value == Math.rint(value) && Math.abs(value) < EXACT_INTEGERS) {
            return Long.toString((long) value);
        }
        BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        return (value < 0 ? "-" : "") + lay(digits, digits.length() - shortest.scale());
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
            boolean belowReads = below.doubleValue() == value;
            boolean aboveReads = above.doubleValue() == value;
            if (belowReads && aboveReads) {
                BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
                return nearest.compareTo(below) == 0 ? below : above;
            }
            if (belowReads || aboveReads) {
                return belowReads ? below : above;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }

    /** The layout of ECMAScript: with {@code point} digits before the point, or with an exponent if that is shorter. */
    private static String lay(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= 21) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= 21) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-6 < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        int exponent = point - 1;
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
