package io.ringmaster.pipeline.market;

import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookDeltaEncoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.BookSnapshotEncoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes book messages and hands them to a book. Levels are price and quantity by turns. */
final class BookMessages {

    static final long[] NOTHING = {};

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[8_192]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder read = new MessageHeaderDecoder();
    private final OrderBook book;

    BookMessages(final OrderBook book) {
        this.book = book;
    }

    static long[] levels(final long... pricesAndQtys) {
        return pricesAndQtys;
    }

    void snapshot(final long sequence, final long[] bids, final long[] asks) {
        snapshotPart(sequence, true, true, bids, asks);
    }

    void snapshotPart(final long sequence, final boolean first, final boolean last, final long[] bids, final long[] asks) {
        final BookSnapshotEncoder message = new BookSnapshotEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(1).exchangeTimeNs(1).bookSequence(sequence).instrumentId(0);
        message.part().clear().first(first).last(last);
        final BookSnapshotEncoder.BidsEncoder bidLevels = message.bidsCount(bids.length / 2);
        for (int i = 0; i < bids.length; i += 2) {
            bidLevels.next().priceE8(bids[i]).qtyE8(bids[i + 1]);
        }
        final BookSnapshotEncoder.AsksEncoder askLevels = message.asksCount(asks.length / 2);
        for (int i = 0; i < asks.length; i += 2) {
            askLevels.next().priceE8(asks[i]).qtyE8(asks[i + 1]);
        }
        book.onSnapshot(new BookSnapshotDecoder().wrapAndApplyHeader(buffer, 0, read));
    }

    void delta(final long previous, final long sequence, final long[] bids, final long[] asks) {
        deltaPart(previous, sequence, true, true, bids, asks);
    }

    void deltaPart(
        final long previous, final long sequence, final boolean first, final boolean last, final long[] bids, final long[] asks) {
        final BookDeltaEncoder message = new BookDeltaEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(1).exchangeTimeNs(1).previousBookSequence(previous).bookSequence(sequence).instrumentId(0);
        message.part().clear().first(first).last(last);
        final BookDeltaEncoder.BidsEncoder bidLevels = message.bidsCount(bids.length / 2);
        for (int i = 0; i < bids.length; i += 2) {
            bidLevels.next().priceE8(bids[i]).qtyE8(bids[i + 1]);
        }
        final BookDeltaEncoder.AsksEncoder askLevels = message.asksCount(asks.length / 2);
        for (int i = 0; i < asks.length; i += 2) {
            askLevels.next().priceE8(asks[i]).qtyE8(asks[i + 1]);
        }
        book.onDelta(new BookDeltaDecoder().wrapAndApplyHeader(buffer, 0, read));
    }
}
