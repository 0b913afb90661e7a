package io.ringmaster.journal;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.TestRollCycles;
import net.openhft.chronicle.queue.util.MicroTouched;

/**
 * The Chronicle queue of one segment, open for appending. Every page is backed by a block of the disk before Chronicle touches it, so a full
 * disk never tears a record. One thread appends; another may allocate ahead and force.
 */
final class SegmentWriter {

    /** Beyond a record Chronicle writes at most an index page or two, and touches the page after. */
    private static final long MARGIN_BYTES = 1L << 18;
    /** What the other thread keeps allocated ahead of the last record. */
    private static final long AHEAD_BYTES = 1L << 22;
    private static final int STEP_BYTES = 1 << 20;
    private static final String METADATA = "metadata.cq4t";

    private final Segment segment;
    private final RollCycle cycle;
    private final RollClock clock;
    private final DateTimeFormatter fileName;
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    /** Written to, or not forced since the last record was; the last one is being written to. */
    private final List<DataFileSpace> unforced = new ArrayList<>();
    private volatile DataFileSpace space;
    private volatile long position;
    private volatile boolean hasNewFile;
    private int currentCycle = -1;
    private int files;

    SegmentWriter(final Segment segment, final JournalSettings settings, final TimeProvider time) throws IOException {
        this.segment = segment;
        cycle = rollCycle(settings.roll());
        clock = new RollClock(time);
        fileName = DateTimeFormatter.ofPattern(cycle.format()).withZone(ZoneOffset.UTC);
        requireRoom();
        queue = SingleChronicleQueueBuilder.binary(segment.directory())
            .rollCycle(cycle)
            .blockSize(settings.blockBytes())
            .timeProvider(clock)
            .build();
        allocateMetadata();
        appender = queue.createAppender();
        // Opened and closed by one thread, used by another in between, never by two at once.
        appender.singleThreadedCheckDisabled(true);
    }

    private static RollCycle rollCycle(final JournalSettings.Roll roll) {
        return switch (roll) {
            case DAILY -> RollCycles.FAST_DAILY;
            case HOURLY -> RollCycles.FAST_HOURLY;
            case SECONDLY -> TestRollCycles.TEST_SECONDLY;
        };
    }

    /** Chronicle creates its own notes on the queue itself, in a mapped file as well: there must be room for them before it does. */
    private void requireRoom() throws IOException {
        final Path room = segment.directory().resolve("room");
        try {
            new DataFileSpace(room, STEP_BYTES).close();
        } finally {
            Files.deleteIfExists(room);
        }
    }

    /** Puts blocks behind all of the notes: a page that is written back as it is has one. Before Chronicle writes there again. */
    private void allocateMetadata() throws IOException {
        final Path metadata = segment.directory().resolve(METADATA);
        PrivateFiles.restrict(metadata);
        final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(metadata));
        try (FileChannel channel = FileChannel.open(metadata, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes, bytes.position());
            }
        }
    }

    /**
     * Appends one document.
     *
     * @throws IOException if the disk has no room for it; nothing was written then
     */
    void append(final Bytes<?> document, final long bytes) throws IOException {
        clock.advance();
        final int now = cycle.current(clock, 0);
        if (now != currentCycle) {
            roll(now);
        }
        final long needed = position + bytes + MARGIN_BYTES;
        if (!space.reaches(needed)) {
            space.reach(needed);
        }
        appender.writeBytes(document);
        position = appender.wire().bytes().writePosition();
    }

    private void roll(final int now) throws IOException {
        if (space != null) {
            // Chronicle marks the end of the old file.
            space.reach(position + MARGIN_BYTES);
        }
        final Path next = segment.directory().resolve(
            fileName.format(Instant.ofEpochMilli((long) now * cycle.lengthInMillis())) + Segment.DATA_SUFFIX);
        final DataFileSpace created = new DataFileSpace(next, STEP_BYTES);
        synchronized (unforced) {
            unforced.add(created);
            hasNewFile = true;
        }
        space = created;
        position = 0;
        currentCycle = now;
        files++;
    }

    /** Whether the file that was prepared is the one Chronicle writes to. */
    boolean isWhereExpected() {
        final File current = appender.currentFile();
        return current != null && current.toPath().getFileName().equals(space.file().getFileName());
    }

    /** Number of the file that is being written, from 0. */
    int file() {
        return files - 1;
    }

    /** Where in that file the next record begins. */
    long position() {
        return position;
    }

    /** Uses a quiet moment to touch the page the next appends will need, which they would otherwise wait for. */
    void idle() {
        if (appender instanceof final MicroTouched touched && space != null && space.reaches(position + MARGIN_BYTES / 2)) {
            touched.microTouch();
        }
    }

    /** Allocates blocks for what comes next; another thread does, so that appends don't wait for it. */
    void allocateAhead() throws IOException {
        final DataFileSpace current = space;
        if (current != null) {
            current.reach(position + AHEAD_BYTES);
        }
    }

    /** Everything appended before the call survives a loss of power after it. */
    void force() throws IOException {
        final List<DataFileSpace> dirty;
        final boolean isNew;
        synchronized (unforced) {
            dirty = List.copyOf(unforced);
            isNew = hasNewFile;
            hasNewFile = false;
        }
        if (dirty.isEmpty()) {
            return;
        }
        for (final DataFileSpace each : dirty) {
            each.force();
        }
        if (isNew) {
            PrivateFiles.forceDirectory(segment.directory());
        }
        synchronized (unforced) {
            while (unforced.size() > 1 && unforced.getFirst() != dirty.getLast()) {
                final DataFileSpace done = unforced.removeFirst();
                done.trim();
                done.close();
            }
        }
    }

    /** Whether a file of this segment is complete, durable, and written to no more. */
    boolean isFinished(final Path file) {
        synchronized (unforced) {
            return !unforced.isEmpty() && unforced.getFirst().file().compareTo(file) > 0;
        }
    }

    /** Ends the queue; its files are as long as what was written to them then. */
    void close() throws IOException {
        appender.close();
        queue.close();
        force();
        synchronized (unforced) {
            for (final DataFileSpace each : unforced) {
                each.trim();
                each.force();
                each.close();
            }
            unforced.clear();
        }
    }

    /**
     * The time by which files are named. It stands still within an append, so that the file that was prepared is the one that is written, and
     * never steps back, because Chronicle would write into files that have ended.
     */
    private static final class RollClock implements TimeProvider {

        private final TimeProvider time;
        private volatile long latest;

        RollClock(final TimeProvider time) {
            this.time = time;
            latest = time.currentTimeMillis();
        }

        void advance() {
            final long now = time.currentTimeMillis();
            if (now > latest) {
                latest = now;
            }
        }

        @Override
        public long currentTimeMillis() {
            return latest;
        }
    }
}
