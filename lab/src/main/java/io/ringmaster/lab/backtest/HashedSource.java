package io.ringmaster.lab.backtest;

import io.ringmaster.lab.source.Sha256;
import io.ringmaster.pipeline.port.MarketDataSource;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.agrona.MutableDirectBuffer;

/** Passes on a source and hashes what is read from it, so that the same market has the same hash in whatever file it comes. */
final class HashedSource implements MarketDataSource {

    private final MarketDataSource source;
    private final MessageDigest digest;
    private final byte[] bytes = new byte[MAX_MESSAGE_BYTES];

    HashedSource(final MarketDataSource source) {
        this.source = source;
        digest = Sha256.digest();
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        final int length = source.next(buffer);
        if (length > 0) {
            buffer.getBytes(0, bytes, 0, length);
            digest.update(bytes, 0, length);
        }
        return length;
    }

    /** Over all that was read; ends the hash. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() {
        source.close();
    }
}
