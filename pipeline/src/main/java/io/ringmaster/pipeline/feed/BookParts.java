package io.ringmaster.pipeline.feed;

import io.ringmaster.schema.BookDeltaEncoder;
import io.ringmaster.schema.BookSnapshotEncoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/** Splits one book message into parts that fit a ring slot. */
public final class BookParts {

    /** Bids and asks of a part together: 200 levels of 16 bytes and the headers fit 4096 bytes. */
    private static final int LEVELS_PER_PART = 200;

    public final Levels bids = new Levels();
    public final Levels asks = new Levels();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final BookDeltaEncoder delta = new BookDeltaEncoder();
    private final int instrumentId;
    private boolean isSnapshot;
    private boolean isPending;
    private long receiveTimeNs;
    private long exchangeTimeNs;
    private long previousSequence;
    private long sequence;
    private int nextBid;
    private int nextAsk;

    public BookParts(final int instrumentId) {
        this.instrumentId = instrumentId;
    }

    /** Starts a message whose levels are a whole book. */
    public void beginSnapshot(final long receivedNs, final long exchangeNs, final long bookSequence) {
        begin(true, receivedNs, exchangeNs, 0, bookSequence);
    }

    /** Starts a message whose levels are changes. */
    public void beginDelta(final long receivedNs, final long exchangeNs, final long previousBookSequence, final long bookSequence) {
        begin(false, receivedNs, exchangeNs, previousBookSequence, bookSequence);
    }

    private void begin(
        final boolean whole, final long receivedNs, final long exchangeNs, final long previousBookSequence, final long bookSequence) {
        isSnapshot = whole;
        receiveTimeNs = receivedNs;
        exchangeTimeNs = exchangeNs;
        previousSequence = previousBookSequence;
        sequence = bookSequence;
        nextBid = 0;
        nextAsk = 0;
        isPending = true;
    }

    public boolean isPending() {
        return isPending;
    }

    /** Encodes the next part; returns its length. */
    public int encodeNext(final MutableDirectBuffer buffer) {
        final boolean isFirst = nextBid + nextAsk == 0;
        final int bidCount = Math.min(LEVELS_PER_PART, bids.size() - nextBid);
        final int askCount = Math.min(LEVELS_PER_PART - bidCount, asks.size() - nextAsk);
        final boolean isLast = nextBid + bidCount == bids.size() && nextAsk + askCount == asks.size();
        final int bodyLength = isSnapshot
            ? encodeSnapshot(buffer, isFirst, isLast, bidCount, askCount) : encodeDelta(buffer, isFirst, isLast, bidCount, askCount);
        nextBid += bidCount;
        nextAsk += askCount;
        isPending = !isLast;
        return MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
    }

    private int encodeSnapshot(
        final MutableDirectBuffer buffer, final boolean isFirst, final boolean isLast, final int bidCount, final int askCount) {
        snapshot.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(receiveTimeNs).exchangeTimeNs(exchangeTimeNs).bookSequence(sequence).instrumentId(instrumentId);
        snapshot.part().clear().first(isFirst).last(isLast);
        final BookSnapshotEncoder.BidsEncoder bidGroup = snapshot.bidsCount(bidCount);
        for (int i = nextBid; i < nextBid + bidCount; i++) {
            bidGroup.next().priceE8(bids.priceE8(i)).qtyE8(bids.qtyE8(i));
        }
        final BookSnapshotEncoder.AsksEncoder askGroup = snapshot.asksCount(askCount);
        for (int i = nextAsk; i < nextAsk + askCount; i++) {
            askGroup.next().priceE8(asks.priceE8(i)).qtyE8(asks.qtyE8(i));
        }
        return snapshot.encodedLength();
    }

    private int encodeDelta(
        final MutableDirectBuffer buffer, final boolean isFirst, final boolean isLast, final int bidCount, final int askCount) {
        delta.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(receiveTimeNs).exchangeTimeNs(exchangeTimeNs).previousBookSequence(previousSequence)
            .bookSequence(sequence).instrumentId(instrumentId);
        delta.part().clear().first(isFirst).last(isLast);
        final BookDeltaEncoder.BidsEncoder bidGroup = delta.bidsCount(bidCount);
        for (int i = nextBid; i < nextBid + bidCount; i++) {
            bidGroup.next().priceE8(bids.priceE8(i)).qtyE8(bids.qtyE8(i));
        }
        final BookDeltaEncoder.AsksEncoder askGroup = delta.asksCount(askCount);
        for (int i = nextAsk; i < nextAsk + askCount; i++) {
            askGroup.next().priceE8(asks.priceE8(i)).qtyE8(asks.qtyE8(i));
        }
        return delta.encodedLength();
    }
}
