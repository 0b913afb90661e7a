package io.ringmaster.pipeline.core.execution;

import io.ringmaster.inference.Target;

/** The position that a trader works towards, and the decision behind it. An entry needs a decision that is newer than the last exit. */
final class Wish {

    private long positionE8;
    private long decisionSequence;
    private long decisionNs;
    private int strategyIndex = Target.NO_STRATEGY;
    private long capE8;
    private long factorE8;
    private long progressNs = Long.MIN_VALUE;
    /** Sequence of the last fill that did not follow the wish. */
    private long lastForeignSequence;

    /** The part of a wish that takes no risk: between zero and what is there. */
    static long nearerToZeroE8(final long wishedE8, final long positionE8) {
        return positionE8 > 0 ? Math.clamp(wishedE8, 0, positionE8) : Math.clamp(wishedE8, positionE8, 0);
    }

    /** A decision asks for a position, or asks for it again. */
    void set(final long wishedE8, final Target target, final long sequence, final long timeNs) {
        positionE8 = wishedE8;
        decisionSequence = sequence;
        decisionNs = timeNs;
        progressNs = timeNs;
        strategyIndex = target.strategyIndex;
    }

    /** How large a position of this wish may become. */
    void limit(final long largestE8, final long shareE8) {
        capE8 = largestE8;
        factorE8 = shareE8;
    }

    /** Keeps the position that is held. */
    void keep(final long currentE8) {
        positionE8 = currentE8;
    }

    /** One of its entries was filled: the rest has the same time again. */
    void onProgress(final long timeNs) {
        progressNs = timeNs;
    }

    /** A fill that the wish did not ask for changed the position. */
    void onForeignFill(final long sequence) {
        lastForeignSequence = sequence;
    }

    /** Whether its decision came before the last fill that it did not ask for; an entry then needs a new decision. */
    boolean isOutdated() {
        return decisionSequence <= lastForeignSequence;
    }

    long positionE8() {
        return positionE8;
    }

    long decisionSequence() {
        return decisionSequence;
    }

    long decisionNs() {
        return decisionNs;
    }

    long progressNs() {
        return progressNs;
    }

    int strategyIndex() {
        return strategyIndex;
    }

    long capE8() {
        return capE8;
    }

    long factorE8() {
        return factorE8;
    }
}
