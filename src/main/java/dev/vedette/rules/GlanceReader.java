package dev.vedette.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.vedette.inspection.HiddenText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads off a condition's syntax tree what it cannot hold without: texts that are compared or searched, and numbers
 * that are compared with a constant, as far as they come first. What it does not know it leaves to the interpreter. The
 * depth of the tree is bounded by the parser.
 */
final class GlanceReader {
    /** Below it a whole number compares as a decimal number as it does as itself. */
    private static final long EXACT = 1L << 53;

    private final Map<Long, CelReference> references;
    private final Map<String, Object> constants;

    private GlanceReader(Map<Long, CelReference> references, Map<String, Object> constants) {
        this.references = references;
        this.constants = constants;
    }

    /** The glance at a checked condition, or null when it begins with something that only the interpreter knows. */
    static @Nullable Glance of(CelAbstractSyntaxTree tree, Map<String, Object> constants) {
        return new GlanceReader(tree.getReferenceMap(), constants).condition(tree.getExpr());
    }

    private @Nullable Glance condition(CelExpr expression) {
        if (expression.getKind() != CelExpr.ExprKind.Kind.CALL) {
            return null;
        }
        CelExpr.CelCall call = expression.call();
        List<CelExpr> arguments = call.args();
        if (call.function().equals("contains")) {
            return contains(call.target().orElse(null), arguments.get(0));
        }
        if (call.function().equals("contains_any")) {
            return containsAny(arguments.get(0), arguments.get(1));
        }
        Operator operator = Operator.findReverse(call.function()).orElse(null);
        if (operator == null || arguments.size() < 2) {
            return null;
        }
        return switch (operator) {
            case LOGICAL_AND -> both(arguments.get(0), arguments.get(1));
            case LOGICAL_OR -> either(arguments.get(0), arguments.get(1));
            case CONDITIONAL -> oneOf(arguments.get(0), arguments.get(1), arguments.get(2));
            case EQUALS -> whole(equality(arguments.get(0), arguments.get(1)));
            case GREATER, GREATER_EQUALS -> atLeast(operator, arguments.get(0), arguments.get(1));
            default -> null;
        };
    }

    private @Nullable Glance both(CelExpr left, CelExpr right) {
        Glance first = condition(left);
        Glance second = first != null && first.whole() ? condition(right) : null;
        if (first == null || second == null) {
            return first == null ? null : new Glance(first.test(), false);
        }
        return first.and(second);
    }

    private @Nullable Glance either(CelExpr left, CelExpr right) {
        Glance first = condition(left);
        Glance second = first == null ? null : condition(right);
        return first == null || second == null ? null : first.or(second);
    }

    private @Nullable Glance oneOf(CelExpr when, CelExpr then, CelExpr otherwise) {
        Glance.Test decides = isCall(when, Operator.EQUALS)
                ? equality(when.call().args().get(0), when.call().args().get(1))
                : null;
        Glance one = condition(then);
        Glance other = condition(otherwise);
        if (decides == null || one == null || other == null) {
            return null;
        }
        return new Glance(
                (event, value) ->
                        (decides.mayHold(event, value) ? one : other).test().mayHold(event, value),
                one.whole() && other.whole());
    }

    private @Nullable Glance contains(@Nullable CelExpr target, CelExpr part) {
        Field field = target == null ? null : field(target, Field.Type.TEXT);
        String text = text(part);
        return field == null || text == null
                ? null
                : whole((event, value) -> event.text(field).contains(text));
    }

    private @Nullable Glance containsAny(CelExpr target, CelExpr list) {
        Field field = field(target, Field.Type.TEXT);
        return field != null && constants.get(name(list)) instanceof PhraseList phrases
                ? whole((event, value) -> phrases.isIn(event.text(field)))
                : null;
    }

    /** It holds exactly when the texts are the same. */
    private Glance.@Nullable Test equality(CelExpr left, CelExpr right) {
        Field field = field(left, Field.Type.TEXT);
        String text = text(right);
        return field == null || text == null
                ? null
                : (event, value) -> event.text(field).equals(text);
    }

    /** What is not a number at all may hold: only the interpreter knows what it makes of that. */
    private @Nullable Glance atLeast(Operator operator, CelExpr left, CelExpr right) {
        Amount amount = amount(left);
        Long limit = number(right);
        if (amount == null || limit == null) {
            return null;
        }
        double least = limit;
        return whole(
                operator == Operator.GREATER
                        ? (event, value) -> !(amount.of(event, value) <= least)
                        : (event, value) -> !(amount.of(event, value) < least));
    }

    private @Nullable Amount amount(CelExpr expression) {
        if (name(expression).equals(Expression.VALUE)) {
            return (event, value) -> value;
        }
        Field number = field(expression, Field.Type.WHOLE);
        if (number != null) {
            return (event, value) -> event.value(number) instanceof Long whole ? whole.doubleValue() : Double.NaN;
        }
        if (expression.getKind() != CelExpr.ExprKind.Kind.CALL
                || expression.call().args().isEmpty()) {
            return null;
        }
        CelExpr counted = expression.call().args().get(0);
        return switch (expression.call().function()) {
            case "hidden_count" -> hiddenCount(field(counted, Field.Type.TEXT));
            case "size" -> size(field(counted, Field.Type.TEXTS));
            default -> null;
        };
    }

    private static @Nullable Amount hiddenCount(@Nullable Field text) {
        return text == null ? null : (event, value) -> HiddenText.count(event.text(text));
    }

    private static @Nullable Amount size(@Nullable Field texts) {
        return texts == null ? null : (event, value) -> event.value(texts) instanceof List<?> list ? list.size() : 0;
    }

    private @Nullable Long number(CelExpr expression) {
        Long number = null;
        if (expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.INT64_VALUE) {
            number = expression.constant().int64Value();
        } else if (constants.get(name(expression)) instanceof Long param) {
            number = param;
        } else if (isCall(expression, Operator.MULTIPLY)) {
            number = product(expression.call().args());
        }
        return number == null || number <= -EXACT || number >= EXACT ? null : number;
    }

    /** A product that does not fit into a whole number is none: there the condition fails. */
    private @Nullable Long product(List<CelExpr> factors) {
        Long one = number(factors.get(0));
        Long other = number(factors.get(1));
        return one == null || other == null || Math.abs((double) one * other) >= EXACT
                ? null
                : Long.valueOf(one * other);
    }

    private @Nullable Field field(CelExpr expression, Field.Type type) {
        Field field = Field.of(name(expression));
        return field != null && field.type() == type ? field : null;
    }

    private static @Nullable String text(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? expression.constant().stringValue()
                : null;
    }

    /** The variable that an expression is, or an empty text. */
    private String name(CelExpr expression) {
        boolean variable = expression.getKind() == CelExpr.ExprKind.Kind.IDENT
                || expression.getKind() == CelExpr.ExprKind.Kind.SELECT;
        CelReference reference = variable ? references.get(expression.id()) : null;
        return reference == null ? "" : reference.name();
    }

    private static boolean isCall(CelExpr expression, Operator operator) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CALL
                && expression.call().function().equals(operator.getFunction());
    }

    private static @Nullable Glance whole(Glance.@Nullable Test test) {
        return test == null ? null : new Glance(test, true);
    }

    /** A number that a condition compares. */
    private interface Amount {
        double of(RuleEvent event, double value);
    }
}
