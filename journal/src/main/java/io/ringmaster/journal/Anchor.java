package io.ringmaster.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Names the contents that a journal must have, outside its segments: the number of segments, and the last durable record with its chain value.
 * So a lost, shortened or exchanged segment, or an older copy of one, is detected even if the rest is intact.
 *
 * <p>The anchor of a session's journal is the file {@code NAME.anchor} beside the journal's directory; that of a single journal is {@code
 * anchor} in the directory. Two slots are written alternately, so that one of them survives a crash during a write. A clean close writes both.
 * A new anchor appears with both slots, or not at all.
 *
 * <pre>
 *   slot, 512 bytes, big endian:
 *     0 generation int64 | 8 identity 2 x int64 | 24 segments ever opened int32 | 28 closed int32 | 32 durable sequence int64
 *    40 its chain int32 | 44 first segment kept int32 | 48 data files dropped from it int32 | 52 chain before the first record kept int32
 *    56 sequence before the first record kept int64 | 64 SHA-256 of what {@link JournalBeginning} says of it, 0 for a whole journal
 *    96 0 | 508 CRC32C of all before it int32
 * </pre>
 */
final class Anchor implements AutoCloseable {

    private static final int SLOT_BYTES = 512;
    private static final int DIGEST_BYTES = 32;
    private static final int CRC_OFFSET = SLOT_BYTES - Integer.BYTES;

    /**
     * The first remaining record of a journal that was cut.
     *
     * @param segment      the first remaining segment
     * @param droppedFiles number of deleted data files of that segment
     * @param recordSha256 hex digest of the {@link JournalBeginning}; empty for a whole journal
     */
    record Start(int segment, int droppedFiles, long afterSequence, int afterChain, String recordSha256) {

        static final Start GENESIS = new Start(0, 0, 0, RecordDescriptor.GENESIS_CHAIN, "");

        boolean isWhole() {
            return recordSha256.isEmpty();
        }
    }

    /**
     * The content of an anchor.
     *
     * @param identity shared by the journals of a session
     */
    record State(long generation, UUID identity, int segments, boolean isClosed, long sequence, int chain, Start start) {

        static State empty(final UUID identity) {
            return new State(0, identity, 0, true, 0, RecordDescriptor.GENESIS_CHAIN, Start.GENESIS);
        }
    }

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer slot = ByteBuffer.allocateDirect(SLOT_BYTES);
    private final CRC32C crc = new CRC32C();
    private State state;
    private byte[] startDigest;

    private Anchor(final Path file, final State state) throws IOException {
        this.file = file;
        this.state = state;
        startDigest = digest(state.start);
        PrivateFiles.restrict(file);
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
    }

    /** The path of the anchor of a session's journal; the file need not exist. */
    static Path beside(final Path journal) {
        return journal.resolveSibling(journal.getFileName() + ".anchor");
    }

    /** The path of the anchor of a journal; the file need not exist. */
    static Path of(final Path journal) {
        return Files.exists(beside(journal)) ? beside(journal) : journal.resolve("anchor");
    }

    /** Opens the anchor for a journal's writer. A missing anchor starts with the contents that were found. */
    static Anchor open(final Path journal, final State found) throws IOException {
        final Path file = of(journal);
        return new Anchor(file, Files.exists(file) ? found : create(file, found));
    }

