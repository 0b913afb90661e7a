package io.ringmaster.strategies.indicator;

/** A feature as it stood when the bar closed. */
final class Sample extends Single {

    private final double[] features;
    private final Feature feature;

    Sample(final double[] features, final Feature feature) {
        this.features = features;
        this.feature = feature;
    }

    @Override
    public int warmupBars() {
        return 1;
    }

    @Override
    protected double next(final Bar bar) {
        return features[feature.ordinal()];
    }
}
