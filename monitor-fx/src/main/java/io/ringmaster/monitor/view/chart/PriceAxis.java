package io.ringmaster.monitor.view.chart;

/**
 * Which prices the chart shows, and where: the prices of the visible candles with some room.
 *
 * @param lowE8  at the bottom
 * @param highE8 at the top
 */
record PriceAxis(double lowE8, double highE8, double top, double bottom) {

    private static final double ROOM = 0.08;

    /** An axis for prices from one to another, but never for less than some ticks. */
    static PriceAxis of(final long lowE8, final long highE8, final long tickE8, final double top, final double bottom) {
        final double least = 10.0 * Math.max(1, tickE8);
        final double middle = (lowE8 + (double) highE8) / 2;
        final double half = Math.max(least, highE8 - lowE8) / 2 * (1 + 2 * ROOM);
        return new PriceAxis(middle - half, middle + half, top, bottom);
    }

    double yOf(final long priceE8) {
        return bottom - (priceE8 - lowE8) / (highE8 - lowE8) * (bottom - top);
    }

    long priceAt(final double y) {
        return Math.round(lowE8 + (bottom - y) / (bottom - top) * (highE8 - lowE8));
    }

    boolean isVisible(final long priceE8) {
        return priceE8 >= lowE8 && priceE8 <= highE8;
    }
}