    /** Writes a new anchor, or replaces one; returns what it says. */
    static State create(final Path file, final State first) throws IOException {
        final Path unwritten = unwritten(file);
        PrivateFiles.createFile(unwritten);
        final State written;
        try (Anchor anchor = new Anchor(unwritten, first)) {
            anchor.write(first);
            anchor.write(first);
            written = anchor.state;
        }
        Files.move(unwritten, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        PrivateFiles.forceDirectory(file.toAbsolutePath().getParent());
        return written;
    }

    /** Where an anchor is written before it takes its name; a process that dies meanwhile leaves this file. */
    static Path unwritten(final Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }

    State state() {
        return state;
    }

    /** Records that a new segment was opened, without a record yet. */
    synchronized void opened(final int segments, final long sequence, final int chain) throws IOException {
        write(new State(0, state.identity, segments, false, sequence, chain, state.start));
        PrivateFiles.forceDirectory(file.toAbsolutePath().getParent());
    }

    /** Records that everything up to this record is durable. */
    synchronized void durable(final long sequence, final int chain) throws IOException {
        write(new State(0, state.identity, state.segments, false, sequence, chain, state.start));
    }

    /** Records that the journal was closed cleanly after this record. */
    synchronized void closed(final long sequence, final int chain) throws IOException {
        final State last = new State(0, state.identity, state.segments, true, sequence, chain, state.start);
        write(last);
        write(last);
    }

    private static byte[] digest(final Start start) {
        return start.isWhole() ? new byte[DIGEST_BYTES] : HexFormat.of().parseHex(start.recordSha256);
    }

    /** Moves the beginning of the journal. When this returns, earlier records are no longer part of it. */
    synchronized void startsAt(final Start start) throws IOException {
        startDigest = digest(start);
        write(new State(0, state.identity, state.segments, state.isClosed, state.sequence, state.chain, start));
        write(state);
    }

    private void write(final State next) throws IOException {
        final long generation = state.generation + 1;
        state = new State(
            generation, next.identity, next.segments, next.isClosed, next.sequence, next.chain, next.start);
        slot.clear();
        slot.putLong(generation)
            .putLong(next.identity.getMostSignificantBits()).putLong(next.identity.getLeastSignificantBits())
            .putInt(next.segments).putInt(next.isClosed ? 1 : 0)
            .putLong(next.sequence).putInt(next.chain)
            .putInt(next.start.segment).putInt(next.start.droppedFiles).putInt(next.start.afterChain).putLong(next.start.afterSequence)
            .put(startDigest);
        slot.limit(CRC_OFFSET).position(0);
        crc.reset();
        crc.update(slot);
        slot.clear().putInt(CRC_OFFSET, (int) crc.getValue());
        final long at = generation % 2 * SLOT_BYTES;
        while (slot.hasRemaining()) {
            channel.write(slot, at + slot.position());
        }
        channel.force(false);
    }

    /** @return null if there is no anchor, if both slots are damaged, or if it was closed and has changed since */
    static State read(final Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        final byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        final State first = slot(bytes, 0);
        final State second = slot(bytes, SLOT_BYTES);
        final State newest = first == null || second != null && second.generation > first.generation ? second : first;
        if (newest == null || !newest.isClosed) {
            return newest;
        }
        // If a process is killed between the two writes of a close, the other slot still has the earlier state, which is valid.
        final State other = newest == first ? second : first;
        final boolean isWhole = other != null && bytes.length == 2 * SLOT_BYTES && other.generation == newest.generation - 1;
        return isWhole ? newest : null;
    }

    private static State slot(final byte[] bytes, final int at) {
        if (bytes.length < at + SLOT_BYTES) {
            return null;
        }
        final CRC32C crc = new CRC32C();
        crc.update(bytes, at, CRC_OFFSET);
        final ByteBuffer slot = ByteBuffer.wrap(bytes, at, SLOT_BYTES).slice();
        if (slot.getLong(0) <= 0 || slot.getInt(CRC_OFFSET) != (int) crc.getValue()) {
            return null;
        }
        return new State(
            slot.getLong(), new UUID(slot.getLong(), slot.getLong()), slot.getInt(), slot.getInt() == 1, slot.getLong(), slot.getInt(),
            start(slot));
    }

    private static Start start(final ByteBuffer slot) {
        final int segment = slot.getInt();
        final int droppedFiles = slot.getInt();
        final int afterChain = slot.getInt();
        final long afterSequence = slot.getLong();
        final byte[] digest = new byte[DIGEST_BYTES];
        slot.get(digest);
        final boolean isWhole = Arrays.equals(digest, new byte[DIGEST_BYTES]);
        return new Start(segment, droppedFiles, afterSequence, afterChain, isWhole ? "" : HexFormat.of().formatHex(digest));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }
}
