package io.ringmaster.cli.session;

import io.ringmaster.cli.settings.ConfigurationChange;
import io.ringmaster.cli.settings.RecordingSettings.Market;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.cli.terminal.TimedMessage;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.JournalCompression;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.LiveDriver;
import io.ringmaster.pipeline.engine.OutputDigest;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.StrategyWatchdog;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.pipeline.replay.RecordedBuilds;
import io.ringmaster.pipeline.replay.RecordedStart;
import io.ringmaster.pipeline.replay.ReplayDifferenceException;
import io.ringmaster.pipeline.replay.Retention;
import io.ringmaster.pipeline.replay.SessionBeginning;
import io.ringmaster.pipeline.replay.SessionConfigurations;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionFold;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.replay.ShadowFold;
import io.ringmaster.pipeline.replay.SnapshotTrial;
import io.ringmaster.pipeline.topology.HandlerFailedException;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.signals.OutsideSources;
import io.ringmaster.signals.SignalQueue;
import io.ringmaster.strategies.IndicatorSource;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.library.StrategyCatalog;
import io.ringmaster.units.InstrumentDefinition;
import java.io.Serial;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.agrona.concurrent.EpochNanoClock;

/**
 * A session in real time, on whatever venue: journaled, listening to its operator, standing down in the end. In a directory that holds a
 * session of its kind it goes on with that one: the journal is folded, and what became of orders meanwhile is for the venue to say.
 */
public final class LiveSession {

    private static final long SHOW_EVERY_NS = 250_000_000L;
    private static final long CLOCK_SLACK_NS = 5_000_000_000L;

    private final Settings settings;
    private final SessionDirectory directory;
    private final TopologySettings topology;
    private final EpochNanoClock clock;
    private final DemoView view;
    private final BiFunction<StrategySpec, IndicatorSource, Strategy> strategies;
    private final IntConsumer exit;
    private final boolean mayReconfigure;
    private final String build = BuildVersion.text();
    /** Whether what another build recorded is taken over as it is. */
    private boolean isFollowing;

    /**
     * How it ended.
     *
     * @param hasNoOrders whether the venue confirmed that no order was left
     * @param positionsE8 by instrument id, signed
     * @param equityE8    by our count
     * @param activity    what it did last, and why
     */
    public record Outcome(DemoResult.Session session, boolean hasNoOrders, List<Long> positionsE8, long equityE8, Activity activity) {

        public boolean holdsNothing() {
            return positionsE8.stream().allMatch(each -> each == 0);
        }
    }

    /**
     * @param market    where the market comes from and what orders go to
     * @param directory an empty one, one that does not exist yet, or, on a market that goes on without us, one with a session of the same
     *                  configuration
     * @throws InvalidInputException if it is anything else
     */
    public LiveSession(final Settings settings, final Market market, final Path directory, final EpochNanoClock clock, final DemoView view) {
        this(settings, market, directory, clock, view, false);
    }

    /** @param mayReconfigure whether a session of another configuration may go on with this one */
    public LiveSession(
        final Settings settings, final Market market, final Path directory, final EpochNanoClock clock, final DemoView view,
        final boolean mayReconfigure) {
        this(settings, market, directory, clock, view, mayReconfigure, StrategyCatalog::create, Runtime.getRuntime()::halt);
    }

    /**
     * @param strategies makes the strategies, where they are not those of the catalog
     * @param exit       ends the process, whatever its threads do
     */
    public LiveSession(
        final Settings settings, final Market market, final Path directory, final EpochNanoClock clock, final DemoView view,
        final boolean mayReconfigure, final BiFunction<StrategySpec, IndicatorSource, Strategy> strategies, final IntConsumer exit) {
        this.mayReconfigure = mayReconfigure;
        this.strategies = strategies;
        this.exit = exit;
        this.settings = settings.on(market);
        this.directory = new SessionDirectory(directory);
        this.clock = clock;
        this.view = view;
        topology = topology(settings.topology(), this.directory);
        if (settings.journal().isCut() && settings.snapshots().everyNs() == 0) {
            throw new InvalidInputException("journal.keepFor and journal.keepBytes remove only what a snapshot stands for, and snapshots.every is 0s,"
                + " so nothing would be: set snapshots.every, or neither of the two.");
        }
        switch (this.directory.contents()) {
            case VACANT -> this.directory.writeConfiguration(this.settings.canonicalText());
            case UNFINISHED, FINISHED -> {
                // A simulated market cannot outlive its process.
                if (market == Market.WIRE) {
                    throw occupied();
                }
                requireConfiguration();
                SessionBeginning.requireStart(this.directory, BuildVersion.text(), topology.shards());
            }
            case FOREIGN -> throw occupied();
        }
    }

