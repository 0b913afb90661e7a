package io.ringmaster.strategies;

/**
 * A fault in one entry of the registry.
 *
 * @param index place in the registry, from 0
 * @param id    id of the strategy
 * @param key   the setting at fault, such as {@code parameters.n}; empty if it is not a single setting
 * @param what  what is wrong and what to do
 */
public record StrategyFault(int index, String id, String key, String what) {

    /** The text for a registry that has no line numbers. */
    @Override
    public String toString() {
        return "strategy '" + id + "': " + what;
    }
}
