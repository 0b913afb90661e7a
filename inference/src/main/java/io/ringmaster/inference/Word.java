package io.ringmaster.inference;

import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;

/** The last recommendation of one strategy, and its weight now. Mutable, reused. */
final class Word {

    Signal signal = Signal.HOLD;
    private long strengthE8;
    private long confidenceE8;
    private long stopPriceE8 = Target.NO_PRICE;
    private long targetPriceE8 = Target.NO_PRICE;
    private long weightE8;
    private long weighedStrengthE8;
    private long weighedConfidenceE8;

    Word(final long weightE8) {
        this.weightE8 = weightE8;
    }

    /** @param strength and {@code confidence} in [0, 1]; kept to eight decimals */
    void set(final Signal said, final double strength, final double confidence, final long stopE8, final long targetE8) {
        signal = said;
        strengthE8 = Math.round(strength * FixedPoint.ONE);
        confidenceE8 = Math.round(confidence * FixedPoint.ONE);
        stopPriceE8 = stopE8;
        targetPriceE8 = targetE8;
        weigh(weightE8);
    }

    /** Sets the weight. Each product is rounded by itself, so that a sum of products is exact whatever its order. */
    void weigh(final long newWeightE8) {
        weightE8 = newWeightE8;
        weighedStrengthE8 = product(strengthE8);
        weighedConfidenceE8 = product(confidenceE8);
    }

    private long product(final long shareE8) {
        // Most strategies do not grade: 1, or 0 for HOLD. They need no division.
        return shareE8 == FixedPoint.ONE ? weightE8 : shareE8 == 0 ? 0 : FixedPoint.multiplyHalfEven(weightE8, shareE8);
    }

    long strengthE8() {
        return strengthE8;
    }

    double strength() {
        return strengthE8 / (double) FixedPoint.ONE;
    }

    double confidence() {
        return confidenceE8 / (double) FixedPoint.ONE;
    }

    /** Whether it has at least this strength and confidence. */
    boolean reaches(final long leastStrengthE8, final long leastConfidenceE8) {
        return strengthE8 >= leastStrengthE8 && confidenceE8 >= leastConfidenceE8;
    }

    long weightE8() {
        return weightE8;
    }

    long weighedStrengthE8() {
        return weighedStrengthE8;
    }

    long weighedConfidenceE8() {
        return weighedConfidenceE8;
    }

    long stopPriceE8() {
        return stopPriceE8;
    }

    long targetPriceE8() {
        return targetPriceE8;
    }
}
