package io.ringmaster.gateway.parse;

import io.ringmaster.pipeline.market.OrderBook;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.MessageHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The books of the pairs of Kraken Spot: snapshots and changes in, events out. The venue removes no level that falls out of the subscribed
 * depth, so we do, as a message of our own. Its messages have no numbers; ours count from 1, and the checksum of each message proves that
 * none was lost. One thread.
 */
final class SpotBooks {

    private final int depth;
    private final FeedCondition whole;
    private final InputSink sink;
    private final FeedListener listener;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[FuturesFrames.MAX_MESSAGE_BYTES]);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookSnapshotDecoder snapshotDecoder = new BookSnapshotDecoder();
    private final BookDeltaDecoder deltaDecoder = new BookDeltaDecoder();
    private final BookChecksum checksum = new BookChecksum();
    private long checksums;
    private long mismatches;
    private long early;

    /**
     * @param depth of the subscription to books
     * @param whole what the events say of a pair whose book is whole
     */
    SpotBooks(final int depth, final FeedCondition whole, final InputSink sink, final FeedListener listener) {
        this.depth = depth;
        this.whole = whole;
        this.sink = sink;
        this.listener = listener;
    }

    void onSnapshot(final SpotPair pair, final SpotRow row, final long receiveTimeNs) {
        if (!pair.hasPrecision()) {
            listener.onBookLost(row.instrumentId, "its precision is not known: no checksum can be made");
            return;
        }
        pair.parts.bids.copyFrom(row.bids);
        pair.parts.asks.copyFrom(row.asks);
        pair.parts.beginSnapshot(receiveTimeNs, row.timeNs, ++pair.sequence);
        while (pair.parts.isPending()) {
            final int length = pair.parts.encodeNext(buffer);
            pair.book.onSnapshot(snapshotDecoder.wrapAndApplyHeader(buffer, 0, header));
            sink.onInput(buffer, 0, length);
        }
        pair.isWhole = true;
        if (isProven(pair, row, receiveTimeNs)) {
            if (pair.isDown) {
                pair.isDown = false;
                sink.onInput(buffer, 0, pair.encoder.feedState(buffer, receiveTimeNs, whole));
            }
            listener.onBookWhole(row.instrumentId);
        }
    }

    void onUpdate(final SpotPair pair, final SpotRow row, final long receiveTimeNs) {
        if (!pair.isWhole) {
            early++;
            return;
        }
        pair.parts.bids.copyFrom(row.bids);
        pair.parts.asks.copyFrom(row.asks);
        apply(pair, row, receiveTimeNs);
        if (pair.book.bidLevels() > depth || pair.book.askLevels() > depth) {
            cutToDepth(pair);
            apply(pair, row, receiveTimeNs);
        }
        isProven(pair, row, receiveTimeNs);
    }

    private void apply(final SpotPair pair, final SpotRow row, final long receiveTimeNs) {
        pair.parts.beginDelta(receiveTimeNs, row.timeNs, pair.sequence, pair.sequence + 1);
        pair.sequence++;
        while (pair.parts.isPending()) {
            final int length = pair.parts.encodeNext(buffer);
            pair.book.onDelta(deltaDecoder.wrapAndApplyHeader(buffer, 0, header));
            sink.onInput(buffer, 0, length);
        }
    }

    private void cutToDepth(final SpotPair pair) {
        pair.parts.bids.clear();
        pair.parts.asks.clear();
        for (int rank = depth; rank < pair.book.bidLevels(); rank++) {
            pair.parts.bids.add(pair.book.bidPriceE8(rank), 0);
        }
        for (int rank = depth; rank < pair.book.askLevels(); rank++) {
            pair.parts.asks.add(pair.book.askPriceE8(rank), 0);
        }
    }

    private boolean isProven(final SpotPair pair, final SpotRow row, final long receiveTimeNs) {
        checksums++;
        final long ours = checksum.of(pair.book, pair.priceDecimals, pair.qtyDecimals);
        if (ours == row.checksum) {
            return true;
        }
        mismatches++;
        takeDown(pair, receiveTimeNs);
        listener.onBookLost(row.instrumentId, "the checksum is " + row.checksum + ", that of our book " + ours);
        return false;
    }

    /** The book is void until its next snapshot, and the events say so. */
    void takeDown(final SpotPair pair, final long timeNs) {
        pair.isWhole = false;
        pair.book = new OrderBook();
        if (!pair.isDown) {
            pair.isDown = true;
            sink.onInput(buffer, 0, pair.encoder.feedState(buffer, timeNs, FeedCondition.DOWN));
        }
    }

    long checksums() {
        return checksums;
    }

    long mismatches() {
        return mismatches;
    }

    long early() {
        return early;
    }
}
