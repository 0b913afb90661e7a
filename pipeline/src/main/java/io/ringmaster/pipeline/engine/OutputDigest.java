package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.port.OutputSink;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.agrona.DirectBuffer;

/**
 * SHA-256 over every output message (header and body) in order: the fingerprint for comparing two runs. Collects messages in a block first, because a
 * digest call costs more than its bytes.
 */
public final class OutputDigest implements OutputSink {

    /** Small enough to stay in the first-level cache. */
    private static final int BLOCK_BYTES = 1 << 12;

    private final OutputSink next;
    private final MessageDigest sha256;
    private final byte[] block = new byte[BLOCK_BYTES];
    private int used;
    private long outputs;

    /** @param next receives every message afterwards */
    public OutputDigest(final OutputSink next) {
        this.next = next;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        int taken = 0;
        while (taken < length) {
            final int part = Math.min(length - taken, BLOCK_BYTES - used);
            buffer.getBytes(offset + taken, block, used, part);
            taken += part;
            used += part;
            if (used == BLOCK_BYTES) {
                sha256.update(block, 0, used);
                used = 0;
            }
        }
        outputs++;
        next.append(buffer, offset, length);
    }

    @Override
    public void record() {
        next.record();
    }

    @Override
    public void idle() {
        next.idle();
    }

    /** Messages so far. */
    public long outputs() {
        return outputs;
    }

    /** Hex digest of all messages so far; ends the digest. */
    public String finish() {
        sha256.update(block, 0, used);
        used = 0;
        return HexFormat.of().formatHex(sha256.digest());
    }
}
