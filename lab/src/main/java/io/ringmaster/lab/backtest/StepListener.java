package io.ringmaster.lab.backtest;

/** Receives the account after each step of a backtest: each imported bar or, in a recording without bars, each clock tick. */
interface StepListener {

    /** The state of the account; reused, so do not keep it. All amounts are times 1e-8. */
    final class Step {

        /** Event time, epoch nanoseconds. */
        long timeNs;
        long markPriceE8;
        /** Value of all positions at their marks. */
        long notionalE8;
        /** Signed. */
        long positionE8;
        long cashE8;
        long equityE8;
        long feesE8;
        /** Positive is received. */
        long fundingE8;
    }

    void onStep(Step step);
}
