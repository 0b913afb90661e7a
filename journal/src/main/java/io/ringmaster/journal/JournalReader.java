package io.ringmaster.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Reads a journal from its first record on, over all its segments, checking every byte. Reads only; any number of readers may run beside
 * the writer. At the end of a journal that is still written, {@link #next} can be asked again. One thread; allocates nothing per record.
 */
public final class JournalReader implements AutoCloseable {

    private final Path journal;
    private RecordWalker walker;
    private int segmentIndex;
    private int fileIndex;
    private long sequence;
    private int chain = RecordDescriptor.GENESIS_CHAIN;

    private JournalReader(final Path journal) {
        this.journal = journal;
    }

    /** @param journal directory of one journal; it may still be empty */
    public static JournalReader open(final Path journal) {
        return new JournalReader(journal);
    }

    /**
     * Opens a journal behind a record: the next one read is {@code afterSequence + 1}. Starts at the nearest point that the journal's index
     * knows, so its cost does not grow with what lies before.
     *
     * @param journal directory of one journal
     * @return a reader whose {@link #sequence} and {@link #chain} are those of the record it stands behind
     * @throws JournalException        if the journal ends before that record, or no longer holds it
     * @throws JournalDamagedException if what lies between the point and the record is not what was written
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

    private void startNear(final long afterSequence) {
        final List<Segment> segments = Segment.of(journal);
        for (int i = segments.size() - 1; i > 0; i--) {
            final Segment.Opened opened = Files.exists(segments.get(i).openedFile()) ? segments.get(i).readOpened() : null;
            if (opened != null && opened.afterSequence() <= afterSequence) {
                segmentIndex = i;
                sequence = opened.afterSequence();
                chain = opened.afterChain();
                return;
            }
        }
    }

    /**
     * Moves to the next record.
     *
     * @return false if there is none (yet)
     * @throws JournalDamagedException if what comes next is not what was written
     */
    public boolean next() {
        while (true) {
            if (walker == null && !openFile()) {
                return false;
            }
            final RecordWalker.Found found = walker.next();
            switch (found) {
                case RECORD -> {
                    sequence = walker.sequence();
                    chain = walker.chain();
                    return true;
                }
                case BAD -> throw new JournalDamagedException(
                    new JournalVerification.Damage(walker.file().path(), sequence + 1, walker.reason()));
                case END, UNFINISHED, ROLLED -> {
                    if (!advance()) {
                        return false;
                    }
                }
            }
        }
    }

    /** Goes to the next file, if there is one: in this segment, or in the next that has any; some writers die before their first record. */
    private boolean advance() {
        final List<Segment> segments = Segment.of(journal);
        if (fileIndex + 1 < segments.get(segmentIndex).dataFiles().size()) {
            fileIndex++;
        } else {
            final int next = nextWithData(segments, segmentIndex + 1);
            if (next < 0) {
                return false;
            }
            segmentIndex = next;
            fileIndex = 0;
        }
        walker.close();
        walker = null;
        return true;
    }

    /** The first segment from there on that has data files; -1 if there is none yet. */
    private static int nextWithData(final List<Segment> segments, final int from) {
        for (int i = from; i < segments.size(); i++) {
            if (!segments.get(i).dataFiles().isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    private boolean openFile() {
        final List<Segment> segments = Segment.of(journal);
        final int at = nextWithData(segments, segmentIndex);
        if (at < 0) {
            return false;
        }
        segmentIndex = at;
        walker = new RecordWalker(segments.get(at).dataFiles().get(fileIndex), sequence, chain);
        return true;
    }

    /** Sequence of the current record. */
    public long sequence() {
        return sequence;
    }

    /** Chain value of the current record. */
    public int chain() {
        return chain;
    }

    /** Holds the current record's payload at {@link #offset}; valid until the next call of {@link #next}. */
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
