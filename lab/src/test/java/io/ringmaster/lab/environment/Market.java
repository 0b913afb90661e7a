package io.ringmaster.lab.environment;

import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.port.MarketDataSource;
import java.util.function.IntToLongFunction;
import org.agrona.MutableDirectBuffer;

/** Bars from a function of their number: each opens where the one before closed. */
public final class Market implements MarketDataSource {

    public static final long START_NS = 1_700_000_040_000_000_000L;
    public static final long MINUTE_NS = 60_000_000_000L;

    private final MarketEncoder encoder = new MarketEncoder(0);
    private final int bars;
    private final long barNs;
    private final IntToLongFunction closeE8;
    private final IntToLongFunction volumeE8;
    private int next;

    /** Bars of one minute. */
    public Market(final int bars, final IntToLongFunction closeE8, final IntToLongFunction volumeE8) {
        this(bars, MINUTE_NS, closeE8, volumeE8);
    }

    /**
     * @param barNs   length of a bar
     * @param closeE8 close of a bar; of -1, the open of the first
     */
    public Market(final int bars, final long barNs, final IntToLongFunction closeE8, final IntToLongFunction volumeE8) {
        this.bars = bars;
        this.barNs = barNs;
        this.closeE8 = closeE8;
        this.volumeE8 = volumeE8;
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        if (next == bars) {
            return 0;
        }
        final long open = closeE8.applyAsLong(next - 1);
        final long close = closeE8.applyAsLong(next);
        final int length = encoder.bar(
            buffer, START_NS + next * barNs, barNs, open, Math.max(open, close), Math.min(open, close), close, volumeE8.applyAsLong(next));
        next++;
        return length;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
