package io.ringmaster.gateway.parse;

import io.ringmaster.pipeline.feed.Levels;
import io.ringmaster.schema.Side;

/** One element of a message's {@code data}, whichever channel it belongs to: their fields have the same names. Reused. */
final class SpotRow {

    private static final Words SIDES = Words.of("buy", "sell");

    final Levels bids = new Levels();
    final Levels asks = new Levels();
    int instrumentId;
    long checksum;
    long timeNs;
    int sideIndex;
    long priceE8;
    long qtyE8;
    long tradeId;
    long openE8;
    long highE8;
    long lowE8;
    long closeE8;
    long volumeE8;
    long intervalMinutes;
    long intervalBeginNs;

    void clear() {
        bids.clear();
        asks.clear();
        instrumentId = Words.UNKNOWN;
        checksum = -1;
        timeNs = 0;
        sideIndex = Words.UNKNOWN;
        priceE8 = 0;
        qtyE8 = 0;
        tradeId = 0;
        openE8 = 0;
        highE8 = 0;
        lowE8 = 0;
        closeE8 = 0;
        volumeE8 = 0;
        intervalMinutes = 0;
        intervalBeginNs = 0;
    }

    void read(final JsonFrame json, final Words symbols) {
        clear();
        while (json.nextField()) {
            switch (json.name()) {
                case "symbol" -> instrumentId = json.word(symbols);
                case "bids" -> FuturesMarketParser.readLevels(json, bids);
                case "asks" -> FuturesMarketParser.readLevels(json, asks);
                case "checksum" -> checksum = json.whole();
                case "timestamp" -> timeNs = Timestamps.rfc3339Ns(json.chars());
                case "side" -> sideIndex = json.word(SIDES);
                case "price" -> priceE8 = json.exactE8();
                case "qty" -> qtyE8 = json.exactE8();
                case "trade_id" -> tradeId = json.whole();
                case "open" -> openE8 = json.roundedE8();
                case "high" -> highE8 = json.roundedE8();
                case "low" -> lowE8 = json.roundedE8();
                case "close" -> closeE8 = json.roundedE8();
                case "volume" -> volumeE8 = json.roundedE8();
                case "interval" -> intervalMinutes = json.whole();
                case "interval_begin" -> intervalBeginNs = Timestamps.rfc3339Ns(json.chars());
                default -> json.skip();
            }
        }
    }

    Side side() {
        if (sideIndex == Words.UNKNOWN) {
            throw new MalformedMessageException("field 'side' is neither buy nor sell");
        }
        return sideIndex == 0 ? Side.BUY : Side.SELL;
    }
}
