package io.ringmaster.cli.command;

import io.ringmaster.cli.session.CodeWarmup;
import io.ringmaster.cli.session.LiveSession;
import io.ringmaster.cli.session.SessionView;
import io.ringmaster.cli.session.SpokenNews;
import io.ringmaster.cli.session.StandingTable;
import io.ringmaster.cli.session.Surroundings;
import io.ringmaster.cli.settings.RecordingSettings.Market;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.settings.SettingsFile;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.cli.terminal.Failure;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.exchange.server.PaperVenue;
import io.ringmaster.gateway.Nonces;
import io.ringmaster.gateway.Secret;
import io.ringmaster.gateway.client.KrakenCredentials;
import io.ringmaster.gateway.client.KrakenGateway;
import io.ringmaster.gateway.client.KrakenMarket;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.pipeline.replay.RecordedStandings;
import io.ringmaster.units.FixedPoint;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemEpochNanoClock;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: a session on the live market. */
@Command(
    name = "run",
    description = {
        "Runs the configured strategies on the live market of Kraken Derivatives and journals everything. 'ctl' shows and controls the session.",
        "--paper: simulated fills; no order leaves the process, and you need no key.",
        "--live: real orders after 'ctl arm'; until then the session only observes. Read docs/going-live.md first.",
        "An existing journal with the same configuration is resumed; to resume it with another configuration, add --reconfigure."},
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster run --config examples/paper.yaml --paper --journal journals/paper"})
public final class RunCommand implements Callable<Integer> {

    private static final DateTimeFormatter DIRECTORY_STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");
    private static final long STAND_DOWN_MS = 10_000;
    /** The settings that a session with real money must set explicitly, so that no default can lose money. */
    private static final List<String> DECIDED_FOR_LIVE = List.of(
        "session.initialCash", "risk.maxOrderQty", "risk.maxOrderValue", "risk.maxPosition", "risk.maxLeverage", "risk.maxDailyLoss",
        "risk.maxDrawdown");

    private static final Failure INTERRUPTED = new Failure("interrupted while starting; no order was sent", ExitCode.FAILED, false);

    /** Exactly one of the two is required, so that you cannot trade real money by mistake. */
    static final class Mode {

        @Option(names = "--paper", required = true, description = "live market, simulated fills")
        private boolean paper;

        @Option(names = "--live", required = true, description = "live market, real orders after you arm the session")
        private boolean live;
    }

    @ArgGroup(multiplicity = "1")
    private Mode mode;

    @Option(names = "--config", required = true, description = "the configuration")
    private Path config;

    @Option(names = "--journal", description = "directory for the journal (default for --paper: journals/paper-TIME)")
    private Path journal;

    @Option(names = "--seconds", description = "end after this many seconds; 0: when you interrupt it (default: ${DEFAULT-VALUE})",
        defaultValue = "0")
    private long seconds;

    @Option(names = "--warm-code", description = "before the venue is connected, play a made market through engines that are thrown away, so that the"
        + " first decisions are fast: at most this many seconds, 0 to 60; 0: not at all. A session that resumes with a position or orders does not wait for"
        + " it (default: ${DEFAULT-VALUE})", defaultValue = "10")
    private double warmCodeSeconds;

    @Option(names = "--reconfigure", description = "resume the session in the journal directory with this configuration, although it was"
        + " recorded with another")
    private boolean reconfigures;

    @Option(names = "--set", description = "override one setting: a.b=c; repeatable")
    private Map<String, String> overrides = new TreeMap<>();

    private final SessionView view = SessionView.live();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean isInterrupted;
    private volatile boolean hasVenue;
    private volatile int exitCode = ExitCode.FAILED;

    @Override
    public Integer call() {
        if (seconds < 0) {
            throw new InvalidInputException("--seconds must not be negative: " + seconds);
        }
        if (!(warmCodeSeconds >= 0 && warmCodeSeconds <= CodeWarmup.MOST_SECONDS)) {
            throw new InvalidInputException("--warm-code must be from 0 to " + CodeWarmup.MOST_SECONDS + ": " + warmCodeSeconds);
        }
        final Settings settings = Settings.read(config, overrides);
        final BiFunction<Engine, KnownAccount, LiveVenue> venue = mode.live ? live(settings) : (engine, known) -> paper(settings, engine, known);
        final LiveSession session = new LiveSession(
            settings, mode.live ? Market.LIVE : Market.PAPER, directory(), new Surroundings(new SystemEpochNanoClock(), view), reconfigures);
        JournalWriter.load();
        final Thread hook = endOnInterrupt();
        final AtomicLong untilNs = new AtomicLong(seconds == 0 ? Long.MAX_VALUE : System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
        if (mode.live) {
            view.say("observing; './ringmaster ctl arm " + session.directory().path() + "' lets it trade real money");
        }
        try {
            final LiveSession.Outcome outcome = session.run((engine, known) -> {
                final long warmedUpNs = warmUpCode(session, known);
                untilNs.updateAndGet(until -> until == Long.MAX_VALUE ? until : until + warmedUpNs);
                hasVenue = true;
                return venue.apply(engine, known);
            }, STAND_DOWN_MS, () -> !isInterrupted && System.nanoTime() < untilNs.get());
            exitCode = printOutcome(settings, session, outcome);
        } catch (final RuntimeException e) {
            if (!isInterrupted) {
                throw e;
            }
            // The hook ends the process as soon as the latch opens, so print the failure first.
            exitCode = (hasVenue ? Failure.of(e) : INTERRUPTED).explain(e, new PrintWriter(System.err, true));
        } finally {
            ended.countDown();
            if (!isInterrupted) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
        return exitCode;
    }

    /** Returns how long it took. A position or a stop cannot wait for it: the dead man's switch of the process before may be about to cancel the stop. */
    private long warmUpCode(final LiveSession session, final KnownAccount known) {
        final long beganNs = System.nanoTime();
        if (known.isFlat() && warmCodeSeconds > 0) {
            session.warmUpCode(() -> !isInterrupted && System.nanoTime() - beganNs < warmCodeSeconds * 1e9);
        }
        return System.nanoTime() - beganNs;
    }

    private Path directory() {
        if (journal == null && mode.live) {
            throw new InvalidInputException("--live needs --journal: the directory identifies the session, and a restart resumes it from there.");
        }
        return journal != null ? journal : Path.of("journals", "paper-" + LocalDateTime.now().format(DIRECTORY_STAMP));
    }

    private int printOutcome(final Settings settings, final LiveSession session, final LiveSession.Outcome outcome) {
        final List<String> positions = new ArrayList<>();
        for (int id = 0; id < settings.instruments().size(); id++) {
            positions.add(FixedPoint.format(outcome.positionsE8().get(id)) + " " + settings.instruments().get(id).symbol());
        }
        System.out.printf("  ended: %s, position %s%s, equity %s; the journal is %s%n",
            outcome.hasNoOrders() ? "no order left" : "ORDERS MAY BE LEFT: check the venue", String.join(", ", positions),
            mode.live ? outcome.holdsNothing() ? "" : ", WITHOUT A STOP AT THE VENUE" : " on paper", FixedPoint.format(outcome.equityE8()),
            session.directory().path());
        StandingTable.print(RecordedStandings.read(session.directory()), System.out);
        if (!outcome.hasNoOrders()) {
            return ExitCode.FAILED;
        }
        return mode.live && !outcome.holdsNothing() ? ExitCode.POSITION_LEFT : 0;
    }

    private LiveVenue paper(final Settings settings, final Engine engine, final KnownAccount known) {
        final SimulatedVenue simulation =
            SimulatedVenue.goingOn(settings.instruments(), settings.venue(), known, settings.session().seed(), engine);
        return new PaperVenue(
            new KrakenMarket(settings.kraken(), settings.instruments(), view::say, SystemEpochClock.INSTANCE), simulation,
            settings.instruments().size(), known.openOrders());
    }

    /** Reads the key before anything starts, so that a missing key is reported at once. */
    private BiFunction<Engine, KnownAccount, LiveVenue> live(final Settings settings) {
        final List<String> undecided = SettingsFile.of(config).notGiven(overrides, DECIDED_FOR_LIVE);
        if (!undecided.isEmpty()) {
            throw new InvalidInputException(
                config + ": real money needs explicit values for " + String.join(", ", undecided) + ". Set each of them.");
        }
        if (settings.kraken().apiKey().key().isEmpty()) {
            throw new InvalidInputException(config + ": key 'kraken.key' is missing: the public half of the API key to trade with.");
        }
        final KrakenCredentials credentials = new KrakenCredentials(
            settings.kraken().apiKey().key(), Secret.read("kraken.secret", settings.kraken().apiKey().secret(), System.getenv()),
            new Nonces(System::currentTimeMillis, 0));
        return (engine, known) -> new KrakenGateway(
            settings.kraken(), credentials, settings.instruments(), known, new SpokenNews(view), view::say, SystemEpochClock.INSTANCE);
    }

    /** An interrupt ends the session in order: the process waits for this, and its exit code reports whether orders or positions are left. */
    private Thread endOnInterrupt() {
        final Thread hook = new Thread(() -> {
            isInterrupted = true;
            try {
                // Waits for the latch, not for the main thread: a thread that calls exit while the process exits blocks forever.
                ended.await(2 * STAND_DOWN_MS, TimeUnit.MILLISECONDS);
                System.out.flush();
                Runtime.getRuntime().halt(exitCode);
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "end");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }
}
