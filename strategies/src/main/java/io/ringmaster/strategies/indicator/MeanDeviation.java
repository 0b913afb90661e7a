package io.ringmaster.strategies.indicator;

/** Mean absolute distance of the last n values from their mean. Costs n additions a bar: the mean moves, so nothing can be kept. */
final class MeanDeviation extends Derived {

    private final Indicator mean;
    private final int n;
    private Histories histories;
    private int past;

    /** @param mean of the last n */
    MeanDeviation(final Indicator of, final Indicator mean, final int n) {
        super(of, n, n);
        this.mean = mean;
        this.n = n;
    }

    @Override
    protected void lookBack(final Histories all) {
        histories = all;
        past = all.keep(source(), n);
    }

    @Override
    protected double next(final double x) {
        final double middle = mean.value();
        if (Double.isNaN(middle)) {
            return Double.NaN;
        }
        double distances = 0;
        for (int i = n - 1; i > 0; i--) {
            distances += Math.abs(histories.ago(past, i) - middle);
        }
        return (distances + Math.abs(x - middle)) / n;
    }
}
