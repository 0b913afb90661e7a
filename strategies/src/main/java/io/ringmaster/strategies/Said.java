package io.ringmaster.strategies;

import io.ringmaster.schema.Signal;
import java.util.Arrays;

/**
 * The last recommendation of each strategy of a shard, field by field, so that those of one series lie side by side. HOLD at first. A recommendation is
 * plain if it is sure of what it says and names no price: then only its signal is kept, and many of them fit into the caches.
 */
final class Said {

    private static final Signal[] SIGNALS = Signal.values();
    private static final int IS_GRADED = 0x40;
    static final int NOT_PLAIN = -1;

    /** The ordinal of the signal, and {@link #IS_GRADED} if the recommendation says more. */
    private final byte[] signal;
    /** This and what follows has a meaning only where the recommendation is graded. */
    private final double[] strength;
    private final double[] confidence;
    private final long[] stopPriceE8;
    private final long[] targetPriceE8;

    Said(final int strategies) {
        signal = new byte[strategies];
        strength = new double[strategies];
        confidence = new double[strategies];
        stopPriceE8 = new long[strategies];
        targetPriceE8 = new long[strategies];
        Arrays.fill(signal, (byte) Signal.HOLD.ordinal());
    }

    boolean isPlain(final int place) {
        return signal[place] < IS_GRADED;
    }

    /** The ordinal of the signal if it is plain; {@link #NOT_PLAIN} otherwise. */
    int plainSignal(final int place) {
        return isPlain(place) ? signal[place] : NOT_PLAIN;
    }

    Signal signal(final int place) {
        return SIGNALS[signal[place] & ~IS_GRADED];
    }

    double strength(final int place) {
        return isPlain(place) ? Recommendation.sure(signal(place)) : strength[place];
    }

    double confidence(final int place) {
        return isPlain(place) ? Recommendation.sure(signal(place)) : confidence[place];
    }

    long stopPriceE8(final int place) {
        return isPlain(place) ? Recommendation.NO_PRICE : stopPriceE8[place];
    }

    long targetPriceE8(final int place) {
        return isPlain(place) ? Recommendation.NO_PRICE : targetPriceE8[place];
    }

    boolean is(final int place, final Recommendation word) {
        return signal(place) == word.signal && strength(place) == word.strength && confidence(place) == word.confidence
            && stopPriceE8(place) == word.stopPriceE8 && targetPriceE8(place) == word.targetPriceE8;
    }

    void read(final int place, final Recommendation word) {
        word.signal = signal(place);
        word.strength = strength(place);
        word.confidence = confidence(place);
        word.stopPriceE8 = stopPriceE8(place);
        word.targetPriceE8 = targetPriceE8(place);
    }

    /** Sets a recommendation as {@link Recommendation#plain} does. */
    void setPlain(final int place, final Signal word) {
        signal[place] = (byte) word.ordinal();
    }

    void set(final int place, final Recommendation word) {
        if (word.isPlain()) {
            setPlain(place, word.signal);
            return;
        }
        signal[place] = (byte) (word.signal.ordinal() | IS_GRADED);
        strength[place] = word.strength;
        confidence[place] = word.confidence;
        stopPriceE8[place] = word.stopPriceE8;
        targetPriceE8[place] = word.targetPriceE8;
    }
}
