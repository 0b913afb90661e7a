package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.port.OrderGateway;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Order intents on their way from the sequencer's thread to the publisher's, in order. The sequencer writes, the publisher drains.
 *
 * <pre>
 *   | intent | intent | … | padding |   a record that does not fit before the end leaves padding there and starts at 0
 * </pre>
 */
final class OrderRing {

    private static final int MESSAGE_TYPE = 1;
    private static final OrderGateway NOWHERE = (_, _, _) -> { };

    private final OneToOneRingBuffer ring;
    private final MessageHandler onMessage = this::onMessage;
    private final boolean timing;
    /** Of the sequencer's thread. */
    private long writtenNs;
    private OrderGateway gateway;

    /**
     * @param capacityBytes a power of 2
     * @param timing        whether to keep the times of writes
     */
    OrderRing(final int capacityBytes, final boolean timing) {
        this.timing = timing;
        ring = new OneToOneRingBuffer(new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(capacityBytes + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
    }

    /** @throws IllegalStateException if the ring is full */
    void write(final DirectBuffer buffer, final int offset, final int length) {
        if (!ring.write(MESSAGE_TYPE, buffer, offset, length)) {
            throw new IllegalStateException("the order ring is full: " + ring.size() + " bytes wait for the gateway");
        }
        if (timing) {
            writtenNs = System.nanoTime();
        }
    }

    /** Time of the last write since the last call, monotonic; 0 if there was none. Only for the thread that writes. */
    long takeWrittenNs() {
        final long written = writtenNs;
        writtenNs = 0;
        return written;
    }

    /** Hands every waiting intent to the gateway, on the caller's thread. */
    void drain(final OrderGateway target) {
        gateway = target;
        long before;
        do {
            before = ring.consumerPosition();
            ring.read(onMessage);
            // Compares positions, not the number of messages: a read of only the padding before the wrap returns 0, although intents may follow it.
        } while (ring.consumerPosition() != before);
    }

    /** Drops every waiting intent. */
    void discard() {
        if (!isEmpty()) {
            drain(NOWHERE);
        }
    }

    boolean isEmpty() {
        return ring.size() == 0;
    }

    private void onMessage(final int messageType, final MutableDirectBuffer buffer, final int offset, final int length) {
        gateway.onOrderIntent(buffer, offset, length);
    }
}
