package io.ringmaster.cli.bench;

import io.ringmaster.cli.session.Recording;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The messages of a recording in memory, encoded as they are published, with the times at which they came. */
final class RecordedMarket {

    private static final int FIRST_BYTES = 1 << 24;

    private UnsafeBuffer messages = new UnsafeBuffer(ByteBuffer.allocateDirect(FIRST_BYTES));
    private int[] offsets = new int[1 << 16];
    private int count;

    private RecordedMarket(final MarketDataSource source) {
        final UnsafeBuffer one = new UnsafeBuffer(ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES));
        for (int length = source.next(one); length > 0; length = source.next(one)) {
            add(one, length);
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
