package io.ringmaster.monitor.view.plot;

/**
 * Where a value is on a vertical axis.
 *
 * @param low    value at {@code bottom}
 * @param high   value at {@code top}
 * @param top    smaller than {@code bottom}, as pixels count downwards
 */
public record ValueScale(long low, long high, double top, double bottom) {

    /** A scale with some room above and below the values. */
    public static ValueScale around(final long low, final long high, final double top, final double bottom, final long leastRange) {
        final long range = Math.max(leastRange, high - low);
        final long middle = low + (high - low) / 2;
        final long room = range / 2 + range / 12;
        return new ValueScale(middle - room, middle + room, top, bottom);
    }

    /** The pixel of a value. */
    public double y(final long value) {
        return bottom - (bottom - top) * ((double) value - low) / Math.max(1.0, (double) high - low);
    }

    /** The distance between two lines of the grid. */
    public long step(final double pixelsPerLine) {
        return Steps.ofValue(high - low, Math.max(1, (int) ((bottom - top) / pixelsPerLine)));
    }

    /** The first line of the grid at or above the low end. */
    public long firstLine(final long step) {
        return Math.ceilDiv(low, step) * step;
    }
}
