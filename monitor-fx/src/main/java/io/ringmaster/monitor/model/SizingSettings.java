package io.ringmaster.monitor.model;

import io.ringmaster.units.FixedPoint;
import java.util.Map;

/**
 * What limits the size of a position, from the section {@code execution} of a configuration.
 *
 * @param riskFractionE8 share of equity that a position loses at most at its stop; 0 for no limit
 * @param stops          where the first stop is
 * @param entry          whether trades or a drawdown change the size further
 */
public record SizingSettings(long riskFractionE8, Stops stops, Entry entry) {

    private static final long BPS = 10_000;

    /** Distances of a stop from the price, in basis points. */
    public record Stops(long defaultBps, long leastBps, long mostBps) {
    }

    /**
     * What changes the size of an entry by results that the monitor does not count.
     *
     * @param isByKelly    whether the share of trades won limits it
     * @param isByDrawdown whether a drawdown makes it smaller
     */
    public record Entry(boolean isByKelly, boolean isByDrawdown) {
    }

    /** Null if a value is missing or cannot be read. */
    static SizingSettings read(final Map<String, String> execution, final Map<String, String> entry) {
        try {
            return new SizingSettings(
                FixedPoint.parse(execution.get("riskFraction")),
                new Stops(
                    Long.parseLong(execution.get("defaultStopBps")), Long.parseLong(execution.get("minStopBps")),
                    Long.parseLong(execution.get("maxStopBps"))),
                new Entry(FixedPoint.parse(entry.get("kelly")) > 0, Boolean.parseBoolean(entry.get("drawdownFactor"))));
        } catch (final IllegalArgumentException | NullPointerException e) {
            return null;
        }
    }

    /**
     * How far from the mark the first stop is, as a share of the mark times 1e8. A stop on the wrong side is as good as none.
     *
     * @param namedE8 the stop that the decision names; 0 without one
     */
    public long stopDistanceE8(final boolean isLong, final long markE8, final long namedE8) {
        final long distanceE8 = isNamed(isLong, markE8, namedE8) ? Math.abs(markE8 - namedE8) : share(markE8, stops.defaultBps);
        return FixedPoint.divideHalfEven(Math.clamp(distanceE8, share(markE8, stops.leastBps), share(markE8, stops.mostBps)), markE8);
    }

    /** Whether the decision's own stop counts. */
    public boolean isNamed(final boolean isLong, final long markE8, final long namedE8) {
        return namedE8 > 0 && (isLong ? namedE8 < markE8 : namedE8 > markE8);
    }

    private static long share(final long markE8, final long bps) {
        return FixedPoint.multiplyDivideFloor(markE8, bps, BPS);
    }
}
