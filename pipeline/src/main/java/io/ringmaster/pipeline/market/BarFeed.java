package io.ringmaster.pipeline.market;

import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.TradeDecoder;
import org.agrona.DirectBuffer;

/** Makes bars of input messages: of trades, and of bars that were imported. */
public final class BarFeed {

    private final BarAggregator bars;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final ImportedBarDecoder imported = new ImportedBarDecoder();

    /** @param timeframesNs by instrument id, the lengths of its bars; empty for an instrument that needs none */
    public BarFeed(final long[][] timeframesNs, final BarListener listener) {
        bars = new BarAggregator(timeframesNs, listener);
    }

    /** Takes one input message, its header at offset 0. A bar that ends before it does not include it. */
    public void onInput(final DirectBuffer buffer, final int templateId, final long timeNs) {
        bars.onTime(timeNs);
        switch (templateId) {
            case TradeDecoder.TEMPLATE_ID -> {
                trade.wrapAndApplyHeader(buffer, 0, header);
                bars.onTrade(trade.instrumentId(), timeNs, trade.priceE8(), trade.qtyE8());
            }
            case ImportedBarDecoder.TEMPLATE_ID -> {
                imported.wrapAndApplyHeader(buffer, 0, header);
                bars.onImportedBar(
                    imported.instrumentId(), imported.openTimeNs(), imported.durationNs(), imported.openPriceE8(), imported.highPriceE8(),
                    imported.lowPriceE8(), imported.closePriceE8(), imported.volumeE8());
            }
            default -> {
                // No other message makes bars.
            }
        }
    }

    /** Takes the bars of the past. */
    public void warmUp(final BarHistory history) {
        history.forEach((instrumentId, openTimeNs, open, high, low, close, volume) -> {
            bars.onTime(openTimeNs + BarHistory.MINUTE_NS);
            bars.onImportedBar(instrumentId, openTimeNs, BarHistory.MINUTE_NS, open, high, low, close, volume);
        });
    }
}