    /** A session that continues keeps its number of shards where none is given: that is what its snapshots are of. */
    private static TopologySettings topology(final TopologySettings given, final SessionDirectory directory) {
        final int before = given.shards() == 0 ? SessionFold.shardsOfNewestSnapshot(directory) : 0;
        return (before > 0 ? given.withShards(before) : given).on(Runtime.getRuntime().availableProcessors());
    }

    private InvalidInputException occupied() {
        return new InvalidInputException(directory.path() + " is occupied. Give an empty directory with --journal.");
    }

    /** Positions and stops of the journal were made under its own configuration: whoever changes it has to say so, and is told what changes. */
    private void requireConfiguration() {
        final RecordedStart start = RecordedStart.of(directory);
        if (start != null) {
            start.requireConfiguration(directory);
        }
        final List<String> changes = ConfigurationChange.between(new SessionConfigurations(directory).newest(), settings.canonicalText());
        if (changes.isEmpty()) {
            return;
        }
        if (!mayReconfigure) {
            throw new InvalidInputException(directory.path() + " holds a session of another configuration:\n  " + String.join("\n  ", changes)
                + "\nSay --reconfigure to go on with the account under this one, give the one it had, or give another directory with --journal.");
        }
        changes.forEach(change -> view.say("reconfigured: " + change));
    }

    public SessionDirectory directory() {
        return directory;
    }

    public TopologySettings topology() {
        return topology;
    }

    /**
     * Runs until it is told to end, then stands down.
     *
     * @param venueOf      gives the venue, not started yet; its events may not go to the engine directly but on the publisher's thread
     * @param standDownMs  how long the venue may take to confirm that nothing is left, in the session's time
     * @param isWanted     asked often
     */
    public Outcome run(final BiFunction<Engine, KnownAccount, LiveVenue> venueOf, final long standDownMs, final BooleanSupplier isWanted) {
        try {
            return open(venueOf, standDownMs, isWanted);
        } catch (final OtherBuildException e) {
            view.say(e.getMessage() + " It goes on with what was recorded: position, orders, stops and latches.");
            isFollowing = true;
            return open(venueOf, standDownMs, isWanted);
        }
    }

