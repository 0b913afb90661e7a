package io.ringmaster.strategies.indicator.graph;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.FeatureValues;
import io.ringmaster.strategies.indicator.Single;

/** A named outside series as it stood when the bar closed: its value or its age. */
final class OutsideSample extends Single {

    private final FeatureValues features;
    private final int place;
    private final boolean isAge;

    OutsideSample(final FeatureValues features, final int place, final boolean isAge) {
        this.features = features;
        this.place = place;
        this.isAge = isAge;
    }

    @Override
    public int warmupBars() {
        return 1;
    }

    @Override
    protected double next(final Bar bar) {
        return isAge ? features.outsideAge(place) : features.outside(place);
    }
}
