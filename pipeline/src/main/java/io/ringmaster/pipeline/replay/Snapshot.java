package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The state of a session's fold after one of its inputs. For the same program and configuration it replaces all records up to there.
 *
 * @param place  the position in the journals
 * @param origin the program and configuration that folded it
 * @param counts displayed figures
 * @param image  the state
 */
record Snapshot(Place place, Origin origin, long[] counts, byte[] image) {

    /**
     * The position of a snapshot in the journals.
     *
     * @param inputSequence  the last input in its state
     * @param inputTimeNs    that input's event time
     * @param inputChain     the input journal's chain there: binds the snapshot to the history that it was folded from
     * @param outputSequence the last output of those inputs
     * @param outputChain    the output journal's chain there
     */
    record Place(long inputSequence, long inputTimeNs, int inputChain, long outputSequence, int outputChain) { }

    /**
     * The program that folded a snapshot. An engine needs the same origin to continue from it.
     *
     * @param build        the program
     * @param configSha256 the configuration
     * @param fingerprint  structure of the objects in the state
     * @param shards       number of strategy shards of those objects
     */
    record Origin(String build, String configSha256, String fingerprint, int shards) { }

    private static final String FORMAT = "ringmaster snapshot, format 1";
    private static final int DIGEST_BYTES = 32;

    /** The bytes of its file, with a SHA-256 over all preceding bytes at the end. */
    byte[] encode() {
        try {
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream(image.length + 1_024);
            final DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF(FORMAT);
            out.writeLong(place.inputSequence);
            out.writeLong(place.inputTimeNs);
            out.writeInt(place.inputChain);
            out.writeLong(place.outputSequence);
            out.writeInt(place.outputChain);
            out.writeUTF(origin.build);
            out.writeUTF(origin.configSha256);
            out.writeUTF(origin.fingerprint);
            out.writeInt(origin.shards);
            out.writeInt(counts.length);
            for (final long count : counts) {
                out.writeLong(count);
            }
            out.writeInt(image.length);
            out.write(image);
            out.write(Sha256.digest(bytes.toByteArray(), bytes.size()));
            return bytes.toByteArray();
        } catch (final IOException e) {
            throw new UncheckedIOException("a write to memory cannot fail", e);
        }
    }

    /** @return null if these are not the bytes of a whole snapshot */
    static Snapshot decode(final byte[] bytes) {
        final int end = bytes.length - DIGEST_BYTES;
        if (end < 0 || !Arrays.equals(Sha256.digest(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length))) {
            return null;
        }
        try {
            final DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end));
            if (!in.readUTF().equals(FORMAT)) {
                return null;
            }
            return new Snapshot(
                new Place(in.readLong(), in.readLong(), in.readInt(), in.readLong(), in.readInt()),
                new Origin(in.readUTF(), in.readUTF(), in.readUTF(), in.readInt()), readCounts(in), in.readNBytes(in.readInt()));
        } catch (final IOException e) {
            return null;
        }
    }

    private static long[] readCounts(final DataInputStream in) throws IOException {
        final long[] counts = new long[in.readInt()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readLong();
        }
        return counts;
    }
}
