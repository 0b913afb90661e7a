package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.MessageText;
import org.agrona.DirectBuffer;

/** The part of a journal that was already written: recomputed records must equal it to the byte. One thread uses it. */
final class RecordedPrefix implements AutoCloseable {

    private final String journal;
    private final long records;
    private JournalReader reader;
    private long checked;

    /**
     * @param journal name for messages
     * @param records number of records in the prefix; later records are not read
     */
    RecordedPrefix(final String journal, final JournalReader reader, final long records) {
        this.journal = journal;
        this.reader = reader;
        this.records = records;
    }

    /** Continues after a record and skips the check of all records up to it. Call it before the first check. */
    void startBehind(final JournalReader readerBehind) {
        reader.close();
        reader = readerBehind;
        checked = readerBehind.sequence();
    }

    /** Skips the check of all records. Call it before the first check. */
    void skip(final JournalReader readerBehind) {
        startBehind(readerBehind);
        checked = records;
    }

    /** Sequence of the last record that was checked. */
    long sequence() {
        return reader.sequence();
    }

    /** The journal's chain there. */
    int chain() {
        return reader.chain();
    }

    /** Whether all recorded messages have been checked. */
    boolean isExhausted() {
        return checked >= records;
    }

    /** Number of records checked so far. */
    long checked() {
        return checked;
    }

    /** Number of records in total. */
    long records() {
        return records;
    }

    /** @throws ReplayDifferenceException if the next record is not this message */
    void check(final DirectBuffer buffer, final int offset, final int length) {
        if (!reader.next()) {
            throw new ReplayDifferenceException(journal + " journal ends before record " + (checked + 1) + " of " + records);
        }
        compare(buffer, offset, length);
    }

    /** @throws ReplayDifferenceException if the reader's current record is not this message */
    void compare(final DirectBuffer buffer, final int offset, final int length) {
        checked++;
        final int same = sameBytes(buffer, offset, length);
        if (same < length || length != reader.length()) {
            throw new ReplayDifferenceException(journal + " journal, record " + reader.sequence() + ": byte " + same + " of "
                + reader.length() + " differs. Recorded: " + MessageText.of(reader.buffer(), reader.offset(), reader.length())
                + " Now: " + MessageText.of(buffer, offset, length));
        }
    }

    /** @return number of leading bytes that agree */
    private int sameBytes(final DirectBuffer buffer, final int offset, final int length) {
        final DirectBuffer recorded = reader.buffer();
        final int start = reader.offset();
        final int common = Math.min(length, reader.length());
        int i = 0;
        while (i + Long.BYTES <= common && recorded.getLong(start + i) == buffer.getLong(offset + i)) {
            i += Long.BYTES;
        }
        while (i < common && recorded.getByte(start + i) == buffer.getByte(offset + i)) {
            i++;
        }
        return i;
    }

    @Override
    public void close() {
        reader.close();
    }
}
