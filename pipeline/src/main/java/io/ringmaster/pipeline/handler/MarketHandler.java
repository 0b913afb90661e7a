package io.ringmaster.pipeline.handler;

import com.lmax.disruptor.EventHandler;
import io.ringmaster.pipeline.core.market.MarketState;

/** Stage 1: keeps every instrument's book, trades and ticker, and leaves the market after each event in its slot. */
public final class MarketHandler implements EventHandler<EventSlot> {

    private final MarketState market;

    public MarketHandler(final MarketState market) {
        this.market = market;
    }

    @Override
    public void onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch) {
        if (!market.onInput(slot.payload, 0, slot.templateId, slot.market)) {
            slot.market.instrumentId = -1;
        }
    }
}
