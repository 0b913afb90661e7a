package io.ringmaster.pipeline.market;

import static io.ringmaster.units.FixedPoint.toDouble;

import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.OutsideSignalDecoder;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;
import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.FeatureValues;
import java.util.Set;
import org.agrona.DirectBuffer;

/** The features of one instrument: those of its book and trades where strategies read them, of its ticker and of outside signals. */
final class InstrumentFeatures {

    private final FeatureRow out;
    /** Null where no strategy reads it. */
    private final BookFeatures book;
    /** Null where no strategy reads it. */
    private final TradeFeatures trades;
    private final SignalFeatures signals;
    private long tickerTimeNs = FeatureRow.NEVER;

    InstrumentFeatures(final Set<Feature> read, final FeatureValues values) {
        out = new FeatureRow(values);
        book = reads(read, Feature.Source.BOOK) ? new BookFeatures(out, read) : null;
        final boolean readsLarge = read.contains(Feature.LARGE_BOUGHT) || read.contains(Feature.LARGE_SOLD);
        trades = reads(read, Feature.Source.TRADES) ? new TradeFeatures(out, readsLarge) : null;
        signals = new SignalFeatures(out);
    }

    private static boolean reads(final Set<Feature> read, final Feature.Source source) {
        return read.stream().anyMatch(feature -> feature.source() == source);
    }

    void onSnapshot(final BookSnapshotDecoder message) {
        if (book != null) {
            book.onSnapshot(message);
        }
    }

    void onDelta(final BookDeltaDecoder message) {
        if (book != null) {
            book.onDelta(message);
        }
    }

    void onDisconnect() {
        if (book != null) {
            book.onDisconnect();
        }
    }

    void onTrade(final TradeDecoder message) {
        if (trades != null) {
            trades.onTrade(message);
        }
    }

    void onTicker(final TickerDecoder message) {
        tickerTimeNs = message.receiveTimeNs();
        set(Feature.MARK, message.markPriceE8(), TickerDecoder.markPriceE8NullValue());
        set(Feature.INDEX, message.indexPriceE8(), TickerDecoder.indexPriceE8NullValue());
        set(Feature.OPEN_INTEREST, message.openInterestE8(), TickerDecoder.openInterestE8NullValue());
        final double index = out.get(Feature.INDEX);
        final double price = index > 0 ? index : out.get(Feature.MARK);
        set(Feature.FUNDING, message.fundingRateE8(), TickerDecoder.fundingRateE8NullValue(), price);
        set(Feature.FUNDING_NEXT, message.fundingRatePredictionE8(), TickerDecoder.fundingRatePredictionE8NullValue(), price);
    }

    /** A value that the venue does not send stays as it was. */
    private void set(final Feature feature, final long valueE8, final long nullValue) {
        set(feature, valueE8, nullValue, 1);
    }

    private void set(final Feature feature, final long valueE8, final long nullValue, final double divisor) {
        if (valueE8 != nullValue && divisor > 0) {
            out.put(feature, toDouble(valueE8) / divisor);
        }
    }

    /** @param series name of its series; empty for none */
    void onSignal(final OutsideSignalDecoder message, final DirectBuffer series) {
        signals.onSignal(message, series);
    }

    /** Writes every feature that is not written as its message comes. */
    void sample(final long timeNs) {
        if (book != null) {
            book.sample(timeNs);
        }
        if (trades != null) {
            trades.sample();
        }
        out.putAge(Feature.TICKER_AGE, tickerTimeNs, timeNs);
        signals.sample(timeNs);
    }
}
