package io.ringmaster.pipeline.handler;

import io.ringmaster.inference.Target;

/** The decisions of one event: one target and one observation for each instrument. */
public final class DecisionCell {

    public int count;
    /** Values in each observation. */
    public final int observationLength;
    /** Target of each decision, in ascending instrument id. */
    public final Target[] targets;
    /** The values that the policy read, in the order of the observation's encoding. */
    public final double[][] observations;

    DecisionCell(final int instruments, final int observationLength) {
        this.observationLength = observationLength;
        targets = new Target[instruments];
        observations = new double[instruments][observationLength];
        for (int i = 0; i < instruments; i++) {
            targets[i] = new Target();
        }
    }
}
