package io.ringmaster.lab.source;

import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.agrona.MutableDirectBuffer;

/** Passes on a source and hashes what is read from it, so that the same market has the same hash in whatever file it comes. */
public final class HashedSource implements MarketDataSource {

    private final MarketDataSource source;
    private final MessageDigest digest;
    private long lastTimeNs = Long.MIN_VALUE;
    private final byte[] bytes = new byte[MAX_MESSAGE_BYTES];

    /** @param source closed with this */
    public HashedSource(final MarketDataSource source) {
        this.source = source;
        digest = Sha256.digest();
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        final int length = source.next(buffer);
        if (length > 0) {
            buffer.getBytes(0, bytes, 0, length);
            digest.update(bytes, 0, length);
            lastTimeNs = InputMessage.timeNs(buffer, 0);
        }
        return length;
    }

    /** Over all that was read; ends the hash. */
    public String sha256() {
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
