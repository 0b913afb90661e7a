package io.ringmaster.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets the order in which the keys of a section are written and documented. Without it, the order is that of the components, with the settings
 * of an {@link Inline} component in its place. The canonical text of a configuration, and so its hash, depends on this order.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface KeyOrder {

    /** Every key of the section, once. */
    String[] value();
}
