package io.ringmaster.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component whose record is a part of the same section: its settings stand among those of the record that holds it, without a key of
 * their own. Use it to group the settings of a long section in code. Its keys, and their order where {@link KeyOrder} gives it, stay as they were.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Inline {
}
