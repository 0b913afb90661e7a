package io.ringmaster.pipeline.engine;

import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Inputs in the order in which they came, until they are published.
 *
 * <pre>
 *   | length (int32) | message | length | message | ...
 * </pre>
 */
final class Backlog {

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private int next;
    private int end;
    private int offset;

    void add(final DirectBuffer from, final int fromOffset, final int length) {
        if (next == end) {
            clear();
        }
        buffer.putInt(end, length);
        buffer.putBytes(end + Integer.BYTES, from, fromOffset, length);
        end += Integer.BYTES + length;
    }

    boolean hasNext() {
        return next < end;
    }

    /** Takes the next input, which begins at {@link #offset}, and returns its length. */
    int next() {
        final int length = buffer.getInt(next);
        offset = next + Integer.BYTES;
        next = offset + length;
        return length;
    }

    /** Where the inputs are; do not keep it. */
    DirectBuffer buffer() {
        return buffer;
    }

    int offset() {
        return offset;
    }

    void clear() {
        next = 0;
        end = 0;
    }
}
