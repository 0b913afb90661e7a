package io.ringmaster.pipeline.market;

import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OutsideSignalDecoder;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;
import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.FeatureValues;
import java.util.Set;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Computes the features that strategies read beside bars, for each instrument of which a strategy reads any. A book is kept only where its features
 * are read. Owned by one thread.
 */
public final class MarketFeatures {

    private final InstrumentFeatures[] byInstrument;
    private final boolean isNeeded;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final OutsideSignalDecoder signal = new OutsideSignalDecoder();
    private final DirectBuffer series = new UnsafeBuffer(0, 0);
    private final FeedStateDecoder feed = new FeedStateDecoder();

    /**
     * @param read  by instrument id, the features that are read
     * @param place by instrument id, what takes them; its outside series are all declared
     */
    public MarketFeatures(final int instruments, final IntFunction<Set<Feature>> read, final IntFunction<FeatureValues> place) {
        byInstrument = new InstrumentFeatures[instruments];
        boolean anyRead = false;
        for (int i = 0; i < instruments; i++) {
            final Set<Feature> wanted = read.apply(i);
            if (!wanted.isEmpty()) {
                byInstrument[i] = new InstrumentFeatures(wanted, place.apply(i));
                anyRead = true;
            }
        }
        isNeeded = anyRead;
    }

    /** Takes one input message, its header at offset 0. */
    public void onInput(final DirectBuffer buffer, final int templateId) {
        if (!isNeeded) {
            return;
        }
        switch (templateId) {
            case BookDeltaDecoder.TEMPLATE_ID -> onDelta(delta.wrapAndApplyHeader(buffer, 0, header));
            case TradeDecoder.TEMPLATE_ID -> onTrade(trade.wrapAndApplyHeader(buffer, 0, header));
            case TickerDecoder.TEMPLATE_ID -> onTicker(ticker.wrapAndApplyHeader(buffer, 0, header));
            case BookSnapshotDecoder.TEMPLATE_ID -> onSnapshot(snapshot.wrapAndApplyHeader(buffer, 0, header));
            case OutsideSignalDecoder.TEMPLATE_ID -> onSignal(signal.wrapAndApplyHeader(buffer, 0, header));
            case FeedStateDecoder.TEMPLATE_ID -> onFeedState(feed.wrapAndApplyHeader(buffer, 0, header));
            default -> {
                // Strategies read nothing else beside bars.
            }
        }
    }

    private void onDelta(final BookDeltaDecoder message) {
        if (isRead(message.instrumentId())) {
            byInstrument[message.instrumentId()].onDelta(message);
        }
    }

    private void onTrade(final TradeDecoder message) {
        if (isRead(message.instrumentId())) {
            byInstrument[message.instrumentId()].onTrade(message);
        }
    }

    private void onTicker(final TickerDecoder message) {
        if (isRead(message.instrumentId())) {
            byInstrument[message.instrumentId()].onTicker(message);
        }
    }

    private void onSnapshot(final BookSnapshotDecoder message) {
        if (isRead(message.instrumentId())) {
            byInstrument[message.instrumentId()].onSnapshot(message);
        }
    }

    private void onSignal(final OutsideSignalDecoder message) {
        message.skipText();
        message.wrapSeries(series);
        for (int i = 0; i < byInstrument.length; i++) {
            if (byInstrument[i] != null && (message.instrumentId() < 0 || message.instrumentId() == i)) {
                byInstrument[i].onSignal(message, series);
            }
        }
    }

    private void onFeedState(final FeedStateDecoder message) {
        for (int i = 0; i < byInstrument.length; i++) {
            final boolean isMeant = message.instrumentId() < 0 || message.instrumentId() == i;
            if (byInstrument[i] != null && isMeant && message.condition() == FeedCondition.DOWN) {
                byInstrument[i].onDisconnect();
            }
        }
    }

    private boolean isRead(final int instrumentId) {
        return byInstrument[instrumentId] != null;
    }

    /** Brings an instrument's features up to a time, if a strategy reads them. */
    public void sample(final int instrumentId, final long timeNs) {
        if (isRead(instrumentId)) {
            byInstrument[instrumentId].sample(timeNs);
        }
    }
}
