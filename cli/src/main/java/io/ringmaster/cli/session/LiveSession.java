package io.ringmaster.cli.session;

import io.ringmaster.cli.machine.CoreChoice;
import io.ringmaster.cli.machine.MachineFiles;
import io.ringmaster.cli.session.SessionOpening.OtherBuildException;
import io.ringmaster.cli.settings.ConfigurationChange;
import io.ringmaster.cli.settings.OpenedSettings;
import io.ringmaster.cli.settings.PreparedConfigurations;
import io.ringmaster.cli.settings.RecordingSettings.Market;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.JournalCompression;
import io.ringmaster.pipeline.core.execution.SequencerCore;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.StrategyWatchdog;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.pipeline.replay.RecordedSession;
import io.ringmaster.pipeline.replay.RecordedStart;
import io.ringmaster.pipeline.replay.SessionBeginning;
import io.ringmaster.pipeline.replay.SessionConfigurations;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionFold;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.strategies.StrategySpec;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A session in real time on any venue: journaled, controlled by an operator, with all orders canceled at the end. If the directory holds a session of
 * the same kind, this session resumes it: it folds the journal, and the venue reports what happened to orders in the meantime.
 */
public final class LiveSession {

    private static final String ENGINE = "policy.model.engine: ";

    private final OpenedSettings opened;
    private final Settings settings;
    private final SessionDirectory directory;
    private final TopologySettings topology;
    private final Surroundings surroundings;
    private final boolean mayReconfigure;

    /**
     * How the session ended.
     *
     * @param hasNoOrders whether the venue confirmed that no order was left
     * @param positionsE8 by instrument id, signed
     * @param equityE8    as the session computes it
     * @param activity    the last activity and its reason
     */
    public record Outcome(SessionFigures session, boolean hasNoOrders, List<Long> positionsE8, long equityE8, Activity activity) {

        public boolean holdsNothing() {
            return positionsE8.stream().allMatch(each -> each == 0);
        }
    }

