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
 * What a session's fold had come to behind one of its inputs: as good as all records up to there, for the same program and configuration.
 *
 * @param place  what it stands behind
 * @param origin what folded it
 * @param counts figures for people
 * @param image  the state
 */
record Snapshot(Place place, Origin origin, long[] counts, byte[] image) {

    /**
     * Where in the journals a snapshot stands.
     *
     * @param inputSequence  the input it stands behind
     * @param inputTimeNs    that input's event time
     * @param inputChain     the input journal's chain there: binds the snapshot to the very history it was folded from
     * @param outputSequence the last output those inputs led to
     * @param outputChain    the output journal's chain there
     */
    record Place(long inputSequence, long inputTimeNs, int inputChain, long outputSequence, int outputChain) { }

    /**
     * Who folded a snapshot. An engine needs the same origin to go on from it.
     *
     * @param build        the program
     * @param configSha256 the configuration
     * @param fingerprint  how the objects were built whose state it is
     * @param shards       strategy shards those objects were built with
     */
    record Origin(String build, String configSha256, String fingerprint, int shards) { }

    private static final String FORMAT = "ringmaster snapshot, format 1";
    private static final int DIGEST_BYTES = 32;

    /** The bytes of its file: a SHA-256 over all before it stands at the end. */
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
            throw new UncheckedIOException("memory takes every byte", e);
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
