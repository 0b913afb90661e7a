package io.ringmaster.lab.environment;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The messages of a recorded market in memory, so that an episode can begin at any of them. Nothing changes it once it is read: any number of
 * environments and threads play the same one.
 *
 * <pre>
 *   blocks:  | message | message | ... |   of 16 MiB; a message never crosses a border
 *   places:  block and offset of each message
 * </pre>
 */
public final class RecordedEvents {

    private static final int BLOCK_BITS = 24;
    private static final int BLOCK_BYTES = 1 << BLOCK_BITS;
    private static final int INITIAL_EVENTS = 1 << 12;

    private final List<byte[]> blocks = new ArrayList<>();
    private long[] places = new long[INITIAL_EVENTS];
    private int[] lengths = new int[INITIAL_EVENTS];
    private long[] timesNs = new long[INITIAL_EVENTS];
    private int count;
    private int used = BLOCK_BYTES;

    private RecordedEvents() {
    }

    /** Reads a source to its end. */
    public static RecordedEvents of(final MarketDataSource source, final String name) {
        return of(source, name, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * Reads the part of a source between two times.
     *
     * @param source not closed here
     * @param name   of the data, for messages
     * @param fromNs first receive time; {@code toNs} is the last
     * @throws InvalidInputException if it holds no message
     */
    public static RecordedEvents of(final MarketDataSource source, final String name, final long fromNs, final long toNs) {
        final RecordedEvents events = new RecordedEvents();
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);
        for (int length = source.next(buffer); length > 0; length = source.next(buffer)) {
            final long timeNs = InputMessage.timeNs(buffer, 0);
            if (timeNs >= fromNs && timeNs <= toNs) {
                events.add(buffer, length);
            }
        }
        if (events.count == 0) {
            throw new InvalidInputException(name + " holds no market data in the chosen time. Widen --from and --to.");
        }
        return events;
    }

    private void add(final DirectBuffer buffer, final int length) {
        if (used + length > BLOCK_BYTES) {
            blocks.add(new byte[BLOCK_BYTES]);
            used = 0;
        }
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
            timesNs = Arrays.copyOf(timesNs, 2 * count);
        }
        buffer.getBytes(0, blocks.getLast(), used, length);
        places[count] = (long) (blocks.size() - 1) << BLOCK_BITS | used;
        lengths[count] = length;
        timesNs[count++] = InputMessage.timeNs(buffer, 0);
        used += length;
    }

    /** Number of messages. */
    public int count() {
        return count;
    }

    /** Receive time of a message. */
    public long timeNs(final int index) {
        return timesNs[index];
    }

    /** Index of the first message at that time or later; {@link #count} if there is none. */
    public int firstFrom(final long timeNs) {
        int low = 0;
        int high = count;
        while (low < high) {
            final int middle = low + high >>> 1;
            if (timesNs[middle] < timeNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Reads the messages from any place on. */
    final class Reader implements MarketDataSource {

        private int next;
        private int end;

        /** Continues with the message {@code from}, and ends before the message {@code to}. */
        void play(final int from, final int to) {
            next = from;
            end = to;
        }

        /** Index of the message that is read next. */
        int next() {
            return next;
        }

        @Override
        public int next(final MutableDirectBuffer buffer) {
            if (next >= end) {
                return 0;
            }
            final int length = lengths[next];
            final long place = places[next++];
            buffer.putBytes(0, blocks.get((int) (place >>> BLOCK_BITS)), (int) place & BLOCK_BYTES - 1, length);
            return length;
        }

        @Override
        public void close() {
            // Memory needs no closing.
        }
    }
}