    /** This build says something else than the one that recorded the session, and may take it over. */
    private static final class OtherBuildException extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        private OtherBuildException(final String message) {
            super(message);
        }
    }

    private Outcome open(final BiFunction<Engine, KnownAccount, LiveVenue> venueOf, final long standDownMs, final BooleanSupplier isWanted) {
        final EngineConfig first = Settings.readStored(directory.configuration().toString(), directory.readConfiguration()).engine();
        // The demo over the wire is as slow as its machine; a budget would hold its strategies by chance.
        final long budgetNs = settings.recording().market() == Market.WIRE ? 0 : settings.session().strategyBudgetNs();
        final StrategyWatchdog watchdog = new StrategyWatchdog(first.strategies(), budgetNs);
        try (SessionJournal journal = SessionJournal.open(directory, settings.journal());
             JournalCompression compression = journal.compression(view::say)) {
            if (settings.journal().compress()) {
                compression.start();
            }
            view.found(journal.foundInput(), journal.foundOutput());
            final OutputDigest digest = new OutputDigest(journal.outputs());
            final Activity activity = new Activity(digest);
            try (Engine engine = new Engine(
                first, topology, new Connections(journal.inputLog(), activity, watchdog, () -> TimedMessage.say("a stage failed; halting")),
                Settings.configurations(directory), strategies);
                 HangResponse hanging = new HangResponse(
                     engine, topology, watchdog, clock, settings.session().strategyHangNs(), standDownMs, exit)) {
                final KnownAccount known = begin(engine, journal);
                try (LiveVenue venue = venueOf.apply(engine, known)) {
                    return run(engine, venue, journal, digest, activity, watchdog, hanging, standDownMs, isWanted);
                }
            }
        }
    }

    private KnownAccount begin(final Engine engine, final SessionJournal journal) {
        final SessionMessages messages = new SessionMessages(engine);
        final KnownAccount known;
        if (journal.foundInput().records() > 0) {
            view.resuming(directory.path());
            known = fold(engine, journal);
            messages.resume(nowNs(engine), settings.session().warmupNs(), build);
            reconfigure(engine, messages);
        } else {
            final long startNs = clock.nanoTime();
            known = KnownAccount.empty(settings.instruments().size(), settings.session().initialCashE8(), startNs);
            messages.start(startNs, settings.engine(), build, SessionDirectory.sha256(settings.canonicalText()));
        }
        if (settings.recording().market() == Market.LIVE) {
            messages.command(nowNs(engine), CommandKind.OBSERVE, "a session of real money begins by observing");
        }
        engine.forgetGraphs();
        return known;
    }

    /** The configuration that was given holds from here on, if it is not the one that held when the journal ended. */
    private void reconfigure(final Engine engine, final SessionMessages messages) {
        final String given = SessionDirectory.sha256(settings.canonicalText());
        final String held = engine.reconfiguredTo().isEmpty() ? SessionDirectory.sha256(directory.readConfiguration()) : engine.reconfiguredTo();
        if (!given.equals(held) || isFollowing) {
            new SessionConfigurations(directory).add(settings.canonicalText());
            final long nowNs = nowNs(engine);
            messages.reconfigured(
                nowNs, nowNs + settings.session().warmupNs(), given, build, isFollowing ? "run --reconfigure, another build" : "run --reconfigure");
        }
    }

    private KnownAccount fold(final Engine engine, final SessionJournal journal) {
        try {
            final long beganNs = System.nanoTime();
            final SessionFold fold = new SessionFold(directory, journal, engine, topology, build, Settings.configurations(directory));
            final KnownAccount known = isFollowing ? fold.follow() : fold.run(view::say);
            view.folded(fold.startedBehind(), engine.lastSequence(), System.nanoTime() - beganNs);
            if (settings.snapshots().everyNs() > 0) {
                fold.keep(settings.snapshots());
            }
            return known;
        } catch (final HandlerFailedException e) {
            if (e.getCause() instanceof ReplayDifferenceException) {
                throw otherBuild(e.getCause().getMessage());
            }
            throw e;
        }
    }

    /** Outputs that differ are a fault, unless another build said them. */
    private RuntimeException otherBuild(final String difference) {
        // A session whose first records were removed can't be followed from its beginning.
        final boolean isWhole = SessionBeginning.of(directory) == null;
        final List<String> others = !isWhole ? List.of()
            : RecordedBuilds.of(directory).stream().map(RecordedBuilds.Run::build).filter(each -> !each.equals(build)).toList();
        if (others.isEmpty()) {
            return new ReplayDifferenceException("this build, " + build + ", recorded " + directory.path() + " and says something else now, so it can't go"
                + " on with it: " + difference + " Close the position at the venue and begin another journal, and say what happened.");
        }
        final String message = "this build, " + build + ", says something else than " + others.getLast() + ", which recorded " + directory.path() + ": "
            + difference;
        return mayReconfigure ? new OtherBuildException(message) : new ReplayDifferenceException(message + " Say --reconfigure to go on with the account"
            + " under this build, or go on with the other one.");
    }

    private long nowNs(final Engine engine) {
        final long nowNs = clock.nanoTime();
        if (nowNs < engine.lastTimeNs() - CLOCK_SLACK_NS) {
            throw new InvalidInputException("this machine's clock is " + (engine.lastTimeNs() - nowNs) / 1_000_000_000L
                + " s behind the journal in " + directory.path() + ". Set it by NTP.");
        }
        return Math.max(nowNs, engine.lastTimeNs());
    }

    private Outcome run(
        final Engine engine, final LiveVenue venue, final SessionJournal journal, final OutputDigest digest, final Activity activity,
        final StrategyWatchdog watchdog, final HangResponse hanging, final long standDownMs, final BooleanSupplier isWanted) {
        final long startMs = System.currentTimeMillis();
        final SessionMessages messages = new SessionMessages(engine);
        final SignalQueue signals = new SignalQueue(engine, settings.instruments().stream().map(InstrumentDefinition::symbol).toList());
        final ShadowThread shadow = shadow(engine, journal, messages);
        final Interjections interjections = new LiveInterjections(messages, journal.groupCommit(), watchdog, signals, journal::isCaughtUp, view::say);
        final LiveDriver driver = new LiveDriver(engine, venue, clock, settings.session().tickNs(), timeNs -> {
            interjections.publishDue(timeNs);
            shadow.publishDue(timeNs);
        });
        hanging.trades(venue, driver);
        final boolean isDemo = settings.recording().market() == Market.WIRE;
        // A demo's market is a recording: it needs no time of day.
        final Warmups warmups = new Warmups(engine, isDemo ? news -> { } : view::say);
        final OperatorCommands operator =
            new OperatorCommands(
                engine, new SessionStatus(settings.instruments(), engine, venue, activity, warmups::readiness),
                new StartGate(settings, engine, venue, journal.groupCommit()), driver,
                new LiveReconfiguration(directory, settings, driver));
        final boolean hasNoOrders;
        final ControlSocket ctl = new ControlSocket(directory.path(), operator);
        try (ctl; shadow; OutsideSources sources = settings.openSources(signals)) {
            if (settings.snapshots().everyNs() > 0) {
                shadow.start();
            }
            hasNoOrders = runAndStandDown(driver, venue, hanging, standDownMs, showing(engine, journal, activity, warmups, isWanted));
            view.heard(sources.counts());
        }
        messages.end(engine.lastTimeNs());
        engine.awaitAll();
        view.finished();
        engine.latency().write(directory.latencyLog(), startMs, System.currentTimeMillis());
        final List<Long> positionsE8 = IntStream.range(0, settings.instruments().size()).mapToObj(engine.sequencer()::positionE8).toList();
        return new Outcome(DemoResult.Session.of(engine, digest), hasNoOrders, positionsE8, engine.sequencer().equityE8(), activity);
    }

    /** Whatever ends it, an exception of the publisher included, no order is left behind where that can be helped. */
    private static boolean runAndStandDown(
        final LiveDriver driver, final LiveVenue venue, final HangResponse hanging, final long standDownMs, final BooleanSupplier isWanted) {
        try {
            driver.run(isWanted);
            return driver.standDown(standDownMs);
        } catch (final RuntimeException | Error e) {
            hanging.recordIfHanging();
            TimedMessage.say("the session failed (" + e + "); every order is canceled: "
                + (standDownAfter(e, driver, venue, standDownMs) ? "the venue confirms that no order is left"
                : "the venue has not confirmed it, look there") + "; positions stay");
            throw e;
        }
    }

    private static boolean standDownAfter(final Throwable failure, final LiveDriver driver, final LiveVenue venue, final long standDownMs) {
        try {
            if (!(failure instanceof HandlerFailedException)) {
                return driver.standDown(standDownMs);
            }
        } catch (final RuntimeException | Error again) {
            suppress(failure, again);
        }
        try {
            // The stages that would record it don't work any more, and canceling can only take risk away.
            driver.abandon();
            return venue.standDown(standDownMs);
        } catch (final RuntimeException | Error again) {
            suppress(failure, again);
            return false;
        }
    }

    private static void suppress(final Throwable failure, final Throwable again) {
        if (again != failure) {
            failure.addSuppressed(again);
        }
    }

    private ShadowThread shadow(final Engine engine, final SessionJournal journal, final SessionMessages messages) {
        final EngineConfig first = Settings.readStored(directory.configuration().toString(), directory.readConfiguration()).engine();
        return new ShadowThread(
            () -> new ShadowFold(
                directory, first, topology, build, Settings.configurations(directory), settings.snapshots(),
                () -> engine.status().get(EngineStatus.Figure.LAST_SEQUENCE), view::say),
            messages, view::say, retention(journal, first));
    }

    private LongConsumer retention(final SessionJournal journal, final EngineConfig first) {
        final JournalSettings limits = settings.journal();
        return !limits.isCut() ? timeNs -> { } : new LiveRetention(
            journal.retention(
                new Retention.Limits(limits.keepForNs(), limits.keepBytes(), limits.limitsInWords()),
                new SnapshotTrial(directory, first, topology, BuildVersion.text(), Settings.configurations(directory))),
            clock, view::say);
    }

    private BooleanSupplier showing(
        final Engine engine, final SessionJournal journal, final Activity activity, final Warmups warmups, final BooleanSupplier isWanted) {
        final long[] dueNs = {0};
        return () -> {
            warmups.look();
            if (System.nanoTime() >= dueNs[0]) {
                dueNs[0] = System.nanoTime() + SHOW_EVERY_NS;
                view.show(engine, journal.groupCommit(), activity);
            }
            return isWanted.getAsBoolean();
        };
    }
}
