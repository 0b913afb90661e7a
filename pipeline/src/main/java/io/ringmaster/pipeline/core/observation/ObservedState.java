package io.ringmaster.pipeline.core.observation;

import io.ringmaster.pipeline.market.MarketView;
import java.util.function.IntFunction;

/**
 * What the observation reads of the decision stage beside the market's events.
 *
 * @param markets the market of an instrument, by id
 */
public record ObservedState(
    ObservedAccount account, ObservedStrategies strategies, ObservedTallies tallies, IntFunction<MarketView> markets) { }
