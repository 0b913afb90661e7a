package io.ringmaster.pipeline.core.execution;

import io.ringmaster.inference.Target;

/** The current round trip, from flat to flat: its profit so far, the strategy that led its entry, and how large it may become. */
final class OpenTrade {

    private long profitE8;
    private int strategyIndex = Target.NO_STRATEGY;
    private boolean isSized;
    private long capE8;
    private long factorE8;

    /** The first fill of an entry. */
    void open(final int leadingStrategy, final long largestE8, final long shareE8) {
        strategyIndex = leadingStrategy;
        isSized = true;
        capE8 = largestE8;
        factorE8 = shareE8;
    }

    /** Profit realised, fees, funding; positive is received. */
    void onMoney(final long amountE8) {
        profitE8 = Math.addExact(profitE8, amountE8);
    }

    /** The position is flat: the next fill begins another trade. */
    void close() {
        profitE8 = 0;
        strategyIndex = Target.NO_STRATEGY;
        isSized = false;
    }

    long profitE8() {
        return profitE8;
    }

    int strategyIndex() {
        return strategyIndex;
    }

    /** Whether one of our entries opened it, so that its largest size is known. */
    boolean isSized() {
        return isSized;
    }

    long capE8() {
        return capE8;
    }

    long factorE8() {
        return factorE8;
    }
}
