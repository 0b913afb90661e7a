package io.ringmaster.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of a configuration record: how its text is read and which values it allows.
 *
 * <p>A configuration is a tree of records. The binder reads a YAML document into such a tree and reports every fault with its line: unknown
 * keys, missing values, wrong kinds, values out of range. A component without a default is required.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** How the text of a value is converted. */
    enum Kind {
        /** By the type of the component: text, whole number, decimal number, boolean, enum constant in lower case, record, list, map. */
        PLAIN,
        /** A decimal number, exact to 8 places, into a {@code long} times 1e8. */
        E8,
        /** A number with a unit, {@code 250ns 10us 5ms 1s 15m 4h 1d}, into a {@code long} of nanoseconds. */
        DURATION
    }

    /** How the text is converted. */
    Kind kind() default Kind.PLAIN;

    /** The default, as written in the file; {@link #REQUIRED} if there is none. */
    String value() default REQUIRED;

    /** Smallest value allowed, as written in the file; empty for no bound. */
    String min() default "";

    /** Largest value allowed, as written in the file; empty for no bound. */
    String max() default "";

    /** One line for users: meaning and unit. */
    String doc();

    /** Marks a setting without a default. */
    String REQUIRED = "\0";
}
