package dev.vedette.agent.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.tool.ArgumentCheck;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An amount is within bounds, both included, compared exactly. Only a number is an amount: a text that looks like one,
 * {@code NaN} and everything else is refused. Immutable.
 *
 * <pre>{@code AmountWithin.from("0.01").to("500").at("amount")}</pre>
 */
public final class AmountWithin implements ArgumentCheck {
    private static final String ADVICE = "An amount is out of its bounds. Ask the user before you try another one.";

    private final BigDecimal minimum;
    private final BigDecimal maximum;
    private final Place place;

    private AmountWithin(BigDecimal minimum, BigDecimal maximum, Place place) {
        if (minimum.compareTo(maximum) > 0) {
            throw new IllegalArgumentException("the least amount is greater than the greatest");
        }
        this.minimum = minimum;
        this.maximum = maximum;
        this.place = place;
    }

    /** No less than this, written as a decimal number. */
    public static Minimum from(String minimum) {
        BigDecimal least = new BigDecimal(minimum);
        return maximum -> {
            BigDecimal greatest = new BigDecimal(maximum);
            return argument -> new AmountWithin(least, greatest, Place.at(argument));
        };
    }

    @Override
    public Optional<Objection> check(ObjectNode arguments) {
        for (JsonNode value : place.values(arguments)) {
            if (!isWithin(value)) {
                return Optional.of(
                        new Objection("amount_out_of_bounds", place.path() + " is no amount within bounds", ADVICE));
            }
        }
        return Optional.empty();
    }

    private boolean isWithin(JsonNode value) {
        boolean exact = value.isIntegralNumber() || value.isBigDecimal();
        if (!exact && !(value.isNumber() && Double.isFinite(value.doubleValue()))) {
            return false;
        }
        BigDecimal amount = value.decimalValue();
        return amount.compareTo(minimum) >= 0 && amount.compareTo(maximum) <= 0;
    }

    /** A check that has a least amount and needs a greatest one. */
    @FunctionalInterface
    public interface Minimum {
        /** No more than this, written as a decimal number. */
        Draft to(String maximum);
    }

    /** A check that needs its argument. */
    @FunctionalInterface
    public interface Draft {
        /** For this argument: a name, or names joined by dots; a list on the way stands for each of its elements. */
        AmountWithin at(String argument);
    }
}
