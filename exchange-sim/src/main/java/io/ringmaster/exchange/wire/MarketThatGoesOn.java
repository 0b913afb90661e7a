package io.ringmaster.exchange.wire;

import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.TradeDecoder;
import io.ringmaster.units.InstrumentDefinition;
import org.agrona.MutableDirectBuffer;

/** A recorded market, followed by a random one with a seed that continues from the last trade. */
public final class MarketThatGoesOn implements MarketDataSource {

    private final MarketDataSource recorded;
    private final InstrumentDefinition instrument;
    private final long seed;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private long lastPriceE8;
    private long lastTimeNs;
    private MarketDataSource random;

    /** @param recorded of one instrument, with trades */
    public MarketThatGoesOn(final MarketDataSource recorded, final InstrumentDefinition instrument, final long seed) {
        this.recorded = recorded;
        this.instrument = instrument;
        this.seed = seed;
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        if (random != null) {
            return random.next(buffer);
        }
        final int length = recorded.next(buffer);
        if (length > 0) {
            note(buffer);
            return length;
        }
        if (lastPriceE8 == 0) {
            return 0;
        }
        random = new RandomMarket(instrument, 0, lastPriceE8, lastTimeNs, seed);
        return random.next(buffer);
    }

    private void note(final MutableDirectBuffer message) {
        lastTimeNs = InputMessage.timeNs(message, 0);
        if (InputMessage.templateId(message, 0) == TradeDecoder.TEMPLATE_ID) {
            lastPriceE8 = trade.wrapAndApplyHeader(message, 0, header).priceE8();
        }
    }

    @Override
    public void close() {
        recorded.close();
    }
}
