package io.ringmaster.bench.input;

import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookDeltaEncoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.BookSnapshotEncoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.units.FixedPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Levels of a book that appear and disappear at random: 200 prices a side, about half of them with a level. The second half of the changes undoes the first,
 * so they can be played in a circle. The best bid and ask always have a level. Allocates nothing while it plays. One thread.
 */
public final class LevelToggles {

    /** Takes a level. */
    @FunctionalInterface
    public interface Levels {

        /** @return anything; it is not read */
        Object set(boolean isBid, long price, long quantity);
    }

    private static final int SIDE = 200;
    private static final int CHANGES = 8_192;
    private static final int MESSAGE_BYTES = 128;
    private static final int SNAPSHOT_BYTES = 1 << 14;
    private static final long MID = 60_000;
    private static final long SEED = 71;
    private static final int PREVIOUS = MessageHeaderEncoder.ENCODED_LENGTH + BookDeltaEncoder.previousBookSequenceEncodingOffset();
    private static final int SEQUENCE = MessageHeaderEncoder.ENCODED_LENGTH + BookDeltaEncoder.bookSequenceEncodingOffset();

    /** By price from {@code MID - SIDE} on, bids first. */
    private final long[] first = new long[2 * SIDE];
    private final int[] places = new int[CHANGES];
    private final long[] quantities = new long[CHANGES];
    private final UnsafeBuffer[] messages = new UnsafeBuffer[CHANGES];
    private final MessageHeaderEncoder headerOut = new MessageHeaderEncoder();
    private final MessageHeaderDecoder headerIn = new MessageHeaderDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private int present = CHANGES - 1;
    private long sequence = 1;
    private int bids;
    private int asks;

    public LevelToggles() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int place = 0; place < first.length; place++) {
            final boolean isBest = place == SIDE - 1 || place == SIDE;
            first[place] = isBest || random.nextBoolean() ? 1 + random.nextInt(100) : 0;
            bids += place < SIDE && first[place] > 0 ? 1 : 0;
            asks += place >= SIDE && first[place] > 0 ? 1 : 0;
        }
        final long[] now = first.clone();
        for (int i = 0; i < CHANGES / 2; i++) {
            final int place = random.nextInt(SIDE - 1) + (random.nextBoolean() ? SIDE + 1 : 0);
            final long before = now[place];
            now[place] = before > 0 ? 0 : 1 + random.nextInt(100);
            set(i, place, now[place]);
            set(CHANGES - 1 - i, place, before);
        }
    }

    private void set(final int i, final int place, final long quantity) {
        places[i] = place;
        quantities[i] = quantity;
        messages[i] = new UnsafeBuffer(ByteBuffer.allocateDirect(MESSAGE_BYTES));
        final BookDeltaEncoder message = new BookDeltaEncoder();
        message.wrapAndApplyHeader(messages[i], 0, headerOut).receiveTimeNs(1).exchangeTimeNs(1).instrumentId(0);
        message.part().clear().first(true).last(true);
        final boolean isBid = place < SIDE;
        final BookDeltaEncoder.BidsEncoder bid = message.bidsCount(isBid ? 1 : 0);
        if (isBid) {
            bid.next().priceE8(priceE8(place)).qtyE8(quantity * FixedPoint.ONE);
        }
        final BookDeltaEncoder.AsksEncoder ask = message.asksCount(isBid ? 0 : 1);
        if (!isBid) {
            ask.next().priceE8(priceE8(place)).qtyE8(quantity * FixedPoint.ONE);
        }
    }

    private static long priceE8(final int place) {
        return (MID - SIDE + place) * FixedPoint.ONE;
    }

    /** The levels of the beginning. */
    public void forEachFirst(final Levels levels) {
        for (int place = 0; place < first.length; place++) {
            if (first[place] > 0) {
                levels.set(place < SIDE, MID - SIDE + place, first[place]);
            }
        }
    }

    /** The levels of the beginning as a message. */
    public BookSnapshotDecoder snapshot() {
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(SNAPSHOT_BYTES));
        final BookSnapshotEncoder message = new BookSnapshotEncoder();
        message.wrapAndApplyHeader(buffer, 0, headerOut).receiveTimeNs(1).exchangeTimeNs(1).bookSequence(sequence).instrumentId(0);
        message.part().clear().first(true).last(true);
        final BookSnapshotEncoder.BidsEncoder bid = message.bidsCount(bids);
        for (int place = 0; place < SIDE; place++) {
            if (first[place] > 0) {
                bid.next().priceE8(priceE8(place)).qtyE8(first[place] * FixedPoint.ONE);
            }
        }
        final BookSnapshotEncoder.AsksEncoder ask = message.asksCount(asks);
        for (int place = SIDE; place < first.length; place++) {
            if (first[place] > 0) {
                ask.next().priceE8(priceE8(place)).qtyE8(first[place] * FixedPoint.ONE);
            }
        }
        return new BookSnapshotDecoder().wrapAndApplyHeader(buffer, 0, headerIn);
    }

    /** Goes on to the next change. */
    public void advance() {
        present = present + 1 & CHANGES - 1;
        final int more = quantity() > 0 ? 1 : -1;
        bids += isBid() ? more : 0;
        asks += isBid() ? 0 : more;
    }

    /** The next change as a message that follows the one before. */
    public BookDeltaDecoder nextMessage() {
        advance();
        final UnsafeBuffer message = messages[present];
        message.putLong(PREVIOUS, sequence, ByteOrder.LITTLE_ENDIAN);
        message.putLong(SEQUENCE, ++sequence, ByteOrder.LITTLE_ENDIAN);
        return delta.wrapAndApplyHeader(message, 0, headerIn);
    }

    public boolean isBid() {
        return places[present] < SIDE;
    }

    public long price() {
        return MID - SIDE + places[present];
    }

    /** 0 if the level disappears. */
    public long quantity() {
        return quantities[present];
    }

    /** Levels of a side now. */
    public int levels(final boolean ofBids) {
        return ofBids ? bids : asks;
    }
}
