package io.ringmaster.monitor.view.chart;

/** Which times the chart shows, and where. Linear: a span without trades takes the room that it took. */
final class TimeAxis {

    /** Room at the right of the newest candle, while the chart follows it, for the names of prices. */
    private static final double MARGIN_SHARE = 0.09;
    private static final double MOST_MARGIN_PIXELS = 136;
    private static final double LEAST_CANDLE_PIXELS = 1.5;
    private static final double MOST_CANDLE_PIXELS = 60;

    private double width = 1;
    private double endNs;
    private double nsPerPixel = 1e9;
    private boolean isFollowing = true;

    /** Shows a span of time in full, and follows what comes. */
    void fit(final long startNs, final long lastNs, final long timeframeNs) {
        isFollowing = true;
        nsPerPixel = (double) Math.max(timeframeNs, lastNs - startNs) / Math.max(1, width - margin());
        clamp(timeframeNs);
        follow(lastNs);
    }

    /** The size of the plot; the time at its right edge stays. */
    void resize(final double pixels) {
        width = Math.max(1, pixels);
    }

    /** Keeps the newest time at the right, if the chart follows it. */
    void follow(final long lastNs) {
        if (isFollowing) {
            endNs = lastNs + margin() * nsPerPixel;
        }
    }

    private double margin() {
        return Math.min(MOST_MARGIN_PIXELS, width * MARGIN_SHARE);
    }

    void startFollowing(final long lastNs) {
        isFollowing = true;
        follow(lastNs);
    }

    boolean isFollowing() {
        return isFollowing;
    }

    /** Moves the times by pixels: a positive number shows earlier ones. It stops where no candle would be left. */
    void pan(final double pixels, final long firstNs, final long lastNs) {
        isFollowing = false;
        final double room = width * nsPerPixel;
        endNs = Math.clamp(endNs - pixels * nsPerPixel, firstNs + room * 0.1, Math.max(firstNs + room * 0.1, lastNs + room * 0.9));
    }

    /** Zooms around a place, whose time stays where it is; while the chart follows, around the newest time. */
    void zoom(final double x, final double factor, final long timeframeNs, final long lastNs) {
        final double around = isFollowing ? xOf(lastNs) : x;
        final double timeNs = timeAt(around);
        nsPerPixel /= factor;
        clamp(timeframeNs);
        endNs = timeNs + (width - around) * nsPerPixel;
    }

    /** Gives a candle of another timeframe the width that a candle has. */
    void rescale(final double ratio, final long timeframeNs, final long lastNs) {
        nsPerPixel *= ratio;
        clamp(timeframeNs);
        follow(lastNs);
    }

    /** Shows this time in the middle. */
    void centre(final long timeNs) {
        isFollowing = false;
        endNs = timeNs + width / 2 * nsPerPixel;
    }

    private void clamp(final long timeframeNs) {
        nsPerPixel = Math.clamp(nsPerPixel, timeframeNs / MOST_CANDLE_PIXELS, timeframeNs / LEAST_CANDLE_PIXELS);
    }

    double xOf(final double timeNs) {
        return width - (endNs - timeNs) / nsPerPixel;
    }

    long timeAt(final double x) {
        return (long) (endNs - (width - x) * nsPerPixel);
    }

    double pixels(final long spanNs) {
        return spanNs / nsPerPixel;
    }

    double nsPerPixel() {
        return nsPerPixel;
    }

    double width() {
        return width;
    }

    long startNs() {
        return timeAt(0);
    }

    long endNs() {
        return (long) endNs;
    }
}
