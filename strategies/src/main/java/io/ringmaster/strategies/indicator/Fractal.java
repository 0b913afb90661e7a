package io.ringmaster.strategies.indicator;

/**
 * The last fractal (Bill Williams): a high above the k highs on either side, known k bars later; mirrored for lows. Before the first,
 * the highest (lowest) of the 2 k + 1 bars.
 */
final class Fractal extends Derived {

    private final Past window;
    private final int k;
    private final double sign;
    private double last = Double.NaN;

    Fractal(final Indicator of, final int k, final boolean high) {
        super(of, 2 * k + 1, 50 * k);
        this.k = k;
        sign = high ? 1 : -1;
        window = new Past(2 * k + 1);
    }

    @Override
    protected double next(final double x) {
        window.push(x);
        if (!window.isFull()) {
            return Double.NaN;
        }
        final double middle = sign * window.ago(k);
        double highestOther = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= 2 * k; i++) {
            highestOther = i == k ? highestOther : Math.max(highestOther, sign * window.ago(i));
        }
        if (middle > highestOther) {
            last = sign * middle;
        } else if (Double.isNaN(last)) {
            last = sign * Math.max(middle, highestOther);
        }
        return last;
    }
}
