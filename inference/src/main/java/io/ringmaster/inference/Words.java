package io.ringmaster.inference;

import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import java.util.Arrays;
import java.util.List;

/**
 * The last recommendation of each strategy and its weight now, field by field. Most strategies are plain: they name no price, and are sure of all they
 * say. Of those only signal and weight are kept and touched, so that many of them fit into the caches.
 */
final class Words {

    private static final Signal[] SIGNALS = Signal.values();
    private static final int IS_GRADED = 0x40;

    /** The ordinal of the signal, and {@link #IS_GRADED} if the strategy says more. */
    private final byte[] signal;
    private final long[] weightE8;
    /** This and what follows has a meaning only for strategies that are graded. */
    private final long[] strengthE8;
    private final long[] confidenceE8;
    private final long[] stopPriceE8;
    private final long[] targetPriceE8;
    private final long[] weighedStrengthE8;
    private final long[] weighedConfidenceE8;

    /** @param weightsE8 by strategy index */
    Words(final List<Long> weightsE8) {
        final int strategies = weightsE8.size();
        signal = new byte[strategies];
        Arrays.fill(signal, (byte) Signal.HOLD.ordinal());
        weightE8 = weightsE8.stream().mapToLong(Long::longValue).toArray();
        strengthE8 = new long[strategies];
        confidenceE8 = new long[strategies];
        stopPriceE8 = new long[strategies];
        targetPriceE8 = new long[strategies];
        weighedStrengthE8 = new long[strategies];
        weighedConfidenceE8 = new long[strategies];
    }

    /**
     * A strategy that is sure of what it says and names no price.
     *
     * @param said ordinal of the signal
     */
    void setPlain(final int i, final int said) {
        signal[i] = (byte) said;
    }

    /** @param strength and {@code confidence} in [0, 1]; kept to eight decimals */
    void set(final int i, final Signal said, final double strength, final double confidence, final long stopE8, final long targetE8) {
        signal[i] = (byte) (said.ordinal() | IS_GRADED);
        strengthE8[i] = Math.round(strength * FixedPoint.ONE);
        confidenceE8[i] = Math.round(confidence * FixedPoint.ONE);
        stopPriceE8[i] = stopE8;
        targetPriceE8[i] = targetE8;
        weigh(i, weightE8[i]);
    }

    /** Sets the weight. Each product is rounded by itself, so that a sum of products is exact whatever its order. */
    void weigh(final int i, final long newWeightE8) {
        weightE8[i] = newWeightE8;
        if (isGraded(i)) {
            weighedStrengthE8[i] = FixedPoint.multiplyHalfEven(newWeightE8, strengthE8[i]);
            weighedConfidenceE8[i] = FixedPoint.multiplyHalfEven(newWeightE8, confidenceE8[i]);
        }
    }

    boolean isGraded(final int i) {
        return signal[i] >= IS_GRADED;
    }

    Signal signal(final int i) {
        return SIGNALS[signal[i] & ~IS_GRADED];
    }

    /** Nothing for HOLD, all for every other signal, unless the strategy is graded. */
    private long plain(final int i, final long all) {
        return signal(i) == Signal.HOLD ? 0 : all;
    }

    long strengthE8(final int i) {
        return isGraded(i) ? strengthE8[i] : plain(i, FixedPoint.ONE);
    }

    long confidenceE8(final int i) {
        return isGraded(i) ? confidenceE8[i] : plain(i, FixedPoint.ONE);
    }

    double strength(final int i) {
        return strengthE8(i) / (double) FixedPoint.ONE;
    }

    double confidence(final int i) {
        return confidenceE8(i) / (double) FixedPoint.ONE;
    }

    long weightE8(final int i) {
        return weightE8[i];
    }

    /** Weight times strength. */
    long weighedStrengthE8(final int i) {
        return isGraded(i) ? weighedStrengthE8[i] : plain(i, weightE8[i]);
    }

    /** Weight times confidence. */
    long weighedConfidenceE8(final int i) {
        return isGraded(i) ? weighedConfidenceE8[i] : plain(i, weightE8[i]);
    }

    /** {@link Target#NO_PRICE} if it names none. */
    long stopPriceE8(final int i) {
        return isGraded(i) ? stopPriceE8[i] : Target.NO_PRICE;
    }

    /** {@link Target#NO_PRICE} if it names none. */
    long targetPriceE8(final int i) {
        return isGraded(i) ? targetPriceE8[i] : Target.NO_PRICE;
    }
}
