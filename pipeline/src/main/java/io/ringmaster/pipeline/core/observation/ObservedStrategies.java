package io.ringmaster.pipeline.core.observation;

import io.ringmaster.schema.Signal;

/** What each strategy says and weighs, as the observation reads it. */
public interface ObservedStrategies {

    /** A number, from 0, that is another one whenever {@link #signal}, strength or confidence of any strategy, or a tally, may have changed. */
    long changes();

    /** HOLD before its first recommendation and while it is not active. */
    Signal signal(int strategyIndex);

    /** In [0, 1]. */
    double strength(int strategyIndex);

    /** In [0, 1]. */
    double confidence(int strategyIndex);

    /** Weight as an expert, in [0, 1]; NaN where no experts are weighed. */
    double weight(int strategyIndex);
}
