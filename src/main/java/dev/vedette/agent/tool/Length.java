package dev.vedette.agent.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The length of a text in characters (code points), or of a list in elements; both bounds included. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Length {
    /** The least. */
    int minimum() default 0;

    /** The greatest. */
    int maximum() default Integer.MAX_VALUE;
}
