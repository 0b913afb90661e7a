package io.ringmaster.journal;

import io.ringmaster.journal.AppendedTail.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import net.openhft.chronicle.core.io.BackgroundResourceReleaser;
import net.openhft.chronicle.core.time.TimeProvider;
import org.agrona.DirectBuffer;

/**
 * The only writer of a journal. Every opening starts a new segment that continues sequence and chain, so nothing is appended to files of another
 * process. It verifies the journal first and refuses a damaged one.
 *
 * <p>One thread appends; {@link GroupCommit} makes the records durable from another thread. Allocates nothing per append, except when Chronicle
 * maps a new block.
 */
public final class JournalWriter implements CuttableJournal, AutoCloseable {

    private final Path journal;
    private final WriterLock lock;
    private final JournalVerification found;
    private final Segment segment;
    private final Anchor anchor;
    private final SegmentIndex index;
    private final SegmentWriter storage;
    private final PendingDocument pending = new PendingDocument();
    private final AppendedTail tail;
    private final Object filesLock = new Object();
    private final long firstSequence;
    /** Of the last record that was added. */
    private long sequence;
    private int chain;
    /** Of the last record that was written. */
    private long writtenSequence;
    private int writtenChain;
    private volatile long durable;
    private volatile String refusal;
    /** Whether an append ended in an unknown way: then nothing may follow, and the end is not sealed. */
    private boolean isUncertain;
    private boolean isClosed;

    private JournalWriter(final Path journal, final JournalSettings settings, final TimeProvider time, final KnownRecord known) {
        this.journal = journal;
        createDirectories(journal);
        lock = WriterLock.take(journal);
        final Deque<AutoCloseable> opened = new ArrayDeque<>(List.of(lock));
        try {
            found = JournalVerification.verifyHeldBehind(journal, known);
            if (found.status() == JournalVerification.Status.DAMAGED) {
                throw new JournalDamagedException(found.firstBad());
            }
            sequence = found.lastSequence();
            chain = found.lastChain();
            writtenSequence = sequence;
            writtenChain = chain;
            firstSequence = sequence + 1;
            tail = new AppendedTail(sequence, chain);
            durable = sequence;
            segment = newSegment();
            anchor = Anchor.open(journal, anchored());
            opened.push(anchor);
            anchor.opened(segment.index() + 1, sequence, chain);
            index = new SegmentIndex(segment.indexFile());
            opened.push(index);
            storage = new SegmentWriter(segment, settings, time);
        } catch (final IOException e) {
            throw abandoned(opened, new JournalException("cannot open " + journal + " for writing: " + IoReason.of(e), e));
        } catch (final UncheckedIOException e) {
            throw abandoned(opened, new JournalException(e.getMessage() + ": " + IoReason.of(e.getCause()), e.getCause()));
        } catch (final RuntimeException e) {
            throw abandoned(opened, e);
        }
    }

    /** Closes everything that a failed opening has opened. */
    private static RuntimeException abandoned(final Deque<AutoCloseable> opened, final RuntimeException reason) {
        for (final AutoCloseable each : opened) {
            try {
                each.close();
            } catch (final Exception e) {
                reason.addSuppressed(e);
            }
        }
        return reason;
    }

    /** The content of the anchor. For a journal without one (new, or of an older format), the contents that were found. */
    private Anchor.State anchored() {
        final Anchor.State known = Anchor.read(Anchor.of(journal));
        return known != null ? known
            : new Anchor.State(0, UUID.randomUUID(), segment.index(), found.isClosed(), sequence, chain, Anchor.Start.GENESIS);
    }

    /**
     * Opens a new or an existing journal for writing.
     *
     * @throws JournalException        if another writer holds it, or it cannot be written to
     * @throws JournalDamagedException if it is damaged; nothing is changed then
     */
    public static JournalWriter open(final Path journal, final JournalSettings settings) {
        return open(journal, settings, System::currentTimeMillis);
    }

    /** @param timeMs clock for the names of files; it may step back */
    static JournalWriter open(final Path journal, final JournalSettings settings, final TimeProvider timeMs) {
        return new JournalWriter(journal, settings, timeMs, null);
    }

