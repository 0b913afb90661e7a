package io.ringmaster.cli;

import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.exchange.server.PaperVenue;
import io.ringmaster.gateway.client.KrakenMarket;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.port.InvalidInputException;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.units.FixedPoint;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemEpochNanoClock;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: a session on the live market. */
@Command(
    name = "run",
    description = {
        "Runs the configured strategies on the live market of Kraken Derivatives, journaled like every session; 'ctl' says how it is and ends it.",
        "--paper: fills are simulated, no order leaves the process, no key is needed.",
        "--live: real orders. Not released yet, and refused."},
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster run --config examples/paper.yaml --paper --journal journals/paper"})
final class RunCommand implements Callable<Integer> {

    private static final DateTimeFormatter DIRECTORY_STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");
    private static final long STAND_DOWN_MS = 10_000;

    /** One of the two, and never by mistake. */
    static final class Mode {

        @Option(names = "--paper", required = true, description = "live market, simulated fills")
        private boolean paper;

        @Option(names = "--live", required = true, description = "live market, real orders: refused")
        private boolean live;
    }

    @ArgGroup(multiplicity = "1")
    private Mode mode;

    @Option(names = "--config", required = true, description = "the configuration")
    private Path config;

    @Option(names = "--journal", description = "directory for the journal (default: journals/paper-TIME)")
    private Path journal;

    @Option(names = "--seconds", description = "end after so long; 0: when it is interrupted (default: ${DEFAULT-VALUE})", defaultValue = "0")
    private long seconds;

    @Option(names = "--set", description = "override one setting: a.b=c; may be repeated")
    private Map<String, String> overrides = new TreeMap<>();

    private volatile boolean isInterrupted;

    @Override
    public Integer call() {
        if (mode.live) {
            System.err.println("ringmaster: refused: trading real money is not released. What is missing is in the README under 'Over the wire'.");
            return ExitCode.REFUSED;
        }
        if (seconds < 0) {
            throw new InvalidInputException("--seconds must not be negative: " + seconds);
        }
        final Settings settings = Settings.read(config, overrides);
        final Path directory = journal != null ? journal : Path.of("journals", "paper-" + LocalDateTime.now().format(DIRECTORY_STAMP));
        final LiveSession session = new LiveSession(settings, directory, new SystemEpochNanoClock(), DemoView.live());
        final Thread hook = endOnInterrupt();
        final long untilNs = seconds == 0 ? Long.MAX_VALUE : System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        final LiveSession.Outcome outcome =
            session.run(engine -> paper(settings, engine), STAND_DOWN_MS, () -> !isInterrupted && System.nanoTime() < untilNs);
        System.out.printf("  ended: %s, position %s on paper, equity %s; the journal is %s%n",
            outcome.isFlat() ? "no order left" : "orders may be left", FixedPoint.format(outcome.session().positionE8()),
            FixedPoint.format(outcome.session().equityE8()), directory);
        if (!isInterrupted) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        return outcome.isFlat() ? 0 : ExitCode.FAILED;
    }

    private LiveVenue paper(final Settings settings, final Engine engine) {
        final SimulatedVenue simulation = new SimulatedVenue(
            settings.instruments(), settings.venue(), settings.session().initialCashE8(), settings.session().seed(), engine);
        return new PaperVenue(
            new KrakenMarket(
                settings.kraken(), settings.instruments(), text -> System.err.println("ringmaster: " + text), SystemEpochClock.INSTANCE),
            simulation, settings.instruments().size());
    }

    /** An interrupt ends the session in order: the process waits for it. */
    private Thread endOnInterrupt() {
        final Thread main = Thread.currentThread();
        final Thread hook = new Thread(() -> {
            isInterrupted = true;
            try {
                main.join(2 * STAND_DOWN_MS);
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "end");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }
}