    /**
     * @param market         the source of the market and the destination of orders
     * @param directory      empty or new, or, on a real market, with a session of the same configuration
     * @param mayReconfigure whether this configuration may resume a session of another configuration
     * @throws InvalidInputException if the directory is anything else
     */
    public LiveSession(
        final Settings settings, final Market market, final Path directory, final Surroundings surroundings, final boolean mayReconfigure) {
        this.mayReconfigure = mayReconfigure;
        this.surroundings = surroundings;
        this.directory = new SessionDirectory(directory);
        topology = topology(settings.topology(), this.directory, market);
        if (settings.journal().limits().isSet() && settings.snapshots().everyNs() == 0) {
            throw new InvalidInputException("journal.keepFor and journal.keepBytes need snapshots, but snapshots.every is 0s:"
                + " set snapshots.every, or remove both keys.");
        }
        opened = OpenedSettings.of(settings.on(market));
        this.settings = opened.settings();
        try {
            enter(market);
        } catch (final RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Begins a session in the directory, or checks the one that is there. */
    private void enter(final Market market) {
        switch (directory.contents()) {
            case VACANT -> {
                opened.keepModel(directory);
                directory.writeConfiguration(settings.canonicalText());
            }
            case UNFINISHED, FINISHED -> {
                // A simulated market cannot outlive its process.
                if (market == Market.WIRE) {
                    throw occupied();
                }
                requireConfiguration();
                SessionBeginning.requireStart(directory, BuildVersion.text(), topology.shards());
            }
            case FOREIGN -> throw occupied();
        }
    }

    /** A resumed session keeps its number of shards if you set none, because its snapshots need it. */
    private TopologySettings topology(final TopologySettings given, final SessionDirectory directory, final Market market) {
        final int before = given.shards() == 0 ? SessionFold.shardsOfNewestSnapshot(directory) : 0;
        final TopologySettings wanted = before > 0 ? given.withShards(before) : given;
        final int processors = Runtime.getRuntime().availableProcessors();
        if (market == Market.WIRE) {
            return wanted.on(processors);
        }
        final CoreChoice choice = CoreChoice.of(wanted, MachineFiles.here(), processors).tried();
        if (!choice.said().isEmpty()) {
            surroundings.view().say(choice.said());
        }
        return choice.topology();
    }

    private InvalidInputException occupied() {
        return new InvalidInputException(directory.path() + " is occupied. Give an empty directory with --journal.");
    }

    /** Positions and stops of the journal come from its own configuration. To change it you must give --reconfigure; every change is printed. */
    private void requireConfiguration() {
        final RecordedStart start = RecordedStart.of(directory);
        if (start != null) {
            start.requireConfiguration(directory);
        }
        final List<String> changes = ConfigurationChange.between(new SessionConfigurations(directory).newest(), settings.canonicalText()).stream()
            .map(change -> change.startsWith(ENGINE) && !opened.whyTheEngine().isEmpty() ? change + ": auto chooses it, because " + opened.whyTheEngine()
                : change).toList();
        if (changes.isEmpty()) {
            return;
        }
        if (!mayReconfigure) {
            throw new InvalidInputException(directory.path() + " holds a session of another configuration:\n  " + String.join("\n  ", changes)
                + "\nAdd --reconfigure to resume the account with this configuration, give the original configuration, or give another directory"
                + " with --journal.");
        }
        changes.forEach(change -> surroundings.view().say("reconfigured: " + change));
    }

    public SessionDirectory directory() {
        return directory;
    }

    public TopologySettings topology() {
        return topology;
    }

    /**
     * Lets the JVM compile the code of the hot path on a made market, in engines that are thrown away, until the compilers are at rest. Call it before the
     * venue is connected.
     *
     * @param isWanted whether to go on; called often
     */
    public void warmUpCode(final BooleanSupplier isWanted) {
        try {
            final CodeWarmup.Played played = new CodeWarmup(settings, opened::engine, topology, surroundings.strategies(), Path.of(System.getProperty("java.io.tmpdir")))
                .run(isWanted, CompilersAtRest.here());
            surroundings.view().say("warmed up the code with " + played.events() + " events of a made market");
        } catch (final RuntimeException | OutOfMemoryError e) {
            // The warm-up's engines need memory of their own; a session that fits without them must start.
            surroundings.view().say("the code could not be warmed up, so the first decisions are slower: " + e);
        }
    }

    /**
     * Runs until {@code isWanted} returns false, then cancels all orders.
     *
     * @param venueOf     creates the venue, not started yet; its events must reach the engine on the publisher's thread only
     * @param standDownMs how long the venue may take to confirm that nothing is left, in the session's time
     * @param isWanted    whether to continue; called often
     */
    public Outcome run(final BiFunction<Engine, KnownAccount, LiveVenue> venueOf, final long standDownMs, final BooleanSupplier isWanted) {
        final LiveDrive.Until until = new LiveDrive.Until(isWanted, standDownMs);
        try {
            return open(venueOf, until, false);
        } catch (final OtherBuildException e) {
            surroundings.view().say(e.getMessage() + " It continues with the recorded position, orders, stops and latches.");
            return open(venueOf, until, true);
        } finally {
            opened.close();
        }
    }

    /** The session for the engine that runs it. A configuration that this process has read already is not read again. */
    private RecordedSession recorded(final PreparedConfigurations later) {
        final String given = SessionDirectory.sha256(settings.canonicalText());
        later.prepare(given, opened.engine());
        final boolean isFirst = given.equals(SessionDirectory.sha256(directory.readConfiguration()));
        return new RecordedSession(
            directory, isFirst ? opened.engine() : Settings.firstOf(directory).keptEngine(), topology, BuildVersion.text(), later);
    }

    private Outcome open(
        final BiFunction<Engine, KnownAccount, LiveVenue> venueOf, final LiveDrive.Until until, final boolean isFollowing) {
        final LiveSettings live = new LiveSettings(opened, new PreparedConfigurations(Settings.configurations(directory)));
        final RecordedSession recorded = recorded(live.later());
        final StrategyWatchdog watchdog = watchdog(recorded.config().strategies());
        try (SessionJournal journal = SessionJournal.open(directory, settings.journal());
             JournalCompression compression = journal.compression(surroundings.view()::say)) {
            if (settings.journal().compress()) {
                compression.start();
            }
            surroundings.view().found(journal.foundInput(), journal.foundOutput());
            try (RunningSession session = new RunningSession(
                settings, directory, journal, surroundings.outputs().apply(journal.outputs()), watchdog, surroundings.view(), connections -> new Engine(
                    recorded.config(), topology, connections, recorded.configurations(), surroundings.strategies()));
                 HangResponse hanging = new HangResponse(
                     session.engine(), topology, watchdog, surroundings.clock(), settings.session().strategyHangNs(), until.standDownMs(),
                     surroundings.exit())) {
                final KnownAccount known =
                    new SessionOpening(opened, recorded, surroundings, mayReconfigure, isFollowing).open(session.engine(), journal);
                try (LiveVenue venue = venueOf.apply(session.engine(), known)) {
                    return run(session, new LiveDrive(live, recorded, surroundings, session, venue, hanging, until));
                }
            }
        }
    }

    /** The demo over the wire is as slow as its machine, so a budget would set strategies to HOLD at random. */
    private StrategyWatchdog watchdog(final List<StrategySpec> strategies) {
        return settings.recording().market() == Market.WIRE ? new StrategyWatchdog(strategies)
            : new StrategyWatchdog(strategies, settings.session().strategyBudgetNs(), settings.session().modelBudgetNs());
    }

    private Outcome run(final RunningSession session, final LiveDrive drive) {
        final SessionFigures figures = session.run(drive);
        final SequencerCore core = session.engine().sequencer();
        final List<Long> positionsE8 = IntStream.range(0, settings.instruments().size()).mapToObj(core::positionE8).toList();
        return new Outcome(figures, drive.hasNoOrders(), positionsE8, core.equityE8(), session.activity());
    }
}
