package dev.vedette.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the CEL expressions of one rule. Every field, param and list is a variable of its own with a fixed type, so
 * that a typo does not compile. Patterns run on RE2, and loops have a budget.
 */
final class Expressions {
    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(4_000)
            .comprehensionMaxIterations(10_000)
            .maxRegexProgramSize(2_000)
            .maxParseRecursionDepth(60)
            .enableHeterogeneousNumericComparisons(true)
            .build();
    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(RuleFunctions.bindings())
            .build();

    private final CelCompiler compiler;
    private final Map<String, Object> constants = new HashMap<>();
    private final Problems problems;

    Expressions(RuleFile rule, Problems problems) {
        this.problems = problems;
        CelCompilerBuilder builder = COMPILER.toCompilerBuilder();
        rule.params().forEach((name, value) -> {
            if (!(value instanceof Duration)) {
                builder.addVar("params." + name, type(value));
                constants.put("params." + name, value);
            }
        });
        rule.lists().forEach((name, words) -> {
            builder.addVar("lists." + name, ListType.create(SimpleType.STRING));
            constants.put("lists." + name, new PhraseList(words));
        });
        if (rule.detect().aggregate()) {
            builder.addVar(Expression.VALUE, SimpleType.DOUBLE);
        }
        this.compiler = builder.build();
    }

    /** The expression, or null when it does not compile to one of the types wanted; then a problem says why. */
    @Nullable
    Expression compile(Source source, Result wanted) {
        Field field = Field.of(source.text().strip());
        if (field != null && wanted.fits(type(field))) {
            return new Expression(source, null, field, null, numbers(Set.of(field.variable())), constants);
        }
        CelValidationResult checked = compiler.compile(source.text());
        try {
            if (!checked.hasError()) {
                CelAbstractSyntaxTree tree = checked.getAst();
                if (wanted.fits(tree.getResultType())) {
                    Glance glance = wanted == Result.CONDITION ? GlanceReader.of(tree, constants) : null;
                    return new Expression(
                            source, RUNTIME.createProgram(tree), null, glance, numbers(variables(tree)), constants);
                }
                problems.add(
                        source,
                        "must be " + wanted.label + ", not "
                                + tree.getResultType().name());
                return null;
            }
        } catch (CelValidationException | CelEvaluationException refused) {
            problems.add(source, "does not compile: " + firstLine(refused.getMessage()));
            return null;
        }
        checked.getErrors().stream().limit(3).forEach(error -> {
            String message = firstLine(error.getMessage());
            problems.add(source, "does not compile: " + message + hint(source.text(), message));
        });
        return null;
    }

    private static Set<String> variables(CelAbstractSyntaxTree tree) {
        Set<String> names = new HashSet<>();
        for (CelReference reference : tree.getReferenceMap().values()) {
            names.add(reference.name());
        }
        return names;
    }

    private static Set<Field> numbers(Set<String> variables) {
        Set<Field> numbers = EnumSet.noneOf(Field.class);
        for (String name : variables) {
            Field field = Field.of(name);
            if (field != null && field.isNumber()) {
                numbers.add(field);
            }
        }
        return numbers;
    }

    /** CEL only says that {@code e} is not known; the author wants to know which field was meant. */
    private String hint(String text, String message) {
        if (!message.contains("undeclared reference")) {
            return "";
        }
        Set<String> known = new TreeSet<>(Field.variables());
        known.addAll(constants.keySet());
        for (String word : words(text)) {
            boolean dotted = word.startsWith("e.") || word.startsWith("params.") || word.startsWith("lists.");
            if (dotted && known.stream().noneMatch(name -> word.equals(name) || word.startsWith(name + "."))) {
                return "; there is no '" + word + "'" + Suggestion.of(word, known);
            }
        }
        return "";
    }

    private static List<String> words(String text) {
        StringBuilder spaced = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            boolean inWord = Character.isLetterOrDigit(letter) || letter == '.' || letter == '_';
            spaced.append(inWord ? letter : ' ');
        }
        return List.of(spaced.toString().split(" "));
    }

    private static String firstLine(@Nullable String message) {
        String text = message == null ? "unknown error" : message;
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addFunctionDeclarations(RuleFunctions.declarations());
        for (Field field : Field.values()) {
            builder.addVar(field.variable(), type(field));
        }
        return builder.build();
    }

    private static CelType type(Field field) {
        return switch (field.type()) {
            case TEXT -> SimpleType.STRING;
            case TEXTS -> ListType.create(SimpleType.STRING);
            case WHOLE -> SimpleType.INT;
            case DECIMAL -> SimpleType.DOUBLE;
            case MAP -> MapType.create(SimpleType.STRING, SimpleType.STRING);
        };
    }

    private static CelType type(Object param) {
        if (param instanceof Long) {
            return SimpleType.INT;
        }
        if (param instanceof Double) {
            return SimpleType.DOUBLE;
        }
        return param instanceof Boolean ? SimpleType.BOOL : SimpleType.STRING;
    }

    /** What an expression must come to. */
    enum Result {
        CONDITION("true or false"),
        NUMBER("a number"),
        KEY("a text"),
        FACT("a text, a number, true or false, or a list of texts");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        private boolean fits(CelType type) {
            boolean number = type.equals(SimpleType.INT) || type.equals(SimpleType.DOUBLE);
            boolean text = type.equals(SimpleType.STRING);
            boolean condition = type.equals(SimpleType.BOOL);
            return switch (this) {
                case CONDITION -> condition;
                case NUMBER -> number;
                case KEY -> text;
                case FACT -> text || number || condition || type.equals(ListType.create(SimpleType.STRING));
            };
        }
    }
}
