package io.ringmaster.strategies;

import io.ringmaster.strategies.indicator.IndicatorGraph;

/** Where a strategy that is being built declares its indicators. */
@FunctionalInterface
public interface IndicatorSource {

    /** The graph of the strategy's instrument on a timeframe, in nanoseconds. */
    IndicatorGraph on(long timeframeNs);
}
