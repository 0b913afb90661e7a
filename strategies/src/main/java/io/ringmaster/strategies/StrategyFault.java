package io.ringmaster.strategies;

/**
 * What is wrong with one line of a registry.
 *
 * @param index place in the registry, from 0
 * @param id    of the strategy
 * @param key   which of its settings, with a dot before a parameter's name; empty where no single one is to blame
 * @param what  what is wrong and what to do
 */
public record StrategyFault(int index, String id, String key, String what) {

    /** For people who have no lines to look at. */
    @Override
    public String toString() {
        return "strategy '" + id + "': " + what;
    }
}
