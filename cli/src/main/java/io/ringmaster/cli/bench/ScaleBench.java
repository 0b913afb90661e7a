package io.ringmaster.cli.bench;

import com.sun.management.ThreadMXBean;
import io.ringmaster.strategies.StrategyShard;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
import io.ringmaster.strategies.library.StrategyCatalog;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures how the cost of a bar grows with the number of strategies: instances of all rule-based types with varied parameters over some symbols and 4
 * timeframes, on one thread, with a seeded random walk as the market.
 */
final class ScaleBench {

    private static final int WARM_UP_BARS = 700;
    static final long WARM_UP_INSTANCE_BARS = 20_000_000;
    static final long ROUND_INSTANCE_BARS = 6_000_000;
    static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * The cost of one number of instances.
     *
     * @param heapBytesPerInstance heap per instance when the same number of equal instances is added, which needs no new nodes
     * @param bytesAllocated       by all measured rounds
     */
    record Run(int instances, Time time, double heapBytesPerInstance, Nodes nodes, long bytesAllocated, long instanceBars) { }

    /**
     * Nanoseconds for each instance and bar.
     *
     * @param nsPerInstanceBar median round: time of indicators and rules for a closed bar, divided by the instances that decided on it
     * @param indicatorNs      the part of this that the indicators took
     */
    record Time(double nsPerInstanceBar, double indicatorNs, double lowestNs, double highestNs) { }

    /** Nodes of the indicator graph: the number that strategies declare, and the number that is computed. */
    record Nodes(long declared, long shared) { }

    private final int symbols;
    private final RandomWalks walks;
    private long indicatorNs;
    private long ruleNs;
    private long instanceBars;
    private long minute;
    private int[][] deciding;

    ScaleBench(final int symbols) {
        this.symbols = symbols;
        walks = new RandomWalks(symbols);
    }

    Run run(final int instances) {
        final List<StrategySpec> specs = ManyStrategies.specs(instances, symbols, "");
        final double heap = heapBytesPerInstance(specs, ManyStrategies.specs(instances, symbols, "again "));
        final StrategyShard shard = shard(specs);
        deciding = ManyStrategies.deciding(specs, symbols);
        minute = 0;
        for (int i = 0; i < WARM_UP_BARS; i++) {
            step(shard, true);
        }
        instanceBars = 0;
        while (instanceBars < WARM_UP_INSTANCE_BARS) {
            step(shard, false);
        }
        return measure(shard, instances, heap);
    }

    private Run measure(final StrategyShard shard, final int instances, final double heap) {
        final double[] whole = new double[ROUNDS];
        final double[] indicators = new double[ROUNDS];
        long allocated = 0;
        for (int round = 0; round < ROUNDS; round++) {
            indicatorNs = 0;
            ruleNs = 0;
            instanceBars = 0;
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            while (instanceBars < ROUND_INSTANCE_BARS || !ManyStrategies.ends(ManyStrategies.timeframes() - 1, minute)) {
                step(shard, false);
            }
            allocated += THREADS.getCurrentThreadAllocatedBytes() - before;
            whole[round] = (double) (indicatorNs + ruleNs) / instanceBars;
            indicators[round] = (double) indicatorNs / instanceBars;
        }
        Arrays.sort(whole);
        Arrays.sort(indicators);
        return new Run(
            instances, new Time(whole[ROUNDS / 2], indicators[ROUNDS / 2], whole[0], whole[ROUNDS - 1]), heap,
            new Nodes(shard.declaredNodes(), shard.computedNodes()), allocated, instanceBars);
    }

    /** Advances by one minute and closes the bars that end with it on every symbol; with {@code all}, the bars of every timeframe. */
    private void step(final StrategyShard shard, final boolean all) {
        minute++;
        shard.clearChanges();
        for (int symbol = 0; symbol < symbols; symbol++) {
            walks.next(symbol);
            final long startNs = System.nanoTime();
            for (int i = 0; i < ManyStrategies.timeframes(); i++) {
                if (all || ManyStrategies.ends(i, minute)) {
                    final long timeframeNs = ManyStrategies.timeframeNs(i);
                    final long closeNs = minute * ManyStrategies.MINUTE_NS;
                    shard.onBarClosed(
                        symbol, timeframeNs, closeNs - timeframeNs, closeNs, walks.open, walks.high, walks.low, walks.close, walks.volume);
                    instanceBars += deciding[symbol][i];
                }
            }
            indicatorNs += System.nanoTime() - startNs;
        }
        final long startNs = System.nanoTime();
        shard.evaluate();
        ruleNs += System.nanoTime() - startNs;
    }

    private StrategyShard shard(final List<StrategySpec> specs) {
        return new StrategyShard(
            specs, StrategyShard.Share.WHOLE, new StrategyShard.Instruments(symbols, Integer::parseInt, instrument -> 0.001), StrategyTimer.NONE,
            StrategyCatalog::create);
    }

    private double heapBytesPerInstance(final List<StrategySpec> once, final List<StrategySpec> again) {
        final List<StrategySpec> twice = new ArrayList<>(once);
        twice.addAll(again);
        final long empty = usedHeap();
        final StrategyShard single = shard(once);
        final long withOnce = usedHeap() - empty;
        final StrategyShard doubled = shard(twice);
        final long withTwice = usedHeap() - empty - withOnce;
        if (single.computedNodes() != doubled.computedNodes()) {
            throw new IllegalStateException("equal instances made new nodes: " + single.computedNodes() + ", " + doubled.computedNodes());
        }
        return (double) (withTwice - withOnce) / once.size();
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
