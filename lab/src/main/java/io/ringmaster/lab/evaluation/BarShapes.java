package io.ringmaster.lab.evaluation;

import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import org.agrona.MutableDirectBuffer;

/**
 * Passes on a source and measures its bars, because their shape decides whether a simulated stop can be believed.
 *
 * <ul>
 *   <li>Bars without wicks have open and close for high and low; a random walk has hardly any. Within such a bar the price goes on as it began, so any stop
 *       inside it earns on noise.
 *   <li>A stop that moves with the price within a bar follows the simulated path, which turns only at the high and the low. If it is nearer than a bar is
 *       high, it leaves at prices that the market's path, with more turns, does not give.
 * </ul>
 */
public final class BarShapes implements MarketDataSource {

    /** Above this share of bars without wicks, results are not believed. */
    public static final double MOST_WITHOUT_WICKS = 0.5;

    private static final int BPS = 10_000;

    private final MarketDataSource source;
    private final long fromNs;
    private final long toNs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ImportedBarDecoder bar = new ImportedBarDecoder();
    private final long[] byHeight = new long[BPS + 1];
    private long bars;
    private long moved;
    private long withoutWicks;

    /** Measures the bars whose event time lies between two times, both included. */
    public BarShapes(final MarketDataSource source, final long fromNs, final long toNs) {
        this.source = source;
        this.fromNs = fromNs;
        this.toNs = toNs;
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        final int length = source.next(buffer);
        if (length > 0 && InputMessage.templateId(buffer, 0) == ImportedBarDecoder.TEMPLATE_ID && isWithin(InputMessage.timeNs(buffer, 0))) {
            bar.wrapAndApplyHeader(buffer, 0, header);
            final long open = bar.openPriceE8();
            final long close = bar.closePriceE8();
            byHeight[(int) Math.min(BPS, Math.ceilDiv(BPS * (bar.highPriceE8() - bar.lowPriceE8()), bar.lowPriceE8()))]++;
            bars++;
            moved += open == close ? 0 : 1;
            withoutWicks += open != close && bar.highPriceE8() == Math.max(open, close) && bar.lowPriceE8() == Math.min(open, close) ? 1 : 0;
        }
        return length;
    }

    private boolean isWithin(final long timeNs) {
        return timeNs >= fromNs && timeNs <= toNs;
    }

    /** Median of high less low, in basis points of the low, rounded up; 0 without bars. */
    public int usualHeightBps() {
        long below = 0;
        for (int bps = 0; bps < BPS; bps++) {
            below += byHeight[bps];
            if (2 * below > bars) {
                return bps;
            }
        }
        return bars == 0 ? 0 : BPS;
    }

    /** Share of the bars without wicks, of those that moved. */
    public double withoutWicks() {
        return moved == 0 ? 0 : (double) withoutWicks / moved;
    }

    @Override
    public void close() {
        source.close();
    }
}
