package io.ringmaster.lab.source;

import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.agrona.MutableDirectBuffer;

/**
 * Passes on a source and hashes what is read from it, so that the same market has the same hash in whatever file it comes. Collects messages in a block
 * first, because a digest call costs more than its bytes.
 */
public final class HashedSource implements MarketDataSource {

    private static final int BLOCK_BYTES = Math.max(1 << 12, MAX_MESSAGE_BYTES);

    private final MarketDataSource source;
    private final MessageDigest digest;
    private long lastTimeNs = Long.MIN_VALUE;
    private final byte[] block = new byte[BLOCK_BYTES];
    private int used;

    /** @param source closed with this */
    public HashedSource(final MarketDataSource source) {
        this.source = source;
        digest = Sha256.digest();
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        final int length = source.next(buffer);
        if (length > 0) {
            if (length > BLOCK_BYTES - used) {
                digestBlock();
            }
            buffer.getBytes(0, block, used, length);
            used += length;
            lastTimeNs = InputMessage.timeNs(buffer, 0);
        }
        return length;
    }

    private void digestBlock() {
        digest.update(block, 0, used);
        used = 0;
    }

    /** Over all that was read; ends the hash. */
    public String sha256() {
        digestBlock();
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Receive time of the latest message. */
    public long lastTimeNs() {
        return lastTimeNs;
    }

    @Override
    public void close() {
        source.close();
    }
}
