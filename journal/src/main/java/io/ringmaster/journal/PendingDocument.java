package io.ringmaster.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Records that are added one after the other and appended together, as one document. Used again and again; allocates nothing. One thread. */
final class PendingDocument {

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(RecordDescriptor.MAX_DOCUMENT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final Bytes<ByteBuffer> view = Bytes.wrapForRead(bytes);
    private final CRC32C crc = new CRC32C();
    /** Bytes of the records that were added and not taken yet. */
    private int length;

    PendingDocument() {
        view.singleThreadedCheckDisabled(true);
    }

    boolean isEmpty() {
        return length == 0;
    }

    boolean hasRoomFor(final int payloadLength) {
        return length + RecordDescriptor.recordBytes(payloadLength) <= RecordDescriptor.MAX_DOCUMENT_BYTES;
    }

    /**
     * Adds a record, for which there is room.
     *
     * @param previousChain chain value of the record before
     * @return the record's chain value
     */
    int add(final long sequence, final int previousChain, final DirectBuffer payload, final int offset, final int payloadLength) {
        final int at = length;
        final int crcOffset = at + RecordDescriptor.recordBytes(payloadLength) - RecordDescriptor.CRC_BYTES;
        buffer.putLong(crcOffset - RecordDescriptor.CRC_BYTES, 0);
        buffer.putInt(at + RecordDescriptor.LENGTH_OFFSET, payloadLength);
        buffer.putInt(at + RecordDescriptor.PREVIOUS_CHAIN_OFFSET, previousChain);
        buffer.putLong(at + RecordDescriptor.SEQUENCE_OFFSET, sequence);
        buffer.putBytes(at + RecordDescriptor.PAYLOAD_OFFSET, payload, offset, payloadLength);
        bytes.limit(crcOffset).position(at);
        crc.reset();
        crc.update(bytes);
        bytes.clear();
        final int chain = (int) crc.getValue();
        buffer.putInt(crcOffset, chain);
        length = crcOffset + RecordDescriptor.CRC_BYTES;
        return chain;
    }

    /** The document, to be read once. It is empty afterwards, and its bytes stay until the next record is added. */
    Bytes<ByteBuffer> take() {
        view.readPositionRemaining(0, length);
        length = 0;
        return view;
    }

    /** Length of the first payload of the document that was taken last. */
    int firstLength() {
        return buffer.getInt(RecordDescriptor.LENGTH_OFFSET);
    }

    /** A byte of that payload. */
    byte firstByte(final int i) {
        return buffer.getByte(RecordDescriptor.PAYLOAD_OFFSET + i);
    }

    void release() {
        view.releaseLast();
    }
}
