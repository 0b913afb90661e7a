package io.ringmaster.pipeline.core.observation;

import io.ringmaster.schema.Signal;

/** The tallies of an instrument's strategies, as the observation reads them. Sums are times 1e8. */
public interface ObservedTallies {

    /** How many strategies count, whatever they say. */
    int count(int instrumentId);

    /** How many of them say this. */
    int count(int instrumentId, Signal signal);

    /** Sum of the strengths of those that say this. */
    long strengthE8(int instrumentId, Signal signal);

    /** Sum of the confidences of those that say this. */
    long confidenceE8(int instrumentId, Signal signal);
}
