package io.ringmaster.bench.latency;

import io.ringmaster.bench.PerOperation;
import io.ringmaster.bench.input.Portfolio;
import io.ringmaster.bench.input.Walk;
import io.ringmaster.strategies.StrategyShard;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Question: what do the indicators and the rules of all strategies cost when a bar closes?
 *
 * <p>Input: strategies of all rule-based types of the library with parameters that vary, all on bars of one minute of one symbol that walks at random.
 * Equal indicators are computed once.
 *
 * <p>Changes a decision at: 100 ns for each strategy, which is a bar time of 2.5 µs (25 strategies) and 1 ms (10,000). Above that, one shard is too few.
 */
public class IndicatorGraphBenchmark extends PerOperation {

    private static final int WARM_UP_BARS = 700;

    @Param({"25", "10000"})
    public int strategies;

    private final Walk walk = new Walk();
    private StrategyShard shard;

    @Setup
    public void warmUp() {
        shard = Portfolio.shard(Portfolio.specs(strategies));
        for (int i = 0; i < WARM_UP_BARS; i++) {
            bar();
        }
    }

    @Benchmark
    public int bar() {
        walk.advance();
        shard.clearChanges();
        shard.onBarClosed(0, Walk.BAR_NS, walk.openTimeNs, walk.closeTimeNs(), walk.open, walk.high, walk.low, walk.close, walk.volume);
        shard.evaluate();
        return shard.changedCount();
    }
}
