package io.ringmaster.cli.bench;

import com.sun.management.ThreadMXBean;
import io.ringmaster.strategies.StrategySpec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures how the cost of a bar grows with the number of strategies: instances of all rule-based types with varied parameters over some symbols and 4
 * timeframes, on one thread, with a seeded random walk as the market. First the strategies by themselves, then the whole pipeline with each policy.
 *
 * <p>All of them take turns in short slices, so that a busy machine slows each of them alike, and time is that of the processor, so that waiting for it
 * does not count.
 */
final class ScaleBench {

    private static final long WARM_UP_INSTANCE_BARS = 20_000_000;
    private static final long SLICE_INSTANCE_BARS = 400_000;
    private static final long MEASURED_INSTANCE_BARS = 30_000_000;
    private static final int FEWEST_SLICES = 15;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Plays the market to strategies. */
    interface Player extends AutoCloseable {

        void play(long hours);

        @Override
        void close();
    }

    /**
     * The cost of one number of instances.
     *
     * @param indicatorNs          the part of the time of the strategies that the indicators take
     * @param heapBytesPerInstance heap per instance when the same number of equal instances is added, which needs no new nodes
     * @param instanceBars         how often an instance decided on a closed bar, in each row
     */
    record Run(int instances, Time alone, double indicatorNs, double heapBytesPerInstance, Nodes nodes, long instanceBars, List<Pipeline> pipelines) { }

    /**
     * Nanoseconds of the processor for each instance and bar: the median slice, and the tenth and ninetieth percentile.
     */
    record Time(double ns, double lowNs, double highNs, Allocation allocation) { }

    /**
     * What the measured slices allocated. Code that allocates for each event does so in every slice; a table that grows does so in the few slices in
     * which it doubles.
     *
     * @param slicesWithAny slices in which anything was allocated
     */
    record Allocation(long bytes, int slicesWithAny, int slices) {

        private static Allocation of(final long[] bytesOfSlices) {
            return new Allocation(
                Arrays.stream(bytesOfSlices).sum(), (int) Arrays.stream(bytesOfSlices).filter(bytes -> bytes != 0).count(), bytesOfSlices.length);
        }
    }

    /**
     * The strategies in the whole pipeline.
     *
     * @param times   median over the slices of the time divided by that of the strategies by themselves in the slice beside it
     * @param outputs what the pipeline said
     */
    record Pipeline(String policy, Time time, double times, PipelineBench.Outputs outputs) { }

    /** Nodes of the indicator graph: the number that strategies declare, and the number that is computed. */
    record Nodes(long declared, long shared) { }

    private final int symbols;
    private final List<String> policies;
    private final Map<String, String> overrides;

    /** @param overrides of the settings in {@code bench/scale.yaml} */
    ScaleBench(final int symbols, final List<String> policies, final Map<String, String> overrides) {
        this.symbols = symbols;
        this.policies = policies;
        this.overrides = overrides;
    }

    Run run(final int instances) {
        final List<StrategySpec> specs = ManyStrategies.specs(instances, symbols, "");
        final double heap = StrategiesAlone.heapBytesPerInstance(symbols, specs, ManyStrategies.specs(instances, symbols, "again "));
        final List<PipelineBench> pipelines = new ArrayList<>();
        try {
            final StrategiesAlone alone = new StrategiesAlone(symbols, specs);
            for (final String policy : policies) {
                final Map<String, String> settings = new TreeMap<>(overrides);
                settings.put("policy.type", policy);
                pipelines.add(new PipelineBench(symbols, specs, settings));
            }
            return run(specs, heap, alone, pipelines);
        } finally {
            pipelines.forEach(PipelineBench::close);
        }
    }

    private Run run(final List<StrategySpec> specs, final double heap, final StrategiesAlone alone, final List<PipelineBench> pipelines) {
        final List<Player> players = new ArrayList<>(List.of(alone));
        players.addAll(pipelines);
        final long instanceBarsAnHour = specs.stream().mapToLong(spec -> 60 * ManyStrategies.MINUTE_NS / spec.timeframeNs()).sum();
        final long hours = Math.ceilDiv(SLICE_INSTANCE_BARS, instanceBarsAnHour);
        final long instanceBarsASlice = hours * instanceBarsAnHour;
        new Slices(players, (int) Math.ceilDiv(WARM_UP_INSTANCE_BARS, instanceBarsASlice), hours);
        alone.clear();
        pipelines.forEach(PipelineBench::clear);
        final int count = Math.max(FEWEST_SLICES, (int) (MEASURED_INSTANCE_BARS / instanceBarsASlice));
        final Slices slices = new Slices(players, count, hours);
        final List<Pipeline> measured = new ArrayList<>();
        for (int i = 0; i < pipelines.size(); i++) {
            measured.add(new Pipeline(
                policies.get(i), slices.time(1 + i, instanceBarsASlice), slices.times(1 + i), pipelines.get(i).outputs(count * hours)));
        }
        final Time time = slices.time(0, instanceBarsASlice);
        return new Run(specs.size(), time, time.ns() * alone.indicatorShare(), heap, alone.nodes(), count * instanceBarsASlice, measured);
    }

    /** What each slice of each player took. */
    private static final class Slices {

        private final long[][] ns;
        private final long[][] bytesAllocated;

        /** Plays as many slices of some hours to each player in turn. */
        Slices(final List<Player> players, final int count, final long hours) {
            ns = new long[players.size()][count];
            bytesAllocated = new long[players.size()][count];
            for (int slice = 0; slice < count; slice++) {
                for (int i = 0; i < players.size(); i++) {
                    final long bytes = THREADS.getCurrentThreadAllocatedBytes();
                    final long startNs = THREADS.getCurrentThreadCpuTime();
                    players.get(i).play(hours);
                    ns[i][slice] = THREADS.getCurrentThreadCpuTime() - startNs;
                    bytesAllocated[i][slice] = THREADS.getCurrentThreadAllocatedBytes() - bytes;
                }
            }
        }

        Time time(final int player, final long instanceBarsASlice) {
            final double[] each = Arrays.stream(ns[player]).mapToDouble(slice -> (double) slice / instanceBarsASlice).sorted().toArray();
            return new Time(
                each[each.length / 2], each[each.length / 10], each[each.length - 1 - each.length / 10], Allocation.of(bytesAllocated[player]));
        }

        double times(final int player) {
            final double[] ratios = new double[ns[0].length];
            for (int slice = 0; slice < ratios.length; slice++) {
                ratios[slice] = (double) ns[player][slice] / ns[0][slice];
            }
            return Median.of(ratios);
        }
    }
}
