package io.ringmaster.journal;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Reads a journal from its first remaining record, across all segments, and checks every byte. Any number of readers may run beside the writer.
 * At the end of a journal that is still being written, {@link #next} can be called again. One thread; allocates nothing per record.
 */
public final class JournalReader implements AutoCloseable {

    private static final int MOST_ATTEMPTS = 10;

    private final Path journal;
    private final KeptFiles kept;
    private RecordWalker walker;
    private Place place;
    private long sequence;
    private int chain;

    /** A data file of a segment. */
    private record Place(int segment, String file) {

        boolean isBefore(final Segment other, final Path data) {
            return segment < other.index() || segment == other.index() && file.compareTo(Segment.nameOf(data)) < 0;
        }
    }

    private JournalReader(final Path journal) {
        this.journal = journal;
        kept = KeptFiles.of(journal);
        sequence = kept.start().afterSequence();
        chain = kept.start().afterChain();
    }

    /** @param journal directory of one journal; it may still be empty */
    public static JournalReader open(final Path journal) {
        return new JournalReader(journal);
    }

    /**
     * Opens a journal after a record: the next one read is {@code afterSequence + 1}. Starts at the nearest point in the journal's index, so the
     * cost does not grow with earlier records.
     *
     * @param journal directory of one journal
     * @return a reader whose {@link #sequence} and {@link #chain} are those of {@code afterSequence}
     * @throws JournalException        if the journal ends before that record, or no longer holds it
     * @throws JournalDamagedException if records between the point and the record are damaged
     */
    public static JournalReader open(final Path journal, final long afterSequence) {
        final JournalReader reader = new JournalReader(journal);
        reader.startNear(afterSequence);
        try {
            while (reader.sequence < afterSequence) {
                if (!reader.next()) {
                    throw new JournalException(journal + " ends at record " + reader.sequence + ", before record " + afterSequence + ".");
                }
            }
        } catch (final RuntimeException e) {
            reader.close();
            throw e;
        }
        return reader;
    }

    /**
     * Opens a journal at its last record, which is the current one.
     *
     * @return null if the journal is empty
     * @throws JournalDamagedException if records after the last point of the index are damaged
     */
    public static JournalReader openAtEnd(final Path journal) {
        long from = Long.MAX_VALUE;
        while (true) {
            final JournalReader reader = new JournalReader(journal);
            if (reader.sequence <= from) {
                reader.startNear(from);
            }
            final long start = reader.sequence;
            if (reader.goToEnd() > start) {
                reader.close();
                return open(journal, reader.sequence - 1).readOne();
            }
            reader.close();
            if (from <= start || start == 0) {
                return null;
            }
            from = start - 1;    // The point is after the last record; the previous point is not.
        }
    }

    private long goToEnd() {
        while (next()) {
            // Read to the end.
        }
        return sequence;
    }

    private JournalReader readOne() {
        next();
        return this;
    }

    private void startNear(final long afterSequence) {
        if (afterSequence < sequence) {
            throw new JournalException(journal + " has no record before " + (sequence + 1) + " any more; record " + (afterSequence + 1)
                + " was asked for.");
        }
        for (final Segment segment : kept.segments().reversed()) {
            final Segment.Opened opened = Files.exists(segment.openedFile()) ? segment.readOpened() : null;
            if (opened != null && opened.afterSequence() <= afterSequence && !kept.dataFiles(segment).isEmpty()) {
                startIn(segment, opened, afterSequence);
                return;
            }
        }
    }

    private void startIn(final Segment segment, final Segment.Opened opened, final long afterSequence) {
        final AppendedTail.Point point = SegmentIndex.find(segment.indexFile(), afterSequence);
        final int file = point == null ? -1 : point.file() - kept.droppedFiles(segment);
        final List<Path> files = kept.dataFiles(segment);
        if (point != null && point.sequence() >= sequence && file >= 0 && file < files.size()) {
            start(segment, files.get(file), point.sequence(), point.chain(), point.position());
        } else if (opened.afterSequence() >= sequence) {
            start(segment, files.getFirst(), opened.afterSequence(), opened.afterChain(), 0);
        }
    }

    private void start(final Segment segment, final Path file, final long afterSequence, final int afterChain, final long position) {
        sequence = afterSequence;
        chain = afterChain;
        place = new Place(segment.index(), Segment.nameOf(file));
        walker = new RecordWalker(file, afterSequence, afterChain, position);
    }

    /**
     * Moves to the next record.
     *
     * @return false if there is none (yet)
     * @throws JournalDamagedException if the next record is damaged
     * @throws JournalException        if the journal was meanwhile cut beyond the current record
     */
    public boolean next() {
        try {
            while (walker != null || openNext()) {
                if (isRecord(walker.next())) {
                    return true;
                }
                if (findNext() == null) {
                    return false;
                }
                // The next file begins after the last record of this one, which may have arrived since.
                if (isRecord(walker.next())) {
                    return true;
                }
                close();
            }
            return false;
        } catch (final JournalDamagedException e) {
            if (isCutMeanwhile()) {
                throw new JournalException(journal + " was cut by retention behind record " + sequence + " while it was read: begin again.");
            }
            throw e.damage().sequence() > 0 ? e : new JournalDamagedException(
                new JournalVerification.Damage(e.damage().file(), sequence + 1, e.damage().reason()));
        }
    }

    /** Whether the journal now begins after the current record. */
    private boolean isCutMeanwhile() {
        final Anchor.State now = Anchor.read(Anchor.of(journal));
        return now != null && now.start().afterSequence() > Math.max(sequence, kept.start().afterSequence());
    }

    private boolean isRecord(final RecordWalker.Found found) {
        return switch (found) {
            case RECORD -> {
                sequence = walker.sequence();
                chain = walker.chain();
                yield true;
            }
            case BAD -> {
                if (!isLostTail()) {
                    throw new JournalDamagedException(new JournalVerification.Damage(walker.file().path(), sequence + 1, walker.reason()));
                }
                yield false;
            }
            case END, UNFINISHED, ROLLED -> false;
        };
    }

    private boolean isLostTail() {
        final List<Segment> segments = kept.segments();
        final Segment current = segments.stream().filter(segment -> segment.index() == place.segment).findFirst().orElse(null);
        return current != null && LostTail.beginsBehind(new KnownRecord(sequence, chain), current, segments, Anchor.read(Anchor.of(journal)));
    }

    private boolean openNext() {
        for (int attempt = 1; true; attempt++) {
            final Path next = findNext();
            if (next == null) {
                return false;
            }
            try {
                walker = new RecordWalker(next, sequence, chain, 0);
                place = new Place(Integer.parseInt(next.getParent().getFileName().toString()), Segment.nameOf(next));
                return true;
            } catch (final UncheckedIOException e) {
                // A file that was compressed meanwhile has a new name.
                if (!(e.getCause() instanceof NoSuchFileException) || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The next data file, in this segment or in the next one that has files. Some writers die before their first record. */
    private Path findNext() {
        for (final Segment segment : kept.segments()) {
            if (place == null || segment.index() >= place.segment) {
                for (final Path file : kept.dataFiles(segment)) {
                    if (place == null || place.isBefore(segment, file)) {
                        return file;
                    }
                }
            }
        }
        return null;
    }

    /** The current file; null before the first. */
    RecordWalker walker() {
        return walker;
    }

    /** Sequence of the current record. */
    public long sequence() {
        return sequence;
    }

    /** Chain value of the current record. */
    public int chain() {
        return chain;
    }

    /** Contains the current record's payload at {@link #offset}; valid until the next call of {@link #next}. */
    public DirectBuffer buffer() {
        return walker.file().buffer();
    }

    public int offset() {
        return walker.payloadIndex();
    }

    /** Bytes of the current record's payload. */
    public int length() {
        return walker.payloadLength();
    }

    @Override
    public void close() {
        if (walker != null) {
            walker.close();
            walker = null;
        }
    }
}
