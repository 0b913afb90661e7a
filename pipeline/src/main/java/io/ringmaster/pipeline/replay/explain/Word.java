package io.ringmaster.pipeline.replay.explain;

import io.ringmaster.schema.Signal;

/**
 * The last recommendation of one strategy.
 *
 * @param sinceSequence the input since which it says this, at {@code sinceNs}
 * @param isActive      whether it is heard
 * @param weight        as an expert; 0 before the first that is recorded
 */
record Word(Signal signal, double strength, double confidence, long sinceSequence, long sinceNs, boolean isActive, double weight) {

    /** Before the first recommendation. */
    static final Word NONE = new Word(Signal.HOLD, 0, 0, 0, 0, false, 0);

    Word says(final Signal said, final double how, final double sure, final long sequence, final long timeNs) {
        return said == signal && how == strength && sure == confidence ? this : new Word(said, how, sure, sequence, timeNs, isActive, weight);
    }

    Word active(final boolean active) {
        return new Word(signal, strength, confidence, sinceSequence, sinceNs, active, weight);
    }

    Word weighing(final double newWeight) {
        return new Word(signal, strength, confidence, sinceSequence, sinceNs, isActive, newWeight);
    }
}
