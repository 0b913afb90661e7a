package io.ringmaster.cli.session;

import io.ringmaster.cli.settings.ConfigurationChange;
import io.ringmaster.cli.settings.OpenedSettings;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.engine.EmergencyCancel;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.OutputDigest;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.StrategyWatchdog;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.replay.RecordedInterjections;
import io.ringmaster.pipeline.replay.Replay;
import io.ringmaster.pipeline.replay.ReplayReport;
import io.ringmaster.pipeline.replay.SessionBeginning;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.topology.HandlerFailedException;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.nio.file.Path;
import java.util.List;

/** One demo: a recorded market against the simulated venue, journaled; then its replay. */
public final class DemoSession {

    private static final long SECOND_NS = 1_000_000_000L;

    private final Settings settings;
    private final EngineConfig config;
    private final SessionDirectory directory;
    private final TopologySettings topology;
    private final double speed;
    private final SessionView view;

    /**
     * What to play.
     *
     * @param data    recording, or null for the bundled one
     * @param seconds wall seconds after warm-up
     * @param speed   market seconds per wall second; 0: full speed, and {@code seconds} then counts market seconds
     */
    public record Play(Path data, int seconds, double speed) {

        private long lengthNs() {
            return (long) (seconds * Math.max(1, speed) * SECOND_NS);
        }
    }

    /**
     * Which of the settings a person asked for. An interrupted session that has others cannot resume; where nobody asked, it keeps its own.
     *
     * @param configuration the configuration or any override
     * @param recording     the file
     * @param length        the seconds to play
     */
    public record Asked(boolean configuration, boolean recording, boolean length) {

        public static final Asked ALL = new Asked(true, true, true);

        private boolean concerns(final String key) {
            return key.startsWith("recording.") ? key.startsWith("recording.length") ? length : recording : configuration;
        }
    }

    /** @param directory directory for the journal of a new session, or of an interrupted one */
    public DemoSession(final Settings settings, final Play play, final Asked asked, final Path directory, final SessionView view) {
        this.directory = new SessionDirectory(directory);
        speed = play.speed;
        this.view = view;
        topology = settings.topology().on(Runtime.getRuntime().availableProcessors());
        final Recording recording = play.data == null ? Recording.bundled() : Recording.of(play.data);
        final OpenedSettings opened = prepare(settings.with(recording.settings(settings.session().warmupNs() + play.lengthNs())), asked);
        this.settings = opened.settings();
        config = opened.engine();
    }

    /** Writes the configuration of a new session, or reads the configuration of the session to resume. */
    private OpenedSettings prepare(final Settings wanted, final Asked asked) {
        return switch (directory.contents()) {
            case VACANT -> {
                final OpenedSettings opened = OpenedSettings.of(wanted);
                opened.keepModel(directory);
                directory.writeConfiguration(opened.settings().canonicalText());
                yield opened;
            }
            case UNFINISHED -> {
                final Settings stored = Settings.firstOf(directory);
                if (stored.recording().file().isEmpty()) {
                    throw new InvalidInputException(directory.path() + " holds a session that did not play a recording in virtual time. This"
                        + " session cannot be resumed"
                        + " by demo; use 'run', or replay it with 'ringmaster replay " + directory.path() + "'. Give another directory for a new demo.");
                }
                if (SessionBeginning.of(directory) != null) {
                    throw new InvalidInputException(directory.path() + " was cut by retention, but a demo can only resume from the first record."
                        + " Replay it with 'ringmaster replay " + directory.path() + "', and give another directory.");
                }
                requireSame(stored, wanted, asked);
                view.resuming(directory.path());
                yield OpenedSettings.of(wanted.resuming(stored));
            }
            case FINISHED -> throw new InvalidInputException(directory.path() + " is occupied: it holds a session that has ended."
                + " Give another directory with --journal, or replay this one with 'ringmaster replay " + directory.path() + "'.");
            case FOREIGN -> throw new InvalidInputException(directory.path() + " is occupied: it is not empty and holds no session."
                + " Give another directory with --journal.");
        };
    }

    /** A demo plays its session from the first record again, so nothing that determines results may change. */
    private void requireSame(final Settings stored, final Settings wanted, final Asked asked) {
        final List<String> changes = ConfigurationChange.between(stored.canonicalText(), wanted.withEngineOf(stored).canonicalText()).stream()
            .filter(asked::concerns).toList();
        if (!changes.isEmpty()) {
            throw new InvalidInputException(directory.path() + " holds an unfinished session of another configuration:\n  "
                + String.join("\n  ", changes) + "\nLeave out --set, --config, --data and --seconds to resume it as it is, or give another directory"
                + " with --journal.");
        }
    }

    public DemoResult run() {
        final SessionFigures played;
        final OutputDigest digest;
        try (SessionJournal journal = SessionJournal.open(directory, settings.journal());
             MarketDataSource market = Recording.of(settings.recording()).open()) {
            view.found(journal.foundInput(), journal.foundOutput());
            digest = new OutputDigest(journal.outputs());
            played = play(journal, digest, market);
        }
        view.replaying();
        final ReplayReport replay = Replay.run(
            directory, config, topology.withMode(TopologySettings.Mode.COMPACT).withoutTiming(), Pacer.UNPACED);
        return new DemoResult(played, digest.finish(), replay, directory.path());
    }

    private SessionFigures play(final SessionJournal journal, final OutputSink outputs, final MarketDataSource market) {
        final StrategyWatchdog watchdog = new StrategyWatchdog(config.strategies());
        try (RunningSession session = new RunningSession(
            settings, directory, journal, outputs, watchdog, view, connections -> new Engine(config, topology, connections))) {
            final Engine engine = session.engine();
            final SimulatedVenue venue = new SimulatedVenue(
                settings.instruments(), settings.venue(), settings.session().initialCashE8(), settings.session().seed(), engine);
            try {
                return session.run(live -> drive(session, market, venue, live));
            } catch (final HandlerFailedException e) {
                EmergencyCancel.send(venue, settings.instruments().size(), engine.lastTimeNs());
                throw e;
            }
        }
    }

    /** In virtual time: market, venue and clock are merged in the order of event time. */
    private void drive(
        final RunningSession session, final MarketDataSource market, final SimulatedVenue venue, final Interjections live) {
        final Engine engine = session.engine();
        final Interjections recorded = new RecordedInterjections(directory.input(), engine);
        final WallClockPacer pacer = new WallClockPacer(speed, session.journal()::isCaughtUp, engine::idle, session::show);
        final LockstepDriver driver = new LockstepDriver(engine, market, venue, settings.session().tickNs(), pacer, timeNs -> {
            recorded.publishDue(timeNs);
            live.publishDue(timeNs);
        });
        final long firstNs = driver.firstTimeNs();
        pacer.paceFrom(firstNs + settings.session().warmupNs());
        start(engine, firstNs);
        driver.run(firstNs + settings.recording().lengthNs());
    }

    /** A resumed session keeps its original first record, even if another build resumes it. */
    private void start(final Engine engine, final long firstNs) {
        try (JournalReader recorded = JournalReader.open(directory.input())) {
            if (recorded.next()) {
                engine.onInput(recorded.buffer(), recorded.offset(), recorded.length());
                return;
            }
        }
        new SessionMessages(engine).start(
            firstNs, config, BuildVersion.text(), SessionDirectory.sha256(settings.canonicalText()));
    }
}
