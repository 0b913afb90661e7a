package io.ringmaster.cli;

import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.LiveDriver;
import io.ringmaster.pipeline.engine.OutputDigest;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.StrategyWatchdog;
import io.ringmaster.pipeline.port.InvalidInputException;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.topology.HandlerFailedException;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.agrona.concurrent.EpochNanoClock;

/** A session in real time, on whatever venue: journaled, listening to its operator, standing down in the end. */
final class LiveSession {

    private static final long SHOW_EVERY_NS = 250_000_000L;

    private final Settings settings;
    private final SessionDirectory directory;
    private final TopologySettings topology;
    private final EpochNanoClock clock;
    private final DemoView view;

    /**
     * How it ended.
     *
     * @param isFlat    whether the venue confirmed that no order was left
     * @param lastWords what the venue said of itself in the end
     */
    record Outcome(DemoResult.Session session, boolean isFlat, String lastWords) {
    }

    /**
     * @param directory an empty one, or one that does not exist yet
     * @throws InvalidInputException if it is anything else
     */
    LiveSession(final Settings settings, final Path directory, final EpochNanoClock clock, final DemoView view) {
        this.settings = settings;
        this.directory = new SessionDirectory(directory);
        this.clock = clock;
        this.view = view;
        topology = settings.topology().on(Runtime.getRuntime().availableProcessors());
        if (this.directory.contents() != SessionDirectory.Contents.VACANT) {
            throw new InvalidInputException(directory + " is occupied. Give an empty directory with --journal.");
        }
        this.directory.writeConfiguration(settings.canonicalText());
    }

    SessionDirectory directory() {
        return directory;
    }

    TopologySettings topology() {
        return topology;
    }

    /**
     * Runs until it is told to end, then stands down.
     *
     * @param venueOf      gives the venue, not started yet; its events may not go to the engine directly but on the publisher's thread
     * @param standDownMs  how long the venue may take to confirm that nothing is left, in the session's time
     * @param goesOn       asked often
     */
    Outcome run(final Function<Engine, LiveVenue> venueOf, final long standDownMs, final BooleanSupplier goesOn) {
        final StrategyWatchdog watchdog = new StrategyWatchdog(settings.engine().strategies());
        try (SessionJournal journal = SessionJournal.open(directory, settings.journal())) {
            final OutputDigest digest = new OutputDigest(journal.outputs());
            try (Engine engine = new Engine(
                settings.engine(), topology, journal.inputLog(), digest, watchdog,
                () -> System.err.println("ringmaster: a stage failed, halting"));
                 LiveVenue venue = venueOf.apply(engine)) {
                return run(engine, venue, journal, digest, watchdog, standDownMs, goesOn);
            }
        }
    }

    private Outcome run(
        final Engine engine, final LiveVenue venue, final SessionJournal journal, final OutputDigest digest, final StrategyWatchdog watchdog,
        final long standDownMs, final BooleanSupplier goesOn) {
        final long startMs = System.currentTimeMillis();
        final SessionMessages messages = new SessionMessages(engine);
        final LiveDriver driver = new LiveDriver(
            engine, venue, clock, settings.session().tickNs(),
            new LiveInterjections(messages, journal.groupCommit(), watchdog, timeNs -> { }, () -> true));
        messages.start(clock.nanoTime(), settings.engine(), BuildVersion.text(), SessionDirectory.sha256(settings.canonicalText()));
        final ControlSocket ctl = new ControlSocket(directory.path(), driver, () -> SessionStatus.line(engine, venue));
        final boolean isFlat;
        try (ctl) {
            driver.run(showing(engine, journal, goesOn));
            isFlat = driver.standDown(standDownMs);
        } catch (final HandlerFailedException e) {
            // The stages that would record it are what failed, and canceling can only take risk away.
            System.err.println("ringmaster: everything is canceled: " + (venue.standDown(standDownMs)
                ? "the venue confirms that no order is left" : "the venue has not confirmed it, look there") + "; positions stay");
            throw e;
        }
        messages.end(engine.lastTimeNs());
        engine.awaitAll();
        view.finished();
        engine.latency().write(directory.latencyLog(), startMs, System.currentTimeMillis());
        return new Outcome(DemoResult.Session.of(engine, digest), isFlat, venue.describe());
    }

    private BooleanSupplier showing(final Engine engine, final SessionJournal journal, final BooleanSupplier goesOn) {
        final long[] dueNs = {0};
        return () -> {
            if (System.nanoTime() >= dueNs[0]) {
                dueNs[0] = System.nanoTime() + SHOW_EVERY_NS;
                view.show(engine, journal.groupCommit());
            }
            return goesOn.getAsBoolean();
        };
    }
}
