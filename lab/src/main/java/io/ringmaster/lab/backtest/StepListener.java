package io.ringmaster.lab.backtest;

/** Hears where the account stands after each step of a backtest: each imported bar or, in a recording without bars, each clock tick. */
interface StepListener {

    /** What every listener is told; reused, not to be kept. All amounts 1e-8. */
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
