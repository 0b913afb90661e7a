package io.ringmaster.strategies;

import io.ringmaster.strategies.indicator.graph.IndicatorGraph;

/** Where a strategy that is being built declares its indicators, and what its instrument costs to trade. */
public interface IndicatorSource {

    /** The graph of the strategy's instrument on a timeframe, in nanoseconds. */
    IndicatorGraph on(long timeframeNs);

    /** Fees of entering and leaving the strategy's instrument at once, as a share of the price. */
    double roundTripFee();
}
