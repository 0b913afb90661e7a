package io.ringmaster.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.rollcycles.TestRollCycles;
import net.openhft.chronicle.queue.util.MicroTouched;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The one writer of a journal. Every opening begins a new segment that continues sequence and chain, so nothing is ever appended to what
 * another process left behind. What it found there is verified first; a damaged journal is refused.
 *
 * <p>One thread appends; {@link GroupCommit} makes durable what was appended, from another. Allocates nothing per append, except when
 * Chronicle maps a new block.
 */
public final class JournalWriter implements AutoCloseable {

    private final Path journal;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private final JournalVerification found;
    private final Segment segment;
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private final ByteBuffer recordBytes =
        ByteBuffer.allocateDirect(RecordDescriptor.recordBytes(RecordDescriptor.MAX_PAYLOAD_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer record = new UnsafeBuffer(recordBytes);
    private final Bytes<ByteBuffer> recordView = Bytes.wrapForRead(recordBytes);
    private final CRC32C crc = new CRC32C();
    private final long firstSequence;
    private long sequence;
    private int chain;
    private volatile long appended;
    private volatile long durable;
    private volatile String refusal;
    private boolean isClosed;

    private JournalWriter(final Path journal, final JournalSettings settings, final TimeProvider time) {
        this.journal = journal;
        createDirectories(journal);
        lockChannel = openLock(journal);
        lock = lock(lockChannel, journal);
        try {
            found = JournalVerification.verify(journal);
            if (found.status() == JournalVerification.Status.DAMAGED) {
                throw new JournalDamagedException(found.firstBad());
            }
            sequence = found.lastSequence();
            chain = found.lastChain();
            firstSequence = sequence + 1;
            appended = sequence;
            durable = sequence;
            segment = newSegment();
            queue = SingleChronicleQueueBuilder.binary(segment.directory())
                .rollCycle(rollCycle(settings.roll()))
                .blockSize(settings.blockBytes())
                .timeProvider(new MonotonicTime(time))
                .build();
            appender = queue.createAppender();
            // Opened and closed by one thread, used by another in between, never by two at once.
            appender.singleThreadedCheckDisabled(true);
            recordView.singleThreadedCheckDisabled(true);
        } catch (final RuntimeException e) {
            release();
            throw e;
        }
    }

    /**
     * Opens a journal for writing, an empty one or one to be continued.
     *
     * @throws JournalException        if another writer holds it
     * @throws JournalDamagedException if it is damaged; nothing is changed then
     */
    public static JournalWriter open(final Path journal, final JournalSettings settings) {
        return open(journal, settings, System::currentTimeMillis);
    }

    /** @param timeMs the clock files are named by; may step back without harm */
    static JournalWriter open(final Path journal, final JournalSettings settings, final TimeProvider timeMs) {
        return new JournalWriter(journal, settings, timeMs);
    }

    private static RollCycle rollCycle(final JournalSettings.Roll roll) {
        return switch (roll) {
            case DAILY -> RollCycles.FAST_DAILY;
            case HOURLY -> RollCycles.FAST_HOURLY;
            case SECONDLY -> TestRollCycles.TEST_SECONDLY;
        };
    }

    private static void createDirectories(final Path journal) {
        try {
            Files.createDirectories(journal);
        } catch (final IOException e) {
            throw new JournalException("cannot create " + journal + ": " + e.getMessage(), e);
        }
    }

    private static FileChannel openLock(final Path journal) {
        try {
            return FileChannel.open(journal.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (final IOException e) {
            throw new JournalException("cannot open the lock of " + journal + ": " + e.getMessage(), e);
        }
    }

    private static FileLock lock(final FileChannel channel, final Path journal) {
        try {
            final FileLock taken = channel.tryLock();
            if (taken != null) {
                return taken;
            }
        } catch (final OverlappingFileLockException e) {
            // Held by this very process: refused like any other holder, below.
        } catch (final IOException e) {
            throw new JournalException("cannot lock " + journal + ": " + e.getMessage(), e);
        }
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close the lock of " + journal, e);
        }
        throw new JournalException(journal + " is occupied: another writer holds it. Stop that one, or give another directory.");
    }

    /** An unopened segment is one whose writer died before it wrote anything: it is used again. */
    private Segment newSegment() {
        final List<Segment> segments = Segment.of(journal);
        final boolean reuse = !segments.isEmpty() && !Files.exists(segments.getLast().openedFile());
        final Segment next = Segment.at(journal, reuse ? segments.size() - 1 : segments.size());
        createDirectories(next.directory());
        next.writeOpened(new Segment.Opened(sequence, chain, found.status().name()));
        return next;
    }

    /**
     * Appends one record.
     *
     * @param recordSequence must follow the last one
     * @throws JournalException if the sequence does not follow, the payload is too large, or the journal takes no more
     */
    public void append(final long recordSequence, final DirectBuffer buffer, final int offset, final int length) {
        if (recordSequence != sequence + 1 || length > RecordDescriptor.MAX_PAYLOAD_BYTES || refusal != null) {
            throw refused(recordSequence, length);
        }
        final int total = RecordDescriptor.recordBytes(length);
        final int crcOffset = total - RecordDescriptor.CRC_BYTES;
        record.putLong(crcOffset - RecordDescriptor.CRC_BYTES, 0);
        record.putInt(RecordDescriptor.LENGTH_OFFSET, length);
        record.putInt(RecordDescriptor.PREVIOUS_CHAIN_OFFSET, chain);
        record.putLong(RecordDescriptor.SEQUENCE_OFFSET, recordSequence);
        record.putBytes(RecordDescriptor.PAYLOAD_OFFSET, buffer, offset, length);
        recordBytes.limit(crcOffset).position(0);
        crc.reset();
        crc.update(recordBytes);
        recordBytes.clear();
        final int newChain = (int) crc.getValue();
        record.putInt(crcOffset, newChain);
        recordView.readPositionRemaining(0, total);
        appender.writeBytes(recordView);
        sequence = recordSequence;
        chain = newChain;
        appended = recordSequence;
        if (recordSequence == firstSequence) {
            confirmFirstAppend(buffer, offset, length);
        }
    }

    private JournalException refused(final long recordSequence, final int length) {
        if (refusal != null) {
            return new JournalException(journal + " takes no more records: " + refusal);
        }
        return length > RecordDescriptor.MAX_PAYLOAD_BYTES
            ? new JournalException("a record of " + length + " bytes is too large for " + journal)
            : new JournalException("record " + recordSequence + " does not follow record " + sequence + " of " + journal);
    }

    /** On a queue that is not what it seems, an append reports success and can't be read: so the first one is read back. */
    private void confirmFirstAppend(final DirectBuffer buffer, final int offset, final int length) {
        try (RecordWalker walker = new RecordWalker(segment.dataFiles().getFirst(), firstSequence - 1, found.lastChain())) {
            final boolean isThere = walker.next() == RecordWalker.Found.RECORD && walker.payloadLength() == length;
            for (int i = 0; isThere && i < length; i++) {
                if (walker.file().buffer().getByte(walker.payloadIndex() + i) != buffer.getByte(offset + i)) {
                    throw new JournalException("the first record of " + segment.directory() + " reads back differently");
                }
            }
            if (!isThere) {
                throw new JournalException("the first record of " + segment.directory() + " can't be read back");
            }
        }
    }

    /** Uses a quiet moment to touch the page the next appends will need, which they would otherwise wait for. */
    public void idle() {
        if (appender instanceof final MicroTouched touched) {
            touched.microTouch();
        }
    }

    /** What the journal held when it was opened. */
    public JournalVerification found() {
        return found;
    }

    /** Sequence of the last record appended; any thread. */
    public long lastSequence() {
        return appended;
    }

    /** Sequence of the last record known to survive a loss of power; any thread. */
    public long durableSequence() {
        return durable;
    }

    Segment segment() {
        return segment;
    }

    void setDurable(final long sequenceNowDurable) {
        durable = sequenceNowDurable;
    }

    /** From now on every append fails with this reason; null to lift it. */
    void refuse(final String reason) {
        refusal = reason;
    }

    /** Ends the segment in order: its last record, and length and checksum of every file, are sealed. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            appender.close();
            queue.close();
            force();
            segment.writeClosed(new Segment.Closed(sequence, chain, segment.measureDataFiles()));
        } finally {
            recordView.releaseLast();
            release();
        }
    }

    /** Forces every data file of this segment to disk. */
    void force() {
        for (final Path file : segment.dataFiles()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(false);
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot make " + file + " durable", e);
            }
        }
    }

    private void release() {
        try {
            lock.release();
            lockChannel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot release the lock of " + journal, e);
        }
    }

    /** Chronicle writes into past cycles when the clock steps back; its clock never does. */
    private static final class MonotonicTime implements TimeProvider {

        private final TimeProvider time;
        private long latest = Long.MIN_VALUE;

        private MonotonicTime(final TimeProvider time) {
            this.time = time;
        }

        @Override
        public synchronized long currentTimeMillis() {
            latest = Math.max(latest, time.currentTimeMillis());
            return latest;
        }
    }
}
