package io.ringmaster.strategies.indicator;

/**
 * Relative strength index on closes: 100 x mean gain / (mean gain + mean loss), both by Wilder's mean. A market that never moved gives
 * 0, as in TA-Lib.
 */
final class Rsi extends Indicator {

    private final int n;
    private final WilderMean gains;
    private final WilderMean losses;
    private double previousClose = Double.NaN;

    Rsi(final int n) {
        this.n = n;
        gains = new WilderMean(n);
        losses = new WilderMean(n);
    }

    @Override
    public int warmupBars() {
        return n + 1;
    }

    @Override
    protected double next(final Bar bar) {
        final double before = previousClose;
        previousClose = bar.close;
        if (Double.isNaN(before)) {
            return Double.NaN;
        }
        final double change = bar.close - before;
        final double gain = gains.add(Math.max(change, 0));
        final double loss = losses.add(Math.max(-change, 0));
        return gain + loss == 0 ? 0 : 100 * gain / (gain + loss);
    }
}
