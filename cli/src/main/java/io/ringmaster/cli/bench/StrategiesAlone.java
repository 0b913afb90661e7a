package io.ringmaster.cli.bench;

import io.ringmaster.strategies.StrategyShard;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
import io.ringmaster.strategies.library.StrategyCatalog;
import java.util.ArrayList;
import java.util.List;

/** Many strategies without a pipeline: indicators and rules of one shard on a market that walks at random. */
final class StrategiesAlone implements ScaleBench.Player {

    private static final int WARM_UP_BARS = 700;
    private static final int HOUR_MINUTES = 60;

    private final int symbols;
    private final RandomWalks walks;
    private final StrategyShard shard;
    private long indicatorNs;
    private long ruleNs;
    private long minute;

    /** Plays bars of every timeframe until every strategy is warm. */
    StrategiesAlone(final int symbols, final List<StrategySpec> specs) {
        this.symbols = symbols;
        walks = new RandomWalks(symbols);
        shard = shard(symbols, specs);
        for (int i = 0; i < WARM_UP_BARS; i++) {
            step(true);
        }
    }

    @Override
    public void play(final long hours) {
        for (long i = 0; i < hours * HOUR_MINUTES; i++) {
            step(false);
        }
    }

    /** Advances by one minute and closes the bars that end with it on every symbol; with {@code all}, the bars of every timeframe. */
    private void step(final boolean all) {
        minute++;
        shard.clearChanges();
        final long startNs = System.nanoTime();
        for (int symbol = 0; symbol < symbols; symbol++) {
            walks.next(symbol);
            for (int i = 0; i < ManyStrategies.timeframes(); i++) {
                if (all || ManyStrategies.ends(i, minute)) {
                    final long timeframeNs = ManyStrategies.timeframeNs(i);
                    final long closeNs = minute * ManyStrategies.MINUTE_NS;
                    shard.onBarClosed(
                        symbol, timeframeNs, closeNs - timeframeNs, closeNs, walks.open, walks.high, walks.low, walks.close, walks.volume);
                }
            }
        }
        final long indicatorsNs = System.nanoTime();
        shard.evaluate();
        indicatorNs += indicatorsNs - startNs;
        ruleNs += System.nanoTime() - indicatorsNs;
    }

    /** Forgets what was measured. */
    void clear() {
        indicatorNs = 0;
        ruleNs = 0;
    }

    /** The part of the time that the indicators took. */
    double indicatorShare() {
        return (double) indicatorNs / (indicatorNs + ruleNs);
    }

    ScaleBench.Nodes nodes() {
        return new ScaleBench.Nodes(shard.declaredNodes(), shard.computedNodes());
    }

    private static StrategyShard shard(final int symbols, final List<StrategySpec> specs) {
        return new StrategyShard(
            specs, StrategyShard.Share.WHOLE, new StrategyShard.Instruments(symbols, Integer::parseInt, instrument -> 0.001), StrategyTimer.NONE,
            StrategyCatalog::create);
    }

    /** Heap per instance when the same instances are added again. */
    static double heapBytesPerInstance(final int symbols, final List<StrategySpec> once, final List<StrategySpec> again) {
        final List<StrategySpec> twice = new ArrayList<>(once);
        twice.addAll(again);
        final long empty = usedHeap();
        final StrategyShard single = shard(symbols, once);
        final long withOnce = usedHeap() - empty;
        final StrategyShard doubled = shard(symbols, twice);
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

    @Override
    public void close() {
        // It holds nothing.
    }
}
