package io.ringmaster.inference.contract;

/** The market at the decision itself. A formula is as of the last bar; these also move between bars. */
public enum MarketField {
    /** Best ask less best bid, over the mark. */
    SPREAD,
    /** Imbalance of the book, in [-1, 1]. */
    IMBALANCE,
    /** Seconds since the market last confirmed the mark. */
    MARK_AGE,
    /** Mark over the close of the last bar, less 1. */
    MARK_CHANGE,
    /** 1 if orders may be priced on the market, else 0. */
    TRADABLE,
    /** 1 if every strategy has warmed up, else 0. */
    WARM
}
