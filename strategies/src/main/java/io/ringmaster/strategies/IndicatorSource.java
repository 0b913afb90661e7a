package io.ringmaster.strategies;

import io.ringmaster.strategies.indicator.graph.IndicatorGraph;

/** Gives a strategy under construction its indicators and the costs of trading its instrument. */
public interface IndicatorSource {

    /** The graph of the strategy's instrument on a timeframe, in nanoseconds. */
    IndicatorGraph on(long timeframeNs);

    /** Fees of entering and leaving the strategy's instrument at once, as a share of the price. */
    double roundTripFee();
}
