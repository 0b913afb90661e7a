package io.ringmaster.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/**
 * A Chronicle queue without what the journal adds: no checksum, no chain, no blocks allocated ahead. A baseline for measurements. One thread.
 */
public final class BareQueue implements AutoCloseable {

    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private final ExcerptTailer tailer;
    private final Bytes<ByteBuffer> written;
    private final Bytes<ByteBuffer> read;
    private final int bytes;

    /**
     * @param directory of the queue, new
     * @param record    a direct buffer; every document is a copy of it
     */
    public BareQueue(final Path directory, final ByteBuffer record) {
        bytes = record.capacity();
        written = Bytes.wrapForRead(record);
        read = Bytes.wrapForWrite(ByteBuffer.allocateDirect(bytes));
        queue = SingleChronicleQueueBuilder.binary(directory).build();
        appender = queue.createAppender();
        tailer = queue.createTailer();
    }

    public void append() {
        written.readPositionRemaining(0, bytes);
        appender.writeBytes(written);
    }

    /** Reads the next document; false at the end. */
    public boolean next() {
        read.clear();
        return tailer.readBytes(read);
    }

    @Override
    public void close() {
        tailer.close();
        appender.close();
        queue.close();
        written.releaseLast();
        read.releaseLast();
    }
}
