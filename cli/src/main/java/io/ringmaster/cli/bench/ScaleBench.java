package io.ringmaster.cli.bench;

import com.sun.management.ThreadMXBean;
import io.ringmaster.strategies.StrategyShard;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
import io.ringmaster.strategies.StrategyType;
import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.library.StrategyCatalog;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Measures how the cost of a bar grows with the number of strategies: instances of all rule-based types with varied parameters over 16 symbols and 4
 * timeframes, on one thread, with a seeded random walk as the market.
 */
final class ScaleBench {

    private static final int SYMBOLS = 16;
    private static final int[] MINUTES = {1, 5, 15, 60};
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int WARM_UP_BARS = 700;
    private static final long WARM_UP_INSTANCE_BARS = 20_000_000;
    private static final long ROUND_INSTANCE_BARS = 6_000_000;
    private static final int ROUNDS = 5;
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

    private final SplittableRandom random = new SplittableRandom(71);
    private final double[] walk = new double[SYMBOLS];
    private long indicatorNs;
    private long ruleNs;
    private long instanceBars;
    private long minute;
    private int[][] deciding;

    Run run(final int instances) {
        final List<StrategySpec> specs = specs(instances, "");
        final double heap = heapBytesPerInstance(specs, specs(instances, "again "));
        final StrategyShard shard = shard(specs);
        deciding = deciding(specs);
        Arrays.fill(walk, 1_000);
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
            while (instanceBars < ROUND_INSTANCE_BARS || minute % MINUTES[MINUTES.length - 1] != 0) {
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
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            final double open = walk[symbol];
            final double close = open * (1 + 0.002 * (random.nextDouble() - 0.5));
            walk[symbol] = close;
            final double high = Math.max(open, close) * (1 + 0.001 * random.nextDouble());
            final double low = Math.min(open, close) * (1 - 0.001 * random.nextDouble());
            final double volume = 10 * random.nextDouble();
            final long startNs = System.nanoTime();
            for (int i = 0; i < MINUTES.length; i++) {
                if (all || minute % MINUTES[i] == 0) {
                    final long closeNs = minute * MINUTE_NS;
                    shard.onBarClosed(
                        symbol, MINUTES[i] * MINUTE_NS, closeNs - MINUTES[i] * MINUTE_NS, closeNs, open, high, low, close, volume);
                    instanceBars += deciding[symbol][i];
                }
            }
            indicatorNs += System.nanoTime() - startNs;
        }
        final long startNs = System.nanoTime();
        shard.evaluate();
        ruleNs += System.nanoTime() - startNs;
    }

    private static int[][] deciding(final List<StrategySpec> specs) {
        final int[][] counts = new int[SYMBOLS][MINUTES.length];
        for (final StrategySpec spec : specs) {
            final int timeframe = Arrays.binarySearch(MINUTES, (int) (spec.timeframeNs() / MINUTE_NS));
            counts[Integer.parseInt(spec.symbol())][timeframe]++;
        }
        return counts;
    }

    private static StrategyShard shard(final List<StrategySpec> specs) {
        return new StrategyShard(
            specs, StrategyShard.Share.WHOLE, new StrategyShard.Instruments(SYMBOLS, Integer::parseInt, instrument -> 0.001), StrategyTimer.NONE,
            StrategyCatalog::create);
    }

    /** Uses every type on every series in turn; from the second pass on with other parameters. */
    private static List<StrategySpec> specs(final int count, final String prefix) {
        final List<StrategyType> types = StrategyCatalog.types().stream()
            .filter(type -> type.source().startsWith("reference, strategies 26")).toList();
        final List<StrategySpec> specs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final StrategyType type = types.get(i % types.size());
            final int series = i / types.size();
            final int variant = series / (SYMBOLS * MINUTES.length);
            final StrategySpec.Bars bars = new StrategySpec.Bars(
                Integer.toString(series % SYMBOLS), MINUTES[series / SYMBOLS % MINUTES.length] * MINUTE_NS, 0);
            specs.add(new StrategySpec(prefix + i, type.name(), bars, varied(type, variant), true, 0, StrategySpec.Vote.EVEN));
        }
        return specs;
    }

    private static Map<String, String> varied(final StrategyType type, final int variant) {
        return type.parameters().stream().filter(parameter -> parameter.kind() == Parameter.Kind.WHOLE).findFirst()
            .filter(parameter -> variant > 0)
            .map(parameter -> Map.of(parameter.name(), Integer.toString(Integer.parseInt(parameter.defaultValue()) + variant)))
            .orElse(Map.of());
    }

    private static double heapBytesPerInstance(final List<StrategySpec> once, final List<StrategySpec> again) {
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
