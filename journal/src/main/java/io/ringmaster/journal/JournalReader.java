package io.ringmaster.journal;

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

    /** Goes to the next file, if there is one: in this segment, or in the next. */
    private boolean advance() {
        final List<Segment> segments = Segment.of(journal);
        if (fileIndex + 1 < segments.get(segmentIndex).dataFiles().size()) {
            fileIndex++;
        } else if (segmentIndex + 1 < segments.size() && !segments.get(segmentIndex + 1).dataFiles().isEmpty()) {
            segmentIndex++;
            fileIndex = 0;
        } else {
            return false;
        }
        walker.close();
        walker = null;
        return true;
    }

    private boolean openFile() {
        final List<Segment> segments = Segment.of(journal);
        while (segmentIndex < segments.size()) {
            final List<Path> files = segments.get(segmentIndex).dataFiles();
            if (fileIndex < files.size()) {
                walker = new RecordWalker(files.get(fileIndex), sequence, chain);
                return true;
            }
            if (segmentIndex + 1 == segments.size()) {
                return false;
            }
            segmentIndex++;
            fileIndex = 0;
        }
        return false;
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
