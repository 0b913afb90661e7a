package io.ringmaster.bench.latency;

import io.ringmaster.bench.PerOperation;
import io.ringmaster.bench.input.MarketLoop;
import io.ringmaster.bench.input.Walk;
import io.ringmaster.pipeline.market.BarAggregator;
import io.ringmaster.pipeline.market.BarFeed;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.TradeDecoder;
import io.ringmaster.units.FixedPoint;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Question: what does it cost to make bars of four lengths, from trades and from bars of a minute?
 *
 * <p>Input: the trades of the recorded market into bars of 1, 5, 15 and 60 seconds, and random bars of one minute into bars of 1, 5, 15 and 60 minutes.
 * Every imported bar closes at least one; the listener only counts.
 *
 * <p>Changes a decision at: 100 ns for an imported bar. That is a tenth of what a year of minutes in a second leaves for a bar.
 */
public class BarCloseBenchmark extends PerOperation {

    private static final long SECOND_NS = 1_000_000_000L;

    private long closed;
    private final BarAggregator fromBars = new BarAggregator(lengths(Walk.BAR_NS), (id, length, open, close, o, h, l, c, v) -> closed++);
    private final BarFeed fromTrades = new BarFeed(lengths(SECOND_NS), (id, length, open, close, o, h, l, c, v) -> closed++);
    private final Walk walk = new Walk();
    private MarketLoop trades;

    private static long[][] lengths(final long unitNs) {
        return new long[][] {{unitNs, 5 * unitNs, 15 * unitNs, 60 * unitNs}};
    }

    /** A lap of the recording begins with a snapshot, which makes no bar. */
    @Setup
    public void load() {
        trades = MarketLoop.recorded(id -> id == TradeDecoder.TEMPLATE_ID || id == BookSnapshotDecoder.TEMPLATE_ID);
    }

    @Benchmark
    public long importedBar() {
        walk.advance();
        fromBars.onTime(walk.closeTimeNs());
        fromBars.onImportedBar(
            0, walk.openTimeNs, Walk.BAR_NS, e8(walk.open), e8(walk.high), e8(walk.low), e8(walk.close), e8(walk.volume));
        return closed;
    }

    @Benchmark
    public long trade() {
        trades.advance();
        fromTrades.onInput(trades.message, trades.templateId, trades.timeNs);
        return closed;
    }

    /** The random walk without bars: subtract it from {@link #importedBar}. */
    @Benchmark
    public long walkAlone() {
        walk.advance();
        return e8(walk.open) + e8(walk.high) + e8(walk.low) + e8(walk.close) + e8(walk.volume);
    }

    private static long e8(final double value) {
        return (long) (value * FixedPoint.ONE);
    }
}
