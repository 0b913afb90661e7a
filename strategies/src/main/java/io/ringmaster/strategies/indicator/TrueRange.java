package io.ringmaster.strategies.indicator;

/** True range: max(high - low, |high - previous close|, |low - previous close|); NaN on the first bar, as in TA-Lib. */
final class TrueRange extends Indicator {

    private double previousClose = Double.NaN;

    @Override
    public int warmupBars() {
        return 2;
    }

    @Override
    protected double next(final Bar bar) {
        final double before = previousClose;
        previousClose = bar.close;
        if (Double.isNaN(before)) {
            return Double.NaN;
        }
        return Math.max(bar.high - bar.low, Math.max(Math.abs(bar.high - before), Math.abs(bar.low - before)));
    }
}
