package dev.vedette.agent.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at the numbers and texts of arguments that were read, once and without recursion. */
final class ArgumentValues {
    /** Beyond these powers of ten a double is infinite or zero. */
    private static final int LARGEST_EXPONENT = 400;

    private ArgumentValues() {}

    /**
     * Finds numbers and texts that readers understand differently. Makes integers of whole numbers such as {@code 1e3}:
     * the validator compares other ones with the bounds of integers by their lowest 64 bits, so that 2^64 would be zero.
     *
     * @return the first thing that is wrong, or null
     */
    static ArgumentReader.@Nullable Fault settle(ObjectNode arguments) {
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(arguments);
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            if (node.isNumber() && !isFinite(node)) {
                return ArgumentReader.Fault.NUMBER_OUT_OF_RANGE;
            }
            if (node.isTextual() && !isUnicode(node.textValue())) {
                return ArgumentReader.Fault.NOT_UNICODE;
            }
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                if (!isUnicode(member.getKey())) {
                    return ArgumentReader.Fault.NOT_UNICODE;
                }
                member.setValue(settled(member.getValue()));
                open.push(member.getValue());
            }
            if (node instanceof ArrayNode list) {
                for (int i = 0; i < list.size(); i++) {
                    list.set(i, settled(list.get(i)));
                    open.push(list.get(i));
                }
            }
        }
        return null;
    }

    private static boolean isFinite(JsonNode number) {
        if (number.isIntegralNumber()) {
            return true;
        }
        BigDecimal exact = number.decimalValue();
        return Math.abs((long) exact.scale()) <= LARGEST_EXPONENT && Double.isFinite(exact.doubleValue());
    }

    private static JsonNode settled(JsonNode node) {
        if (!node.isBigDecimal() || !isFinite(node)) {
            return node;
        }
        BigDecimal exact = node.decimalValue().stripTrailingZeros();
        if (exact.scale() > 0) {
            return node;
        }
        BigInteger whole = exact.toBigIntegerExact();
        if (whole.bitLength() < Integer.SIZE) {
            return JsonNodeFactory.instance.numberNode(whole.intValueExact());
        }
        return whole.bitLength() < Long.SIZE
                ? JsonNodeFactory.instance.numberNode(whole.longValueExact())
                : JsonNodeFactory.instance.numberNode(whole);
    }

    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                return false;
            }
        }
        return true;
    }
}
