package io.ringmaster.monitor.view.kit;

/**
 * Something that you can do by key or by name.
 *
 * @param name as the command palette shows it: a verb first
 * @param keys as JavaFX's {@code KeyCombination.valueOf} reads it, such as {@code Shortcut+K}; empty if it has no key
 */
public record Command(String name, String keys, Runnable action) {
}
