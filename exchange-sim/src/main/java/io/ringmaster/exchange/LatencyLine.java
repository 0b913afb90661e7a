package io.ringmaster.exchange;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One direction between us and the venue: messages come out after a latency, in order of delivery time, then of sending. A message never
 * overtakes an earlier one unless it may. Grows when needed, never shrinks. Used by one thread.
 *
 * <pre>
 *   order:  | index of slot | index of slot | ...   a ring, earliest delivery first
 *   slots:  | message, at most SLOT_BYTES   | ...   reused through a free list
 * </pre>
 */
final class LatencyLine {

    /** No order intent and no report is longer. */
    static final int SLOT_BYTES = 192;

    private static final int INITIAL_SLOTS = 64;

    private final long latencyNs;
    private final long jitterNs;
    private final boolean mayOvertake;
    private SplittableRandom random;
    /** The memory behind the buffer, and part of the state: the buffer itself is not. */
    private byte[] bytes = new byte[INITIAL_SLOTS * SLOT_BYTES];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private int[] order = new int[INITIAL_SLOTS];
    private int[] free = new int[INITIAL_SLOTS];
    private long[] deliveryTimeNs = new long[INITIAL_SLOTS];
    private int[] lengthBytes = new int[INITIAL_SLOTS];
    private int head;
    private int size;
    private long latestNs = Long.MIN_VALUE;

    LatencyLine(final long latencyNs, final long jitterNs, final boolean mayOvertake, final long seed) {
        this.latencyNs = latencyNs;
        this.jitterNs = jitterNs;
        this.mayOvertake = mayOvertake;
        random = new SplittableRandom(seed);
        for (int i = 0; i < INITIAL_SLOTS; i++) {
            free[i] = i;
        }
    }

    /** Goes on as it was restored, with jitter from another seed. */
    void goOn(final long seed) {
        buffer.wrap(bytes);
        random = new SplittableRandom(seed);
    }

    /** When a message sent now comes out; draws the jitter, so ask once for each message. */
    long draw(final long sentTimeNs) {
        return inOrder(sentTimeNs + latencyNs + (jitterNs == 0 ? 0 : random.nextLong(jitterNs + 1)));
    }

    /** The same without latency. */
    long inOrder(final long timeNs) {
        latestNs = mayOvertake ? timeNs : Math.max(latestNs, timeNs);
        return latestNs;
    }

    /**
     * Takes a message in.
     *
     * @return offset in {@link #buffer} at which the caller writes it, at once
     */
    int put(final long deliverAtNs, final int length) {
        if (length > SLOT_BYTES) {
            throw new IllegalArgumentException("message of " + length + " bytes; at most " + SLOT_BYTES);
        }
        if (size == order.length) {
            grow();
        }
        final int slot = free[size];
        deliveryTimeNs[slot] = deliverAtNs;
        lengthBytes[slot] = length;
        int position = size++;
        while (position > 0 && deliveryTimeNs[slotAt(position - 1)] > deliverAtNs) {
            order[ringIndex(position)] = slotAt(position - 1);
            position--;
        }
        order[ringIndex(position)] = slot;
        return slot * SLOT_BYTES;
    }

    /** {@link Long#MAX_VALUE} when the line is empty. */
    long nextTimeNs() {
        return size == 0 ? Long.MAX_VALUE : deliveryTimeNs[slotAt(0)];
    }

    MutableDirectBuffer buffer() {
        return buffer;
    }

    /** Offset of the next message to come out. */
    int offset() {
        return slotAt(0) * SLOT_BYTES;
    }

    /** Length of the next message to come out, in bytes. */
    int length() {
        return lengthBytes[slotAt(0)];
    }

    /** Forgets the next message: it came out. */
    void remove() {
        free[--size] = slotAt(0);
        head = ringIndex(1);
    }

    private int slotAt(final int position) {
        return order[ringIndex(position)];
    }

    private int ringIndex(final int position) {
        return head + position & order.length - 1;
    }

    private void grow() {
        final int slots = order.length;
        final int[] unrolled = new int[2 * slots];
        for (int i = 0; i < slots; i++) {
            unrolled[i] = slotAt(i);
        }
        order = unrolled;
        head = 0;
        free = Arrays.copyOf(free, 2 * slots);
        for (int i = slots; i < 2 * slots; i++) {
            free[i] = i;
        }
        deliveryTimeNs = Arrays.copyOf(deliveryTimeNs, 2 * slots);
        lengthBytes = Arrays.copyOf(lengthBytes, 2 * slots);
        bytes = Arrays.copyOf(bytes, 2 * slots * SLOT_BYTES);
        buffer.wrap(bytes);
    }
}
