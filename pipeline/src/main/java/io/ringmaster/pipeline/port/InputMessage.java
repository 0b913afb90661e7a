package io.ringmaster.pipeline.port;

import io.ringmaster.schema.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Reads the two values that every input message has: its template id, and its receive time, the first field of every body. An output has the sequence
 * of the input that caused it there.
 */
public final class InputMessage {

    private InputMessage() {
    }

    /** Template id of the message whose header is at {@code offset}. */
    public static int templateId(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + MessageHeaderDecoder.templateIdEncodingOffset(), ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /** Event time of the message whose header is at {@code offset}. */
    public static long timeNs(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN);
    }

    /** Sequence of the input that caused the output whose header is at {@code offset}. */
    public static long causeSequence(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN);
    }
}
