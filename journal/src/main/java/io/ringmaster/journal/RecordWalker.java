package io.ringmaster.journal;

import java.nio.file.Path;

/**
 * Walks the records of one data file by Chronicle's layout, without using Chronicle. On a damaged file, Chronicle skips records, hangs, or
 * renames the file, which must not happen to evidence.
 *
 * <p>A file is a sequence of documents, each at a multiple of 4: a little-endian header word, then the bytes. Bit 31 of the word marks an
 * incomplete document, bit 30 metadata (the store's header, index pages); the rest is the length. The word 0 marks the end of the written part,
 * {@code 0xC0000000} the end of a rolled file. A document of data holds one record or several (see {@link RecordDescriptor}).
 */
final class RecordWalker implements AutoCloseable {

    /** What the walker found. */
    enum Found {
        /** An intact record. */
        RECORD,
        /** The end of the written part; more may follow. */
        END,
        /** The end of a rolled file. */
        ROLLED,
        /** A document whose writer did not finish it. */
        UNFINISHED,
        /** Damage; see {@link RecordWalker#reason}. */
        BAD
    }

    private static final int NOT_COMPLETE = 0x8000_0000;
    private static final int META_DATA = 0x4000_0000;
    private static final int LENGTH_MASK = 0x3FFF_FFFF;
    private static final int END_OF_DATA = 0xC000_0000;
    private static final int WORD_BYTES = 4;
    private static final long LARGEST_DOCUMENT = WORD_BYTES + (long) RecordDescriptor.MAX_DOCUMENT_BYTES;

    private final DataFile file;
    /** Of the next document, or of the next record of {@link #unread}. */
    private long position;
    /** Bytes of the current document that are not read yet. */
    private int unread;
    private long sequence;
    private int chain;
    private long payloadPosition;
    private int payloadLength;
    private String reason;

    /** Starts at the start of a file; the record before it has this sequence and chain. */
    RecordWalker(final Path path, final long afterSequence, final int afterChain) {
        this(path, afterSequence, afterChain, 0);
    }

    /** Starts at the document after the record with this sequence and chain. */
    RecordWalker(final Path path, final long afterSequence, final int afterChain, final long position) {
        file = DataFile.open(path);
        this.position = position;
        sequence = afterSequence;
        chain = afterChain;
    }

    /** The sequence and chain that the first record of a data file continues, according to that record. */
    record Continued(long afterSequence, int afterChain) {
    }

    /** @return null if the file holds no record */
    static Continued continuedBy(final Path path) {
        try (DataFile data = DataFile.open(path)) {
            long at = 0;
            while (data.cover(at, WORD_BYTES)) {
                final int word = data.intAcquire(at);
                final int length = word & LENGTH_MASK;
                if (word == 0 || (word & NOT_COMPLETE) != 0) {
                    return null;
                }
                final long start = at + WORD_BYTES;
                if ((word & META_DATA) == 0) {
                    final boolean isWhole = length >= RecordDescriptor.recordBytes(0) && data.cover(start, length);
                    return !isWhole ? null : new Continued(
                        data.getLong(start + RecordDescriptor.SEQUENCE_OFFSET) - 1, data.getInt(start + RecordDescriptor.PREVIOUS_CHAIN_OFFSET));
                }
                at = aligned(start + length);
            }
            return null;
        }
    }

    /** Moves to the next record, or returns why it cannot; can be called again after END. */
    Found next() {
        if (unread > 0) {
            return record();
        }
        while (true) {
            if (!file.cover(position, WORD_BYTES)) {
                return Found.END;
            }
            final int word = file.intAcquire(position);
            if (word == 0) {
                return Found.END;
            }
            if (word == END_OF_DATA) {
                return Found.ROLLED;
            }
            if ((word & NOT_COMPLETE) != 0) {
                return Found.UNFINISHED;
            }
            final int length = word & LENGTH_MASK;
            if (!file.cover(position, (long) WORD_BYTES + length)) {
                return bad("a length of " + length + " bytes reaches beyond the file's end");
            }
            if ((word & META_DATA) == 0) {
                return document(length);
            }
            if (isNextRecord(length)) {
                return bad("a record is marked as metadata");
            }
            position = aligned(position + WORD_BYTES + length);
        }
    }

    private Found document(final int length) {
        if (length < RecordDescriptor.recordBytes(0) || length % RecordDescriptor.ALIGNMENT != 0) {
            return bad("a length of " + length + " bytes fits no record");
        }
        if (!isFilled(position + WORD_BYTES, length)) {
            return bad("the length of the payload does not match the record");
        }
        position += WORD_BYTES;
        unread = length;
        final Found found = record();
        if (found != Found.RECORD) {
            position -= WORD_BYTES;     // So that the next call finds the same.
            unread = 0;
        }
        return found;
    }

