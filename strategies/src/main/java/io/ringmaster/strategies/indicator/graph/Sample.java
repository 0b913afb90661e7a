package io.ringmaster.strategies.indicator.graph;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.FeatureValues;
import io.ringmaster.strategies.indicator.Single;

/** A feature as it stood when the bar closed. */
final class Sample extends Single {

    private final FeatureValues features;
    private final Feature feature;

    Sample(final FeatureValues features, final Feature feature) {
        this.features = features;
        this.feature = feature;
    }

    @Override
    public int warmupBars() {
        return 1;
    }

    @Override
    protected double next(final Bar bar) {
        return features.get(feature);
    }
}
