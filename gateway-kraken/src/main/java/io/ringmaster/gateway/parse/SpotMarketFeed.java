package io.ringmaster.gateway.parse;

import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.schema.FeedCondition;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The public market of Kraken Spot WebSocket v2: channels {@code book}, {@code trade} and {@code ohlc}; frames in, events out. One thread.
 *
 * <p>If a checksum does not match, or the pair's precision is not known, the book is void until its next snapshot.
 *
 * <p>Closed candles of an {@code ohlc} snapshot are history for indicators to warm up on; live bars are made of trades.
 */
public final class SpotMarketFeed {

    private static final long MINUTE_NS = 60_000_000_000L;

    private final SpotMessage message;
    private final SpotBooks books;
    private final InputSink sink;
    private final FeedListener listener;
    private final SpotPair[] pairs;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[FuturesFrames.MAX_MESSAGE_BYTES]);
    private long frames;
    private long unknown;
    private long malformed;

    /**
     * @param symbols by instrument id, as the venue names them: {@code BTC/USD}; an empty text for one that is not this venue's
     * @param depth   of the subscription to books
     * @param whole   what the events say of a pair whose book is whole: that it can be traded, or only be looked at
     * @param sink    takes the events
     */
    public SpotMarketFeed(
        final List<String> symbols, final int depth, final FeedCondition whole, final InputSink sink, final FeedListener listener) {
        this.sink = sink;
        this.listener = listener;
        pairs = new SpotPair[symbols.size()];
        Arrays.setAll(pairs, SpotPair::new);
        message = new SpotMessage(symbols, pairs);
        books = new SpotBooks(depth, whole, sink, listener);
    }

    /**
     * Takes one message.
     *
     * @param bytes         UTF-8; not kept
     * @param receiveTimeNs ours, epoch
     */
    public void onFrame(final byte[] bytes, final int offset, final int length, final long receiveTimeNs) {
        frames++;
        try {
            message.take(bytes, offset, length);
            if (message.hasPairs()) {
                listener.onReady();
            } else if (message.isAnswer()) {
                onAnswer();
            } else {
                onData(receiveTimeNs);
            }
        } catch (final MalformedMessageException e) {
            malformed++;
            message.reset();
            onDisconnect(receiveTimeNs);
            listener.onMalformed(e.getMessage());
        }
    }

    private void onAnswer() {
        if (message.error() != null) {
            listener.onAlert(message.error());
        } else if (message.isSuccess()) {
            listener.onSubscribed(message.subscribedChannel(), message.subscribedSymbol());
        }
    }

    private void onData(final long receiveTimeNs) {
        switch (message.channel()) {
            case SpotMessage.BOOK -> onBooks(receiveTimeNs);
            case SpotMessage.TRADE -> onTrades(receiveTimeNs);
            case SpotMessage.OHLC -> onCandles(receiveTimeNs);
            default -> unknown += message.rowCount();
        }
    }

    private void onBooks(final long receiveTimeNs) {
        for (int i = 0; i < message.rowCount(); i++) {
            final SpotRow row = message.row(i);
            if (row.instrumentId == Words.UNKNOWN) {
                unknown++;
            } else if (message.isSnapshot()) {
                books.onSnapshot(pairs[row.instrumentId], row, receiveTimeNs);
            } else {
                books.onUpdate(pairs[row.instrumentId], row, receiveTimeNs);
            }
        }
    }

    private void onTrade(final SpotPair pair, final SpotRow row, final long receiveTimeNs) {
        if (row.priceE8 <= 0 || row.qtyE8 <= 0 || row.tradeId <= 0) {
            throw new MalformedMessageException("a trade has no positive price, quantity and trade_id");
        }
        if (!pair.trades.isNew(row.tradeId, row.timeNs, row.priceE8, row.qtyE8, row.side())) {
            return;
        }
        sink.onInput(buffer, 0, pair.encoder.trade(
            buffer, receiveTimeNs, row.timeNs, row.tradeId, row.priceE8, row.qtyE8, row.side()));
    }

    /** A snapshot of trades is history the first time, and later holds what happened while we were away. */
    private void onTrades(final long receiveTimeNs) {
        final int rowCount = message.rowCount();
        final boolean isNewestFirst = rowCount > 1 && message.row(0).tradeId > message.row(rowCount - 1).tradeId;
        for (int i = 0; i < rowCount; i++) {
            final SpotRow row = message.row(isNewestFirst ? rowCount - 1 - i : i);
            if (row.instrumentId == Words.UNKNOWN) {
                unknown++;
            } else if (message.isSnapshot() && !pairs[row.instrumentId].hasTrades) {
                pairs[row.instrumentId].trades.remember(row.tradeId, row.timeNs, row.priceE8, row.qtyE8, row.side());
                pairs[row.instrumentId].trades.goOnFrom(row.tradeId, row.timeNs);
            } else {
                onTrade(pairs[row.instrumentId], row, receiveTimeNs);
            }
        }
        for (int i = 0; i < rowCount; i++) {
            final int instrumentId = message.row(i).instrumentId;
            if (instrumentId != Words.UNKNOWN) {
                pairs[instrumentId].hasTrades = true;
            }
        }
    }

    /** The last candle of a pair is not closed yet. */
    private void onCandles(final long receiveTimeNs) {
        for (int i = 0; message.isSnapshot() && i < message.rowCount(); i++) {
            final SpotRow row = message.row(i);
            final boolean isClosed = row.intervalBeginNs + row.intervalMinutes * MINUTE_NS <= receiveTimeNs;
            if (row.instrumentId != Words.UNKNOWN && isClosed) {
                sink.onInput(buffer, 0, pairs[row.instrumentId].encoder.history(
                    buffer, receiveTimeNs, row.intervalBeginNs, row.intervalMinutes * MINUTE_NS, row.openE8, row.highE8, row.lowE8,
                    row.closeE8, row.volumeE8));
            }
        }
    }

    /** The connection is gone, or can't be trusted: every book is void until its next snapshot, and the events say so. */
    public void onDisconnect(final long timeNs) {
        for (final SpotPair pair : pairs) {
            books.takeDown(pair, timeNs);
        }
    }

    /** Messages taken. */
    public long frames() {
        return frames;
    }

    /** Rows of channels or pairs that were not subscribed to. */
    public long unknown() {
        return unknown + message.foreign();
    }

    /** Messages that could not be read. */
    public long malformed() {
        return malformed;
    }

    /** Checksums compared. */
    public long checksums() {
        return books.checksums();
    }

    /** Checksums that did not match. */
    public long mismatches() {
        return books.mismatches();
    }

    /** Changes of a book before its snapshot. */
    public long early() {
        return books.early();
    }

    /** Times a trade was left out. */
    public long tradeGaps() {
        return Arrays.stream(pairs).mapToLong(pair -> pair.trades.gaps()).sum();
    }
}
