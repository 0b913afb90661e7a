package io.ringmaster.strategies.indicator;

/**
 * Average directional index: Wilder's mean of 100 |+DI - -DI| / (+DI + -DI), the DIs from Wilder's means of directional movement over
 * that of the true range. First value after 2n bars.
 */
final class Adx extends Indicator {

    private final int n;
    private final WilderMean plus;
    private final WilderMean minus;
    private final WilderMean range;
    private final WilderMean directional;
    private double previousHigh = Double.NaN;
    private double previousLow;
    private double previousClose;

    Adx(final int n) {
        this.n = n;
        plus = new WilderMean(n);
        minus = new WilderMean(n);
        range = new WilderMean(n);
        directional = new WilderMean(n);
    }

    @Override
    public int warmupBars() {
        return 2 * n;
    }

    @Override
    protected double next(final Bar bar) {
        final double highBefore = previousHigh;
        final double up = bar.high - highBefore;
        final double down = previousLow - bar.low;
        final double trueRange = Math.max(
            bar.high - bar.low, Math.max(Math.abs(bar.high - previousClose), Math.abs(bar.low - previousClose)));
        previousHigh = bar.high;
        previousLow = bar.low;
        previousClose = bar.close;
        if (Double.isNaN(highBefore)) {
            return Double.NaN;
        }
        final double plusMean = plus.add(up > down && up > 0 ? up : 0);
        final double minusMean = minus.add(down > up && down > 0 ? down : 0);
        final double rangeMean = range.add(trueRange);
        if (Double.isNaN(rangeMean)) {
            return Double.NaN;
        }
        final double sum = plusMean + minusMean;
        return directional.add(sum == 0 || rangeMean == 0 ? 0 : 100 * Math.abs(plusMean - minusMean) / sum);
    }
}
