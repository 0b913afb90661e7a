package io.ringmaster.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component whose record belongs to the same section: its settings have no key of their own, but stand among those of the enclosing
 * record. Use it to group the settings of a long section in code without changing its keys; {@link KeyOrder} can keep their order.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Inline {
}