    /** Whether records that continue each other fill a document exactly, by their lengths and chain values. */
    private boolean isFilled(final long start, final int length) {
        int at = 0;
        int previous = file.getInt(start + RecordDescriptor.PREVIOUS_CHAIN_OFFSET);
        while (length - at >= RecordDescriptor.recordBytes(0)) {
            final int payload = file.getInt(start + at + RecordDescriptor.LENGTH_OFFSET);
            if (payload < 0 || payload > RecordDescriptor.MAX_PAYLOAD_BYTES
                || file.getInt(start + at + RecordDescriptor.PREVIOUS_CHAIN_OFFSET) != previous) {
                return false;
            }
            at += RecordDescriptor.recordBytes(payload);
            previous = at <= length ? file.getInt(start + at - RecordDescriptor.CRC_BYTES) : previous;
        }
        return at == length;
    }

    /** The next record of the current document. */
    private Found record() {
        final int payload = file.getInt(position + RecordDescriptor.LENGTH_OFFSET);
        final int length = RecordDescriptor.recordBytes(payload);
        final int checked = length - RecordDescriptor.CRC_BYTES;
        final int crc = file.getInt(position + checked);
        if (file.checksum(position, checked) != crc) {
            return bad("checksum differs");
        }
        final long number = file.getLong(position + RecordDescriptor.SEQUENCE_OFFSET);
        if (number != sequence + 1) {
            return bad("sequence " + number + " follows " + sequence);
        }
        if (file.getInt(position + RecordDescriptor.PREVIOUS_CHAIN_OFFSET) != chain) {
            return bad("the chain is broken");
        }
        sequence = number;
        chain = crc;
        payloadPosition = position + RecordDescriptor.PAYLOAD_OFFSET;
        payloadLength = payload;
        unread -= length;
        position = unread > 0 ? position + length : aligned(position + length);
        return Found.RECORD;
    }

    /** Whether a document that is marked as metadata is the record that should come next. */
    private boolean isNextRecord(final int length) {
        if (length < RecordDescriptor.recordBytes(0) || length % RecordDescriptor.ALIGNMENT != 0) {
            return false;
        }
        final long start = position + WORD_BYTES;
        return file.getLong(start + RecordDescriptor.SEQUENCE_OFFSET) == sequence + 1
            && file.getInt(start + RecordDescriptor.PREVIOUS_CHAIN_OFFSET) == chain;
    }

    private static long aligned(final long at) {
        return (at + WORD_BYTES - 1) & -WORD_BYTES;
    }

    private Found bad(final String why) {
        reason = why;
        return Found.BAD;
    }

    /** Why the last step was BAD. */
    String reason() {
        return reason;
    }

    /** Sequence of the last record. */
    long sequence() {
        return sequence;
    }

    /** Chain value after the last record. */
    int chain() {
        return chain;
    }

    /** Position of the next document, if the current one is read to its end. */
    long position() {
        return position;
    }

    /**
     * Largest end of a document at {@link #position} whose header was never written. A dead writer leaves at most one. If it begins with the next
     * record, its records tell how far it reaches; otherwise it may be an index page, or just started.
     */
    long unfinishedEnd() {
        long end = position + WORD_BYTES;
        int previous = chain;
        while (isRecordBehind(end, previous)) {
            final int length = RecordDescriptor.recordBytes(file.getInt(end + RecordDescriptor.LENGTH_OFFSET));
            final int checked = length - RecordDescriptor.CRC_BYTES;
            final boolean isWhole = file.cover(end, length) && file.checksum(end, checked) == file.getInt(end + checked);
            if (!isWhole) {
                return end + length;
            }
            previous = file.getInt(end + checked);
            end += length;
        }
        // The beginning of one more record may have been copied, up to the chain that it continues.
        return end > position + WORD_BYTES ? end + RecordDescriptor.SEQUENCE_OFFSET : position + LARGEST_DOCUMENT;
    }

    private boolean isRecordBehind(final long start, final int previous) {
        if (!file.cover(start, RecordDescriptor.SEQUENCE_OFFSET)) {
            return false;
        }
        final int payload = file.getInt(start + RecordDescriptor.LENGTH_OFFSET);
        return file.getInt(start + RecordDescriptor.PREVIOUS_CHAIN_OFFSET) == previous
            && payload >= 0 && payload <= RecordDescriptor.MAX_PAYLOAD_BYTES;
    }

    /** Index of the last record's payload in the buffer of {@link #file}. */
    int payloadIndex() {
        return file.index(payloadPosition);
    }

    int payloadLength() {
        return payloadLength;
    }

    DataFile file() {
        return file;
    }

    @Override
    public void close() {
        file.close();
    }
}
