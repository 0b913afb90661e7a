package io.ringmaster.lab.training;

import java.util.Arrays;

/** How an account grew from one decision to the next: the log return of each, 0 for a ruined account, which has ended. */
final class Growth {

    private double[] logReturns = new double[1 << 10];
    private long equityE8;
    private int count = -1;

    /** The account at a decision, or at the end. */
    void see(final long nowE8) {
        if (count >= 0) {
            logReturns = count < logReturns.length ? logReturns : Arrays.copyOf(logReturns, 2 * count);
            logReturns[count] = nowE8 > 0 && equityE8 > 0 ? StrictMath.log((double) nowE8 / equityE8) : 0;
        }
        equityE8 = nowE8;
        count++;
    }

    /** A copy. */
    double[] logReturns() {
        return Arrays.copyOf(logReturns, Math.max(0, count));
    }

    /**
     * Whether one account grew less than another by more than one standard error of the difference, which chance seldom explains. The same decisions
     * are compared, so what the market did to both does not count. One that ended early counts as worse.
     */
    static boolean isSurelyLess(final double[] one, final double[] other) {
        if (one.length != other.length) {
            return one.length < other.length;
        }
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < one.length; i++) {
            final double more = other[i] - one[i];
            sum += more;
            squares += more * more;
        }
        final double variance = squares / one.length - sum / one.length * (sum / one.length);
        return sum > Math.sqrt(Math.max(0, variance) * one.length);
    }
}
