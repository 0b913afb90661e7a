package io.ringmaster.cli.metrics;

import java.util.function.ObjLongConsumer;

/**
 * Numbers by the constants of an enum, all of them from the start: a rate over a counter sees its first event only if the counter was there at 0.
 *
 * @param <E> what is counted
 */
final class Tally<E extends Enum<E>> {

    /** What generated enums have for a value that is not there. */
    private static final String MISSING = "NULL_VAL";

    private final E[] constants;
    private final long[] counts;

    Tally(final Class<E> type) {
        constants = type.getEnumConstants();
        counts = new long[constants.length];
    }

    void add(final E constant) {
        counts[constant.ordinal()]++;
    }

    void set(final E constant) {
        counts[constant.ordinal()] = 1;
    }

    void forEach(final ObjLongConsumer<E> reader) {
        for (final E constant : constants) {
            if (!constant.name().equals(MISSING)) {
                reader.accept(constant, counts[constant.ordinal()]);
            }
        }
    }
}