    /**
     * Opens an existing journal without checking the records before a known one, so that the time does not grow with its age.
     *
     * @param known null to check everything, which also happens if the journal does not contain that record
     */
    public static JournalWriter open(final Path journal, final JournalSettings settings, final KnownRecord known) {
        return new JournalWriter(journal, settings, System::currentTimeMillis, known);
    }

    /** Loads classes that cannot be loaded any more during shutdown: the library uses them in its shutdown hook. */
    public static void load() {
        BackgroundResourceReleaser.releasePendingResources();
    }

    private static void createDirectories(final Path directory) {
        try {
            PrivateFiles.createDirectories(directory);
        } catch (final IOException e) {
            throw new JournalException("cannot create " + directory + ": " + IoReason.of(e), e);
        }
    }

    /** A segment without an opening note belongs to a writer that died before it wrote anything, so it is reused. */
    private Segment newSegment() {
        final List<Segment> segments = Segment.of(journal);
        final boolean reuse = !segments.isEmpty() && !Files.exists(segments.getLast().openedFile());
        final Segment next = Segment.at(journal, segments.isEmpty() ? 0 : segments.getLast().index() + (reuse ? 0 : 1));
        createDirectories(next.directory());
        next.writeOpened(new Segment.Opened(Segment.FORMAT, sequence, chain, found.status().name()));
        return next;
    }

    /**
     * Appends one record, behind those that were added before.
     *
     * @param recordSequence must follow the last one
     * @throws JournalException if the sequence does not follow, the payload is too large, the disk is full, or the journal refuses records;
     *                          nothing was written then
     */
    public void append(final long recordSequence, final DirectBuffer buffer, final int offset, final int length) {
        if (recordSequence != sequence + 1) {
            throw new JournalException("record " + recordSequence + " does not follow record " + sequence + " of " + journal);
        }
        add(buffer, offset, length);
        write();
    }

    /**
     * Adds one record to those that {@link #write} appends together, with the next sequence: to append several at once costs little more than to
     * append one. Records that are added and never written are lost.
     *
     * @throws JournalException if the payload is too large, or the journal refuses records; the record is not added then. Or for the reasons of
     *                          {@link #write}, if there is no room before earlier records are written.
     */
    public void add(final DirectBuffer buffer, final int offset, final int length) {
        if (refusal != null || isUncertain || length > RecordDescriptor.MAX_PAYLOAD_BYTES) {
            throw refused(length);
        }
        if (!pending.hasRoomFor(length)) {
            write();
        }
        chain = pending.add(sequence + 1, chain, buffer, offset, length);
        sequence++;
    }

    /**
     * Appends every record that was added since the last call, as one document: readers see all of them or none.
     *
     * @throws JournalException if the disk is full; none of them was written then, and the next record must follow the last one written
     */
    public void write() {
        if (pending.isEmpty()) {
            return;
        }
        isUncertain = true;
        try {
            storage.append(pending.take());
        } catch (final IOException e) {
            final String lost = writtenSequence + 1 == sequence
                ? "record " + sequence + " of " + journal + " was not written: "
                : "records " + (writtenSequence + 1) + " to " + sequence + " of " + journal + " were not written: ";
            sequence = writtenSequence;
            chain = writtenChain;
            isUncertain = false;
            throw new JournalException(lost + IoReason.of(e), e);
        }
        if (writtenSequence < firstSequence) {
            confirmFirstAppend();
        }
        isUncertain = false;
        writtenSequence = sequence;
        writtenChain = chain;
        tail.publish(sequence, chain, storage.file(), storage.position());
    }

    private JournalException refused(final int length) {
        if (isUncertain) {
            return new JournalException(journal + " takes no more records: an append failed, and it is unknown what was written. Open it again.");
        }
        return refusal != null
            ? new JournalException(journal + " takes no more records: " + refusal)
            : new JournalException("a record of " + length + " bytes is too large for " + journal);
    }

