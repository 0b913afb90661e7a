package io.ringmaster.monitor.model;

/** An instrument and three codes of enums in one number of a {@link LongTable}. */
final class Codes {

    private static final int SHIFT = 8;
    private static final int MASK = 0xFF;

    private Codes() {
    }

    static long pack(final int instrument, final int first, final int second, final int third) {
        return (long) instrument << 3 * SHIFT | (long) (first & MASK) << 2 * SHIFT | (second & MASK) << SHIFT | third & MASK;
    }

    static int instrument(final long codes) {
        return (int) (codes >> 3 * SHIFT);
    }

    static short first(final long codes) {
        return (short) (codes >> 2 * SHIFT & MASK);
    }

    static short second(final long codes) {
        return (short) (codes >> SHIFT & MASK);
    }

    static short third(final long codes) {
        return (short) (codes & MASK);
    }
}
