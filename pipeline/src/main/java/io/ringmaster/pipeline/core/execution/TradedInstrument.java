package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.units.InstrumentDefinition;

/**
 * An instrument that is traded.
 *
 * @param id     its number within the session
 * @param market kept up to date by its owner
 */
record TradedInstrument(int id, InstrumentDefinition definition, MarketView market) {
}
