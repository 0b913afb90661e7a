package io.ringmaster.monitor.view.latency;

/**
 * Where a value is on an axis on which each step of the grid is ten times the one before.
 *
 * @param low  value at {@code from}, above 0
 * @param high value at {@code to}
 */
record LogScale(double low, double high, double from, double to) {

    /** A scale from one power of ten to another that holds both values. */
    static LogScale around(final double least, final double most, final double from, final double to) {
        final double low = Math.pow(10, Math.floor(Math.log10(Math.max(1, least))));
        final double high = Math.pow(10, Math.ceil(Math.log10(Math.max(10 * low, most))));
        return new LogScale(low, high, from, to);
    }

    /** The pixel of a value; what is outside is at the nearer end. */
    double at(final double value) {
        final double inside = Math.clamp(value, low, high);
        return from + (to - from) * Math.log(inside / low) / Math.log(high / low);
    }

    /** The value of a pixel. */
    double value(final double pixel) {
        return low * Math.pow(high / low, (pixel - from) / (to - from));
    }
}
