package io.ringmaster.strategies;

import io.ringmaster.schema.Signal;

/** The recommendation of a strategy. Mutable, reused, owned by the shard. */
public final class Recommendation {

    /** Null of {@link #stopPriceE8} and {@link #targetPriceE8}. */
    public static final long NO_PRICE = Long.MIN_VALUE;

    Signal signal = Signal.HOLD;
    double strength;
    double confidence;
    long stopPriceE8 = NO_PRICE;
    long targetPriceE8 = NO_PRICE;

    /** Recommends no change: the position stays. */
    public void hold() {
        plain(Signal.HOLD);
    }

    /** Recommends leaving the market. */
    public void flat() {
        plain(Signal.FLAT);
    }

    /**
     * Sets a signal with strength and confidence 1, or 0 for HOLD. A confidence of 1 passes every confidence gate, so only {@code
     * policy.minAgreeing} with {@code policy.solo: false} can hold such a signal back.
     */
    public void plain(final Signal word) {
        set(word, sure(word), sure(word), NO_PRICE, NO_PRICE);
    }

    /** Strength and confidence of a signal without grades. */
    static double sure(final Signal word) {
        return word == Signal.HOLD ? 0 : 1;
    }

    /**
     * @param strength    in [0, 1]
     * @param confidence  in [0, 1]
     * @param stopPriceE8 where the idea is wrong, or {@link #NO_PRICE}
     */
    public void enter(final Signal side, final double strength, final double confidence, final long stopPriceE8) {
        set(side, strength, confidence, stopPriceE8, NO_PRICE);
    }

    /** @param targetPriceE8 price at which the trade has reached its goal, or {@link #NO_PRICE} */
    public void enter(final Signal side, final double strength, final double confidence, final long stopPriceE8, final long targetPriceE8) {
        set(side, strength, confidence, stopPriceE8, targetPriceE8);
    }

    private void set(
        final Signal newSignal, final double newStrength, final double newConfidence, final long newStopPriceE8, final long newTargetPriceE8) {
        signal = newSignal;
        strength = newStrength;
        confidence = newConfidence;
        stopPriceE8 = newStopPriceE8;
        targetPriceE8 = newTargetPriceE8;
    }

    /** Whether it says no more than its signal. */
    boolean isPlain() {
        return strength == sure(signal) && confidence == sure(signal) && stopPriceE8 == NO_PRICE && targetPriceE8 == NO_PRICE;
    }

    /** Whether every number is finite and within its range. */
    boolean isSound() {
        return signal != null && signal != Signal.NULL_VAL
            && strength >= 0 && strength <= 1 && confidence >= 0 && confidence <= 1
            && (stopPriceE8 == NO_PRICE || stopPriceE8 > 0) && (targetPriceE8 == NO_PRICE || targetPriceE8 > 0);
    }
}
