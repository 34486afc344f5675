package dev.vedette.agent.tool;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.MemberScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigPart;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of a record's components, in the form that providers call strict: every property required, those that
 * may be left out nullable, unknown ones refused. The same record always has the same schema, in the order of its
 * components, for definitions are pinned by their hash.
 *
 * @param strict whether it is strict; a schema with maps is not
 */
record RecordSchema(String text, boolean strict) {
    private static final SchemaGenerator GENERATOR = generator();

    /** @throws IllegalArgumentException if a component cannot be an argument, with its name */
    static RecordSchema of(Class<? extends Record> type) {
        boolean maps = ArgumentTypes.haveMaps(type);
        synchronized (GENERATOR) {
            return new RecordSchema(GENERATOR.generateSchema(type).toString(), !maps);
        }
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(
                        Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                        Option.INLINE_ALL_SCHEMAS,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        builder.forTypesInGeneral()
                .withPropertySorter(Comparator.comparingInt(RecordSchema::position))
                .withCustomDefinitionProvider(RecordSchema::formatted);
        describe(builder.forFields());
        return new SchemaGenerator(builder.build());
    }

    private static void describe(SchemaGeneratorConfigPart<FieldScope> fields) {
        fields.withRequiredCheck(field -> true)
                .withNullableCheck(RecordSchema::optional)
                .withTargetTypeOverridesResolver(RecordSchema::inside)
                .withDescriptionResolver(RecordSchema::words)
                .withNumberInclusiveMinimumResolver(field -> bound(field, Range.class, Range::minimum, Long.MIN_VALUE))
                .withNumberInclusiveMaximumResolver(field -> bound(field, Range.class, Range::maximum, Long.MAX_VALUE))
                .withStringMinLengthResolver(field -> length(field, String.class, Length::minimum, 0))
                .withStringMaxLengthResolver(field -> length(field, String.class, Length::maximum, Integer.MAX_VALUE))
                .withArrayMinItemsResolver(field -> length(field, Collection.class, Length::minimum, 0))
                .withArrayMaxItemsResolver(
                        field -> length(field, Collection.class, Length::maximum, Integer.MAX_VALUE));
    }

    private static int position(MemberScope<?, ?> member) {
        RecordComponent[] components = member.getDeclaringType().getErasedType().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            if (components[i].getName().equals(member.getDeclaredName())) {
                return i;
            }
        }
        return components.length;
    }

    /** Texts with a format. Jackson reads them; the generator would look into their fields. */
    private static @Nullable CustomDefinition formatted(ResolvedType type, SchemaGenerationContext context) {
        String format = ArgumentTypes.FORMATS.get(type.getErasedType());
        if (format == null) {
            return null;
        }
        ObjectNode text = context.getGeneratorConfig().createObjectNode();
        text.put("type", "string").put("format", format);
        return new CustomDefinition(
                text, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
    }

    private static boolean optional(FieldScope field) {
        return !field.isFakeContainerItemScope()
                && (field.getAnnotation(OptionalArgument.class) != null
                        || field.getDeclaredType().getErasedType() == Optional.class
                        || field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    /** The type within an Optional. */
    private static @Nullable List<ResolvedType> inside(FieldScope field) {
        return field.getType().getErasedType() == Optional.class
                ? List.of(field.getType().typeParametersFor(Optional.class).get(0))
                : null;
    }

    /** The component's own words, or else those of its type: providers do not take both, joined by allOf. */
    private static @Nullable String words(FieldScope field) {
        Description own = field.isFakeContainerItemScope() ? null : field.getAnnotation(Description.class);
        Description found = own == null ? field.getType().getErasedType().getAnnotation(Description.class) : own;
        return found == null ? null : found.value();
    }

    private static <N extends Annotation> @Nullable BigDecimal bound(
            FieldScope field, Class<N> annotation, Function<N, Long> value, long none) {
        N found = field.isFakeContainerItemScope() ? null : field.getAnnotation(annotation);
        return found == null || value.apply(found) == none ? null : BigDecimal.valueOf(value.apply(found));
    }

    private static @Nullable Integer length(FieldScope field, Class<?> of, Function<Length, Integer> value, int none) {
        Length found = field.isFakeContainerItemScope() ? null : field.getAnnotation(Length.class);
        boolean meant = found != null && of.isAssignableFrom(field.getType().getErasedType());
        return !meant || value.apply(found) == none ? null : value.apply(found);
    }
}
