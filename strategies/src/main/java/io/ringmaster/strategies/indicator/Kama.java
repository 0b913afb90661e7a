package io.ringmaster.strategies.indicator;

/**
 * Kaufman's adaptive moving average: moves by the square of a smoothing between {@code fast} and {@code slow}, chosen by how straight the
 * last n changes went. Begins at the value before its first.
 */
final class Kama extends Derived {

    private static final int SETTLING = 5;

    private final Past values;
    private final Window steps;
    private final double fastest;
    private final double slowest;
    private double before = Double.NaN;
    private double mean;

    Kama(final Indicator of, final int n, final int fast, final int slow) {
        super(of, n + 1, n + SETTLING * slow);
        values = new Past(n);
        steps = new Window(n);
        fastest = 2.0 / (fast + 1);
        slowest = 2.0 / (slow + 1);
    }

    @Override
    protected double next(final double x) {
        final double last = before;
        before = x;
        final boolean isWarm = values.isFull();
        final double then = values.push(x);
        if (Double.isNaN(last)) {
            return Double.NaN;
        }
        steps.push(Math.abs(x - last));
        if (!isWarm) {
            mean = x;
            return Double.NaN;
        }
        final double way = steps.sum().value();
        final double distance = Math.abs(x - then);
        // A market that stands still went perfectly straight, and so, by its rounding, did one that moved only once (TA-Lib's rule).
        final double efficiency = way <= distance || way == 0 ? 1 : distance / way;
        final double smoothing = efficiency * (fastest - slowest) + slowest;
        mean += smoothing * smoothing * (x - mean);
        return mean;
    }
}
