package io.ringmaster.cli.bench;

import io.ringmaster.cli.bench.RingBench.Kind;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench ring}. */
@Command(
    name = "ring",
    description = {
        "Measures how many events a second the ring moves through handlers that do nothing, beside the Disruptor alone with the same events, stages, size"
            + " and wait strategy: spread beside a bare diamond (three handlers, then one, then one), compact beside a bare ring with one handler.",
        "spread has six threads here. On fewer cores its rate is that of the operating system; the ratio still compares like with like."},
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster bench ring --waiting yielding --rounds 11"})
final class RingCommand implements Runnable {

    @Option(names = "--rounds", defaultValue = "7", description = "measured rounds of each kind, after a warm-up round (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--events", defaultValue = "1000000", description = "events in each round (default: ${DEFAULT-VALUE})")
    private int events;

    @Option(names = "--waiting", description = "how handlers wait: busy_spin, yielding, sleeping or blocking (default: chosen by the number of cores)")
    private TopologySettings.Waiting waiting;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public void run() {
        if (rounds <= 0 || events <= 0) {
            throw new InvalidInputException("--rounds and --events must be positive: " + rounds + ", " + events);
        }
        final TopologySettings demo = Settings.readResource("/demo/demo.yaml", new TreeMap<>()).topology().withMode(TopologySettings.Mode.SPREAD).withShards(1);
        final TopologySettings spread = (waiting == null ? demo : demo.withWaiting(waiting)).on(Runtime.getRuntime().availableProcessors());
        final Map<Kind, long[]> times = new RingBench(spread, events).run(rounds);
        final double spreadShare = share(times.get(Kind.BARE_DIAMOND), times.get(Kind.SPREAD));
        final double compactShare = share(times.get(Kind.BARE_HOP), times.get(Kind.COMPACT));
        if (json) {
            final JsonLine line = new JsonLine().put("events", events).put("rounds", rounds).put("waiting", spread.waiting().name());
            times.forEach((kind, each) -> line.put(kind.name().toLowerCase(Locale.ROOT), perSecond(each)));
            line.put("spreadShare", spreadShare).put("compactShare", compactShare).putObject("machine", Machine.here()::put).print(System.out);
            return;
        }
        System.out.printf(Locale.ROOT, "%,d events a round, %d rounds, medians; waiting: %s%n", events, rounds, spread.waiting());
        times.forEach((kind, each) -> System.out.printf(Locale.ROOT, "  %-24s %,12.0f events/s  (%,.0f to %,.0f)%n", kind.label, perSecond(each),
            events * 1e9 / Arrays.stream(each).max().orElseThrow(), events * 1e9 / Arrays.stream(each).min().orElseThrow()));
        System.out.printf(Locale.ROOT, "  spread is %.2f times the bare diamond, compact %.2f times the bare ring (medians over pairs of rounds)%n", spreadShare, compactShare);
        System.out.println(Machine.here().text());
    }

    private double perSecond(final long[] times) {
        return events * 1e9 / Median.of(times);
    }

    /** Events a second of ours for each of the bare one's. */
    private static double share(final long[] bare, final long[] ours) {
        return Median.of(IntStream.range(0, ours.length).mapToDouble(i -> (double) bare[i] / ours[i]).toArray());
    }
}
