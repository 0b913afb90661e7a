package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.MessageText;
import io.ringmaster.pipeline.port.InputMessage;
import org.agrona.DirectBuffer;

/** The part of a journal that was already written: recomputed records must equal it to the byte. One thread uses it. */
final class RecordedPrefix implements AutoCloseable {

    private final String journal;
    private final long records;
    private JournalReader reader;
    private long checked;
    /** Whether the reader's current record is not checked yet. */
    private boolean isAhead;
    /** Null if every byte must be the same. */
    private OutputDifferences lastBits;

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

    /** Lets a model's output differ in its last bits, and counts where it does. */
    void allowLastBits(final OutputDifferences counted) {
        lastBits = counted;
    }

    /** Skips the next records if they are of this type; returns how many. */
    long skip(final int templateId) {
        final long before = checked;
        while (!isExhausted() && (isAhead || reader.next())) {
            isAhead = true;
            if (InputMessage.templateId(reader.buffer(), reader.offset()) != templateId) {
                break;
            }
            isAhead = false;
            checked++;
        }
        return checked - before;
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
        if (!isAhead && !reader.next()) {
            throw new ReplayDifferenceException(journal + " journal ends before record " + (checked + 1) + " of " + records);
        }
        isAhead = false;
        compare(buffer, offset, length);
    }

    /** @throws ReplayDifferenceException if the reader's current record is not this message */
    void compare(final DirectBuffer buffer, final int offset, final int length) {
        checked++;
        final int same = sameBytes(buffer, offset, length);
        final boolean isSame = same == length && length == reader.length();
        final boolean isAllowed = !isSame && lastBits != null && length == reader.length()
            && lastBits.areLastBits(reader.buffer(), reader.offset(), buffer, offset, length);
        if (!isSame && !isAllowed) {
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
