package io.ringmaster.cli.bench;

import io.ringmaster.cli.session.DemoSession;
import io.ringmaster.cli.session.SessionView;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.replay.SessionBeginning;
import io.ringmaster.pipeline.replay.ReplayReport;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench replay}. */
@Command(
    name = "replay",
    description = {
        "Measures how many data points (book level changes, trades, tickers) one core replays a second: it maintains the book, runs strategies"
            + " and policy, and compares every output with the recorded one.",
        "Without DIR, it first plays the demo's recording into a temporary directory at full speed."},
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster bench replay journals/first --rounds 20"})
final class BenchReplayCommand implements Runnable {

    private static final int WHOLE_RECORDING_SECONDS = 284;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "directory of a session that has ended")
    private Path directory;

    @Option(names = "--rounds", defaultValue = "15",
        description = "measured rounds, after as many warm-up rounds (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--set", description = "override one setting of the demo: a.b=c; may be repeated")
    private Map<String, String> overrides = new TreeMap<>();

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public void run() {
        if (rounds <= 0) {
            throw new InvalidInputException("--rounds must be positive: " + rounds);
        }
        if (directory != null) {
            if (!Files.isDirectory(directory)) {
                throw new InvalidInputException(directory + " does not exist. Give the directory of a session, or none.");
            }
            measure(directory);
            return;
        }
        final Path temporary = Directories.temporary("ringmaster-bench");
        try {
            final Path played = temporary.resolve("session");
            new DemoSession(
                Settings.readResource("/demo/demo.yaml", overrides), new DemoSession.Play(null, WHOLE_RECORDING_SECONDS, 0),
                DemoSession.Asked.ALL, played, SessionView.none()).run();
            measure(played);
        } finally {
            Directories.delete(temporary);
        }
    }

    private void measure(final Path played) {
        final SessionDirectory session = new SessionDirectory(played);
        if (SessionBeginning.of(session) != null) {
            throw new InvalidInputException(played + " was cut by retention, but this benchmark needs a whole session. Give another directory,"
                + " or none.");
        }
        final Settings settings = Settings.firstOf(session);
        print(new ReplayBench(session, settings).run(rounds));
    }

    private void print(final ReplayBench.Figures figures) {
        final ReplayReport.Volume volume = figures.report().volume();
        final double pointsPerEvent = (double) volume.points() / volume.events();
        final double replay = perSecond(volume.events(), figures.replay());
        final double read = perSecond(volume.events(), figures.read());
        final double ring = perSecond(volume.events(), figures.ring());
        if (json) {
            new JsonLine()
                .put("events", volume.events())
                .put("points", volume.points())
                .put("outputs", volume.outputs())
                .put("rounds", figures.replay().size())
                .put("eventsPerSecond", replay)
                .put("pointsPerSecond", replay * pointsPerEvent)
                .putObject("bareRead", bare -> bare.put("eventsPerSecond", read).put("pointsPerSecond", read * pointsPerEvent))
                .putObject("bareRing", bare -> bare.put("eventsPerSecond", ring).put("pointsPerSecond", ring * pointsPerEvent))
                .putObject("eventNs", latency -> BenchCommand.percentiles(latency, figures.latency()))
                .put("bytesAllocated", figures.bytesAllocated())
                .put("outputSha256", figures.report().outputSha256())
                .print(System.out);
            return;
        }
        System.out.printf(Locale.ROOT, "%,d events, %,d data points, %,d outputs; %d rounds, medians, one thread%n",
            volume.events(), volume.points(), volume.outputs(), figures.replay().size());
        row("replay and compare", replay, pointsPerEvent, figures.replay());
        row("journal read alone", read, pointsPerEvent, figures.read());
        row("read and empty ring", ring, pointsPerEvent, figures.ring());
        System.out.printf(Locale.ROOT, "  one event         p50 %,d ns, p99 %,d ns, p99.9 %,d ns, max %,d ns (service time, separate round)%n",
            figures.latency().getValueAtPercentile(50), figures.latency().getValueAtPercentile(99),
            figures.latency().getValueAtPercentile(99.9), figures.latency().getMaxValue());
        System.out.printf(Locale.ROOT, "  heap allocated    %,d bytes in the last round, including the opening of journals and"
            + " engine%n", figures.bytesAllocated());
    }

    private static void row(final String name, final double eventsPerSecond, final double pointsPerEvent, final List<Long> rounds) {
        System.out.printf(Locale.ROOT, "  %-20s %,12.0f points/s  %,11.0f events/s  (rounds %.1f to %.1f ms)%n",
            name, eventsPerSecond * pointsPerEvent, eventsPerSecond, rounds.getFirst() / 1e6, rounds.getLast() / 1e6);
    }

    private static double perSecond(final long events, final List<Long> rounds) {
        return events * 1e9 / Median.of(rounds.stream().mapToLong(Long::longValue).toArray());
    }
}
