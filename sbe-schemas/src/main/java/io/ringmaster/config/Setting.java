package io.ringmaster.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of a configuration record: how its text is read and which values it allows.
 *
 * <p>A configuration is a tree of records. The binder reads a YAML document into such a tree and reports every fault with its line:
 * unknown keys, missing values, wrong kinds, values out of range. A component without a default must be given.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** How the text of the value becomes the component's value. */
    enum Kind {
        /** By the component's type: text, whole number, decimal number, boolean, enum constant in lower case, record, list, map. */
        PLAIN,
        /** A decimal number, exact to 8 places, into a {@code long} times 1e8. */
        E8,
        /** A number with a unit, {@code 250ns 10us 5ms 1s 15m 4h 1d}, into a {@code long} of nanoseconds. */
        DURATION
    }

    /** How to read it. */
    Kind kind() default Kind.PLAIN;

    /** The default as it would be written in the file; {@link #REQUIRED} when there is none. */
    String value() default REQUIRED;

    /** Smallest value allowed, as written in the file; empty for no bound. */
    String min() default "";

    /** Largest value allowed, as written in the file; empty for no bound. */
    String max() default "";

    /** One line for people: what it is, in which unit. */
    String doc();

    /** Marks a setting without a default. */
    String REQUIRED = "\0";
}
