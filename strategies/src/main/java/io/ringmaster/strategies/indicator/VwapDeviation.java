package io.ringmaster.strategies.indicator;

/**
 * Standard deviation of the last n typical prices around their volume-weighted mean, weighted alike; 0 where nothing was traded. In two
 * passes, for a difference of large sums would lose its digits. Costs n a bar.
 */
final class VwapDeviation extends Derived {

    /** A deviation below this share of the price is rounding, not movement. */
    private static final double ROUNDING = 1e-12;

    private final Past prices;
    private final Window volumes;
    private final Indicator volume;
    private final Indicator mean;

    VwapDeviation(final Indicator typical, final Indicator volume, final Indicator mean, final int n) {
        super(typical, n, n);
        this.volume = volume;
        this.mean = mean;
        prices = new Past(n);
        volumes = new Window(n);
    }

    @Override
    protected double next(final double price) {
        prices.push(price);
        volumes.push(volume.value());
        if (!prices.isFull()) {
            return Double.NaN;
        }
        final double[] eachPrice = prices.inOrder();
        final double[] eachVolume = volumes.inOrder();
        final double middle = mean.value();
        double squares = 0;
        for (int i = 0; i < eachPrice.length; i++) {
            final double distance = eachPrice[i] - middle;
            squares += eachVolume[i] * distance * distance;
        }
        final double deviation = volumes.sum().value() == 0 ? 0 : Math.sqrt(squares / volumes.sum().value());
        return deviation < ROUNDING * price ? 0 : deviation;
    }
}