    /** If the queue is damaged in certain ways, an append reports success but cannot be read. So the first record is read back. */
    private void confirmFirstAppend() {
        if (!storage.isWhereExpected()) {
            throw new JournalException("the first record of " + segment.directory() + " went to a file that no space was allocated for");
        }
        final int length = pending.firstLength();
        try (RecordWalker walker = new RecordWalker(segment.dataFiles().getFirst(), firstSequence - 1, found.lastChain())) {
            final boolean isThere = walker.next() == RecordWalker.Found.RECORD && walker.payloadLength() == length;
            for (int i = 0; isThere && i < length; i++) {
                if (walker.file().buffer().getByte(walker.payloadIndex() + i) != pending.firstByte(i)) {
                    throw new JournalException("the first record of " + segment.directory() + " reads back differently");
                }
            }
            if (!isThere) {
                throw new JournalException("the first record of " + segment.directory() + " can't be read back");
            }
        }
    }

    /** Uses a quiet moment to load the page of the next appends, so that they do not wait for it. */
    public void idle() {
        storage.idle();
    }

    /** The contents of the journal when it was opened. */
    public JournalVerification found() {
        return found;
    }

    /** Sequence of the last record appended; any thread. */
    public long lastSequence() {
        return tail.last().sequence();
    }

    /** Any thread. */
    @Override
    public long durableSequence() {
        return durable;
    }

    Segment segment() {
        return segment;
    }

    /** The last record appended; any thread. */
    Point lastAppended() {
        return tail.last();
    }

    /** Makes every append fail with this reason; null allows appends again. */
    void refuse(final String reason) {
        refusal = reason;
    }

    /** Allocates blocks for the next records, so that appends do not wait for it. */
    void allocateAhead() throws IOException {
        storage.allocateAhead();
    }

    /**
     * Makes every record up to one durable, and anchors it; one thread at a time.
     *
     * @param upTo an earlier result of {@link #lastAppended}
     */
    void commit(final Point upTo) throws IOException {
        storage.force();
        anchor.durable(upTo.sequence(), upTo.chain());
        durable = upTo.sequence();
        index.note(upTo);
    }

    List<Segment> segments() {
        return Segment.of(journal);
    }

    /** Finished data files of this journal that are not compressed yet. */
    List<Path> finishedFiles() {
        final List<Path> finished = new ArrayList<>();
        final KeptFiles kept = KeptFiles.of(journal);
        for (final Segment each : kept.segments()) {
            for (final Path file : each.plainFiles()) {
                if (kept.isKept(each, Segment.nameOf(file)) && isFinished(file)) {
                    finished.add(file);
                }
            }
        }
        return finished;
    }

    @Override
    public Path journal() {
        return journal;
    }

    @Override
    public boolean isRunning() {
        return true;
    }

    @Override
    public boolean isFinished(final Path file) {
        final boolean isOfAnEarlierSegment = !file.toAbsolutePath().getParent().equals(segment.directory().toAbsolutePath());
        return isOfAnEarlierSegment || storage.isFinished(file);
    }

    /** Any thread, but never two at once; waits for a file that is being compressed. */
    @Override
    public void cut(final JournalFiles.Cut cut, final JournalBeginning.Note note) {
        synchronized (filesLock) {
            JournalCut.apply(journal, anchor, cut, note, KeptFiles.Steps.NONE);
        }
    }

    @Override
    public void sweep() {
        synchronized (filesLock) {
            JournalCut.sweep(journal, KeptFiles.Steps.NONE);
        }
    }

    /** Lock for replacing or deleting finished files. */
    Object filesLock() {
        return filesLock;
    }

    /**
     * Closes the segment cleanly: seals the last record and the length and checksum of every file. Records that were added and not written are dropped:
     * they belong to an event that was not finished. If an append ended in an unknown way, the segment stays as a dead writer leaves it.
     */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        final Point last = tail.last();
        try {
            storage.close();
            if (!isUncertain) {
                segment.writeClosed(new Segment.Closed(last.sequence(), last.chain(), segment.measureDataFiles()));
                anchor.closed(last.sequence(), last.chain());
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close " + journal + ": " + IoReason.of(e), e);
        } finally {
            pending.release();
            index.close();
            anchor.close();
            lock.close();
        }
    }
}
