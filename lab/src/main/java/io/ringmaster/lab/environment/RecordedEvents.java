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
    /** The first message of each part but the first. */
    private int[] borders = {};

    /**
     * A stretch of time.
     *
     * @param fromNs first receive time; {@code toNs} is the first after it
     */
    public record Span(long fromNs, long toNs) {
    }

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

    /**
     * The same recording without the messages outside of some spans. What remains of each span is a part, and no episode crosses from one into the next.
     *
     * @param spans in order; they do not overlap
     * @throws InvalidInputException if no message remains
     */
    public RecordedEvents within(final List<Span> spans) {
        final RecordedEvents chosen = new RecordedEvents();
        chosen.blocks.addAll(blocks);
        final List<Integer> starts = new ArrayList<>();
        for (final Span span : spans) {
            final int from = firstFrom(span.fromNs);
            final int to = firstFrom(span.toNs);
            if (to > from) {
                starts.add(chosen.count);
                chosen.addAll(this, from, to);
            }
        }
        if (chosen.count == 0) {
            throw new InvalidInputException("the data hold no market in the chosen spans of time. Give more data.");
        }
        chosen.borders = starts.stream().skip(1).mapToInt(Integer::intValue).toArray();
        return chosen;
    }

    private void addAll(final RecordedEvents other, final int from, final int to) {
        places = Arrays.copyOf(places, count + to - from);
        lengths = Arrays.copyOf(lengths, count + to - from);
        timesNs = Arrays.copyOf(timesNs, count + to - from);
        System.arraycopy(other.places, from, places, count, to - from);
        System.arraycopy(other.lengths, from, lengths, count, to - from);
        System.arraycopy(other.timesNs, from, timesNs, count, to - from);
        count += to - from;
    }

    /** Index of the first message of the part that a message belongs to. */
    public int partStart(final int index) {
        int start = 0;
        for (final int border : borders) {
            start = border <= index ? border : start;
        }
        return start;
    }

    /** Index behind the last message of the part that a message belongs to. */
    public int partEnd(final int index) {
        for (final int border : borders) {
            if (border > index) {
                return border;
            }
        }
        return count;
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

    /** All messages, from the first on. */
    public MarketDataSource source() {
        final Reader reader = new Reader();
        reader.play(0, count);
        return reader;
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
