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
 * The Chronicle queue of one segment, open for appending. Every page has a disk block before Chronicle touches it, so a full disk never tears a
 * record. One thread appends; another may allocate ahead and force.
 */
final class SegmentWriter {

    /** Besides a record, Chronicle writes at most two index pages and touches the next page. */
    private static final long MARGIN_BYTES = 1L << 18;
    /** Bytes that the other thread keeps allocated ahead of the last record. */
    private static final long AHEAD_BYTES = 1L << 22;
    private static final int STEP_BYTES = 1 << 20;
    private static final String METADATA = "metadata.cq4t";

    private final Segment segment;
    private final RollCycle cycle;
    private final RollClock clock;
    private final DateTimeFormatter fileName;
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    /** Files that are being written or not forced since their last record; the last one is being written. */
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
        // One thread opens and closes it, another uses it in between; never two at once.
        appender.singleThreadedCheckDisabled(true);
    }

    private static RollCycle rollCycle(final JournalSettings.Roll roll) {
        return switch (roll) {
            case DAILY -> RollCycles.FAST_DAILY;
            case HOURLY -> RollCycles.FAST_HOURLY;
            case SECONDLY -> TestRollCycles.TEST_SECONDLY;
        };
    }

    /** Chronicle creates the queue's metadata itself, also in a mapped file, so space must exist before it does. */
    private void requireRoom() throws IOException {
        final Path room = segment.directory().resolve("room");
        try {
            new DataFileSpace(room, STEP_BYTES).close();
        } finally {
            Files.deleteIfExists(room);
        }
    }

    /** Allocates all blocks of the metadata before Chronicle writes there again; a page that is written back unchanged has a block too. */
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
     * @throws IOException if the disk is full; nothing was written then
     */
    void append(final Bytes<?> document) throws IOException {
        clock.advance();
        final int now = cycle.current(clock, 0);
        if (now != currentCycle) {
            roll(now);
        }
        final long needed = position + document.readRemaining() + MARGIN_BYTES;
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

    /** Whether Chronicle writes to the file that was prepared. */
    boolean isWhereExpected() {
        final File current = appender.currentFile();
        return current != null && current.toPath().getFileName().equals(space.file().getFileName());
    }

    /** Index of the file that is being written, from 0. */
    int file() {
        return files - 1;
    }

    /** Position of the next record in that file. */
    long position() {
        return position;
    }

    /** Uses a quiet moment to load the page of the next appends, so that they do not wait for it. */
    void idle() {
        if (appender instanceof final MicroTouched touched && space != null && space.reaches(position + MARGIN_BYTES / 2)) {
            touched.microTouch();
        }
    }

    /** Allocates blocks for the next records. Another thread calls this, so that appends do not wait for it. */
    void allocateAhead() throws IOException {
        final DataFileSpace current = space;
        if (current != null) {
            current.reach(position + AHEAD_BYTES);
        }
    }

    /** Makes everything durable that was appended before the call. */
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

    /** Whether a file of this segment is complete and durable and will not change. */
    boolean isFinished(final Path file) {
        synchronized (unforced) {
            return !unforced.isEmpty() && unforced.getFirst().file().compareTo(file) > 0;
        }
    }

    /** Closes the queue and shrinks its files to their written length. */
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
     * The time for the names of files. It does not change during an append, so that Chronicle writes to the file that was prepared. It never
     * steps back, because Chronicle would then write into finished files.
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
