package dev.vedette.agent.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The model may leave this argument out. It then says {@code null}, for strict schemas know no missing properties; a
 * component of a primitive type cannot be so. {@code @Nullable} and {@link java.util.Optional} say the same.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface OptionalArgument {}
