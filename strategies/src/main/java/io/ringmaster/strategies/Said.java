package io.ringmaster.strategies;

import io.ringmaster.schema.Signal;
import java.util.Arrays;

/** The last recommendation of each strategy of a shard, field by field, so that those of one series lie side by side. HOLD at first. */
final class Said {

    final Signal[] signal;
    final double[] strength;
    final double[] confidence;
    final long[] stopPriceE8;
    final long[] targetPriceE8;

    Said(final int strategies) {
        signal = new Signal[strategies];
        strength = new double[strategies];
        confidence = new double[strategies];
        stopPriceE8 = new long[strategies];
        targetPriceE8 = new long[strategies];
        Arrays.fill(signal, Signal.HOLD);
        Arrays.fill(stopPriceE8, Recommendation.NO_PRICE);
        Arrays.fill(targetPriceE8, Recommendation.NO_PRICE);
    }

    boolean is(final int place, final Recommendation word) {
        return signal[place] == word.signal && strength[place] == word.strength && confidence[place] == word.confidence
            && stopPriceE8[place] == word.stopPriceE8 && targetPriceE8[place] == word.targetPriceE8;
    }

    void read(final int place, final Recommendation word) {
        word.signal = signal[place];
        word.strength = strength[place];
        word.confidence = confidence[place];
        word.stopPriceE8 = stopPriceE8[place];
        word.targetPriceE8 = targetPriceE8[place];
    }

    /** Sets a recommendation as {@link Recommendation#plain} does, for a strategy that never names a price. */
    void setPlain(final int place, final Signal word) {
        signal[place] = word;
        strength[place] = Recommendation.sure(word);
        confidence[place] = Recommendation.sure(word);
    }

    void set(final int place, final Recommendation word) {
        signal[place] = word.signal;
        strength[place] = word.strength;
        confidence[place] = word.confidence;
        stopPriceE8[place] = word.stopPriceE8;
        targetPriceE8[place] = word.targetPriceE8;
    }
}
