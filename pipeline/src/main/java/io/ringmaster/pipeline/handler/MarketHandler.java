package io.ringmaster.pipeline.handler;

import io.ringmaster.pipeline.market.BarHistory;
import io.ringmaster.pipeline.market.MarketState;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.TradeDecoder;

/** Stage 1: keeps the book, trades, ticker and past bars of each instrument, and leaves the market after each event in its slot. */
public final class MarketHandler implements StageHandler {

    private final MarketState market;
    private final BarHistory history;

    public MarketHandler(final MarketState market, final BarHistory history) {
        this.market = market;
        this.history = history;
    }

    @Override
    public void onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch) {
        if (!market.onInput(slot.payload, 0, slot.templateId, slot.market)) {
            slot.market.instrumentId = -1;
        }
        keepBars(slot);
    }

    private void keepBars(final EventSlot slot) {
        history.onTime(slot.timeNs);
        if (slot.templateId == TradeDecoder.TEMPLATE_ID) {
            history.onTrade(
                slot.intField(TradeDecoder.instrumentIdEncodingOffset()), slot.timeNs,
                slot.longField(TradeDecoder.priceE8EncodingOffset()), slot.longField(TradeDecoder.qtyE8EncodingOffset()));
        } else if (slot.templateId == ImportedBarDecoder.TEMPLATE_ID) {
            history.onImportedBar(
                slot.intField(ImportedBarDecoder.instrumentIdEncodingOffset()), slot.longField(ImportedBarDecoder.openTimeNsEncodingOffset()),
                slot.longField(ImportedBarDecoder.durationNsEncodingOffset()), slot.longField(ImportedBarDecoder.openPriceE8EncodingOffset()),
                slot.longField(ImportedBarDecoder.highPriceE8EncodingOffset()), slot.longField(ImportedBarDecoder.lowPriceE8EncodingOffset()),
                slot.longField(ImportedBarDecoder.closePriceE8EncodingOffset()), slot.longField(ImportedBarDecoder.volumeE8EncodingOffset()));
        }
    }
}
