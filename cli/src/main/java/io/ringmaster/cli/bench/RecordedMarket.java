package io.ringmaster.cli.bench;

import io.ringmaster.cli.session.Recording;
import io.ringmaster.pipeline.feed.BookParts;
import io.ringmaster.pipeline.feed.Levels;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The messages of a recording in memory, encoded as they are published, with the times at which they came. A change of the book is a message for each level,
 * as Kraken sends it: first the levels that go, then the others, so that the book is not crossed in between.
 */
final class RecordedMarket {

    private static final int FIRST_BYTES = 1 << 24;

    private UnsafeBuffer messages = new UnsafeBuffer(ByteBuffer.allocateDirect(FIRST_BYTES));
    private int[] offsets = new int[1 << 16];
    private int count;
    private final UnsafeBuffer split = new UnsafeBuffer(ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES));
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final BookParts level = new BookParts(0);
    private final Levels bids = new Levels();
    private final Levels asks = new Levels();

    private RecordedMarket(final MarketDataSource source) {
        final UnsafeBuffer one = new UnsafeBuffer(ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES));
        for (int length = source.next(one); length > 0; length = source.next(one)) {
            if (InputMessage.templateId(one, 0) == BookDeltaDecoder.TEMPLATE_ID) {
                addLevels(one);
            } else {
                add(one, length);
            }
        }
    }

    /** The demo's recording. */
    static RecordedMarket bundled() {
        try (MarketDataSource source = Recording.bundled().open()) {
            return new RecordedMarket(source);
        }
    }

    private void add(final DirectBuffer one, final int length) {
        final int end = offsets[count];
        if (end + length > messages.capacity()) {
            final UnsafeBuffer larger = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * messages.capacity()));
            larger.putBytes(0, messages, 0, end);
            messages = larger;
        }
        if (count + 2 > offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * offsets.length);
        }
        messages.putBytes(end, one, 0, length);
        offsets[++count] = end + length;
    }

    private void addLevels(final DirectBuffer one) {
        delta.wrapAndApplyHeader(one, 0, header);
        bids.clear();
        asks.clear();
        for (final BookDeltaDecoder.BidsDecoder bid = delta.bids(); bid.hasNext();) {
            bid.next();
            bids.add(bid.priceE8(), bid.qtyE8());
        }
        for (final BookDeltaDecoder.AsksDecoder ask = delta.asks(); ask.hasNext();) {
            ask.next();
            asks.add(ask.priceE8(), ask.qtyE8());
        }
        long previous = delta.previousBookSequence();
        for (final boolean goes : new boolean[] {true, false}) {
            previous = addLevels(previous, bids, level.bids, goes);
            previous = addLevels(previous, asks, level.asks, goes);
        }
    }

    /** Returns the sequence that the next message follows. */
    private long addLevels(final long previousSequence, final Levels all, final Levels side, final boolean goes) {
        long previous = previousSequence;
        for (int i = 0; i < all.size(); i++) {
            if (all.qtyE8(i) == 0 == goes) {
                level.bids.clear();
                level.asks.clear();
                side.add(all.priceE8(i), all.qtyE8(i));
                level.beginDelta(delta.receiveTimeNs(), delta.exchangeTimeNs(), previous, delta.bookSequence());
                add(split, level.encodeNext(split));
                previous = delta.bookSequence();
            }
        }
        return previous;
    }

    int count() {
        return count;
    }

    /** All messages; do not change it. */
    DirectBuffer buffer() {
        return messages;
    }

    int offset(final int message) {
        return offsets[message];
    }

    int length(final int message) {
        return offsets[message + 1] - offsets[message];
    }

    /** The recorded receive time. */
    long timeNs(final int message) {
        return InputMessage.timeNs(messages, offsets[message]);
    }
}
