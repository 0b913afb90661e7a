package io.ringmaster.monitor.view.plot;

import io.ringmaster.monitor.view.kit.Times;

/**
 * Where a time is on a horizontal axis.
 *
 * @param left  pixel of {@code fromNs}
 * @param right pixel of {@code toNs}
 */
public record TimeScale(long fromNs, long toNs, double left, double right) {

    private static final double PIXELS_PER_LABEL = 90;
    private static final int DAY_DIGITS = 10;
    private static final int MINUTE_DIGITS = 5;

    /** The pixel of a time. */
    public double x(final long timeNs) {
        return left + (right - left) * (timeNs - fromNs) / Math.max(1, toNs - fromNs);
    }

    /** The time of a pixel, within the axis. */
    public long timeNs(final double x) {
        final double share = Math.clamp((x - left) / Math.max(1, right - left), 0.0, 1.0);
        return fromNs + Math.round(share * (toNs - fromNs));
    }

    /** The distance between two labels. */
    public long stepNs() {
        return Steps.ofTime(toNs - fromNs, Math.max(1, (int) ((right - left) / PIXELS_PER_LABEL)));
    }

    /** A time as the axis names it: a date, an hour, or a second, whatever its labels are apart. */
    public String label(final long timeNs) {
        final long step = stepNs();
        if (Steps.isDays(step)) {
            return Times.day(timeNs).substring(DAY_DIGITS - MINUTE_DIGITS);
        }
        return Steps.isMinutes(step) ? Times.seconds(timeNs).substring(0, MINUTE_DIGITS) : Times.seconds(timeNs);
    }
}
