package io.ringmaster.lab.learning.onpolicy;

/** Sums of what a loss consists of, over samples in their order. */
final class LossSums {

    double policy;
    double value;
    double entropy;
    double divergence;
    int clipped;
    int samples;

    void clear() {
        policy = 0;
        value = 0;
        entropy = 0;
        divergence = 0;
        clipped = 0;
        samples = 0;
    }

    void add(final LossSums other) {
        policy += other.policy;
        value += other.value;
        entropy += other.entropy;
        divergence += other.divergence;
        clipped += other.clipped;
        samples += other.samples;
    }
}
