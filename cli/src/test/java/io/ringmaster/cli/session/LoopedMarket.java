package io.ringmaster.cli.session;

import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.MessageHeaderDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The bundled recording in memory, played over and over with times that go on; allocates nothing once it is loaded. */
final class LoopedMarket implements MarketDataSource {

    private static final int BYTES = 64 << 20;
    private static final long PAUSE_NS = 1_000_000_000L;

    private final UnsafeBuffer messages = new UnsafeBuffer(ByteBuffer.allocateDirect(BYTES));
    private int[] offsets = new int[1 << 16];
    private int count;
    private int next;
    private final long loopNs;
    private long shiftNs;
    private long left;

    /** @param events how many to hand out */
    LoopedMarket(final long events) {
        left = events;
        int end = 0;
        try (MarketDataSource recording = Recording.bundled().open()) {
            final UnsafeBuffer one = new UnsafeBuffer(ByteBuffer.allocateDirect(MAX_MESSAGE_BYTES));
            for (int length = recording.next(one); length > 0; length = recording.next(one)) {
                if (count + 1 == offsets.length) {
                    offsets = Arrays.copyOf(offsets, 2 * count);
                }
                offsets[count++] = end;
                messages.putBytes(end, one, 0, length);
                end += length;
            }
        }
        offsets[count] = end;
        loopNs = InputMessage.timeNs(messages, offsets[count - 1]) - InputMessage.timeNs(messages, 0) + PAUSE_NS;
    }

    /** Hands out no more. */
    void end() {
        left = 0;
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        if (left-- <= 0) {
            return 0;
        }
        if (next == count) {
            next = 0;
            shiftNs += loopNs;
        }
        final int length = offsets[next + 1] - offsets[next];
        buffer.putBytes(0, messages, offsets[next], length);
        final int timeAt = MessageHeaderDecoder.ENCODED_LENGTH;
        buffer.putLong(timeAt, buffer.getLong(timeAt, ByteOrder.LITTLE_ENDIAN) + shiftNs, ByteOrder.LITTLE_ENDIAN);
        next++;
        return length;
    }

    @Override
    public void close() {
        // Memory only.
    }
}
