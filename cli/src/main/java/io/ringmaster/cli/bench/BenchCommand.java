package io.ringmaster.cli.bench;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: measurements that you can repeat, each with a baseline from the same run. */
@Command(
    name = "bench",
    description = "Measures the speed of Ringmaster on this machine, each figure beside a baseline from the same run.",
    mixinStandardHelpOptions = true,
    subcommands = {BenchReplayCommand.class, RingCommand.class, SoakCommand.class,
        BenchCommand.OfScale.class, BenchCommand.OfFeed.class, LatencyCommand.class, JournalBenchCommand.class, BenchTrainCommand.class},
    footer = {"", "Example:", "  ./ringmaster bench scale"})
public final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Choose what to measure: replay, ring, soak, scale, feed, latency, journal or train.");
    }

    @Command(
        name = "feed",
        description = "Measures the time from the bytes of a book change on the venue's feed to its event on the ring, on thirty seconds of"
            + " recorded messages.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ./ringmaster bench feed --rounds 500"})
    static final class OfFeed implements Runnable {

        @Option(names = "--rounds", defaultValue = "300",
            description = "measured rounds over the recorded messages, after as many warm-up rounds (default: ${DEFAULT-VALUE})")
        private int rounds;

        @Option(names = "--json", description = JsonLine.OPTION)
        private boolean json;

        @Override
        public void run() {
            if (rounds <= 0) {
                throw new InvalidInputException("--rounds must be positive: " + rounds);
            }
            final FeedBench.Figures figures =
                new FeedBench(Settings.readResource("/demo/demo.yaml", new TreeMap<>()).topology()).run(rounds);
            if (json) {
                new JsonLine()
                    .put("deltas", figures.deltas())
                    .put("gaps", figures.gaps())
                    .putObject("deltaNs", line -> percentiles(line, figures.deltaNs()))
                    .putObject("bareTokensNs", line -> percentiles(line, figures.tokensNs()))
                    .put("bytesAllocated", figures.bytesAllocated())
                    .print(System.out);
                return;
            }
            System.out.printf(Locale.ROOT, "%,d book changes, %d gaps, one thread, service time%n", figures.deltas(), figures.gaps());
            row("bytes to event", figures.deltaNs());
            row("JSON tokens alone", figures.tokensNs());
            System.out.printf(Locale.ROOT, "  heap allocated      %,d bytes%n", figures.bytesAllocated());
        }

        private static void row(final String name, final Histogram times) {
            System.out.printf(Locale.ROOT, "  %-18s  p50 %,d ns, p99 %,d ns, p99.9 %,d ns, max %,d ns%n", name,
                times.getValueAtPercentile(50), times.getValueAtPercentile(99), times.getValueAtPercentile(99.9), times.getMaxValue());
        }
    }

    static JsonLine percentiles(final JsonLine line, final Histogram times) {
        return line.put("p50", times.getValueAtPercentile(50))
            .put("p99", times.getValueAtPercentile(99))
            .put("p999", times.getValueAtPercentile(99.9))
            .put("max", times.getMaxValue());
    }

    @Command(
        name = "scale",
        description = "Measures the processor's time per closed bar and strategy, for different numbers of strategies, by themselves and in the whole"
            + " pipeline: all rule-based types with varied parameters over several symbols and 4 timeframes, on one thread. All rows of a number take"
            + " turns in short slices.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ./ringmaster bench scale --instances 1000,10000"})
    static final class OfScale implements Runnable {

        @Option(names = "--instances", split = ",", defaultValue = "100,1000,10000,100000",
            description = "numbers of instances, separated by commas (default: ${DEFAULT-VALUE})")
        private List<Integer> instances;

        @Option(names = "--symbols", defaultValue = "16", description = "number of symbols, 1 to 64 (default: ${DEFAULT-VALUE})")
        private int symbols;

        @Option(names = "--policies", split = ",", defaultValue = "confluence,experts",
            description = "policies of the pipeline, each a row, separated by commas (default: ${DEFAULT-VALUE})")
        private List<String> policies;

        @Option(names = "--set", description = "override one setting of the pipeline: a.b=c; may be repeated")
        private Map<String, String> overrides = new TreeMap<>();

        @Option(names = "--json", description = JsonLine.OPTION)
        private boolean json;

        @Override
        public void run() {
            if (instances.stream().anyMatch(count -> count < 1 || count > 1_000_000)) {
                throw new InvalidInputException("--instances must be from 1 to 1000000: " + instances);
            }
            if (symbols < 1 || symbols > Long.SIZE) {
                throw new InvalidInputException("--symbols must be from 1 to " + Long.SIZE + ": " + symbols);
            }
            final List<ScaleBench.Run> runs = new ArrayList<>();
            for (final int count : instances) {
                runs.add(new ScaleBench(symbols, policies, overrides).run(count));
                if (!json) {
                    rows(runs.getLast());
                }
            }
            if (json) {
                final JsonLine line = new JsonLine();
                Machine.here().put(line);
                line.putList("runs", runs, OfScale::put).print(System.out);
            } else {
                System.out.println(Machine.here().text());
            }
        }

        private static void put(final ScaleBench.Run run, final JsonLine line) {
            line.put("instances", run.instances())
                .put("nsPerInstanceBar", run.alone().ns())
                .put("indicatorNsPerInstanceBar", run.indicatorNs())
                .put("heapBytesPerInstance", run.heapBytesPerInstance())
                .put("sharedNodes", run.nodes().shared())
                .put("declaredNodes", run.nodes().declared())
                .put("bytesAllocated", run.alone().allocation().bytes())
                .put("instanceBars", run.instanceBars())
                .putList("pipelines", run.pipelines(), OfScale::put);
        }

        private static void put(final ScaleBench.Pipeline pipeline, final JsonLine line) {
            line.put("policy", pipeline.policy())
                .put("nsPerInstanceBar", pipeline.time().ns())
                .put("times", pipeline.times())
                .put("bytesAllocated", pipeline.time().allocation().bytes())
                .put("slicesThatAllocate", pipeline.time().allocation().slicesWithAny())
                .put("slices", pipeline.time().allocation().slices())
                .put("bars", pipeline.outputs().bars())
                .put("recommendationBytesPerBar", pipeline.outputs().recommendationBytesABar())
                .put("accountBytesPerBar", pipeline.outputs().accountBytesABar())
                .put("otherBytesPerBar", pipeline.outputs().otherBytesABar());
        }

        private static void rows(final ScaleBench.Run run) {
            System.out.printf(Locale.ROOT,
                "%,8d instances   %6.1f ns an instance and bar (%.1f of it indicators; slices %.1f to %.1f)  %,.0f bytes of heap an instance"
                    + "  %,d nodes for %,d declared  %,d bytes allocated%n",
                run.instances(), run.alone().ns(), run.indicatorNs(), run.alone().lowNs(), run.alone().highNs(),
                run.heapBytesPerInstance(), run.nodes().shared(), run.nodes().declared(), run.alone().allocation().bytes());
            for (final ScaleBench.Pipeline pipeline : run.pipelines()) {
                System.out.printf(Locale.ROOT,
                    "  with %-12s %6.1f ns (%.2f times; slices %.1f to %.1f)  %,d bytes allocated in %,d bars, all in %d of %d slices"
                        + "  bytes a bar: %.0f of recommendations, %.0f of virtual accounts, %.0f of others%n",
                    pipeline.policy(), pipeline.time().ns(), pipeline.times(), pipeline.time().lowNs(), pipeline.time().highNs(),
                    pipeline.time().allocation().bytes(), pipeline.outputs().bars(), pipeline.time().allocation().slicesWithAny(),
                    pipeline.time().allocation().slices(), pipeline.outputs().recommendationBytesABar(), pipeline.outputs().accountBytesABar(),
                    pipeline.outputs().otherBytesABar());
            }
        }
    }
}
