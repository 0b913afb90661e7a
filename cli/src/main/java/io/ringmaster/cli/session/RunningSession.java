package io.ringmaster.cli.session;

import io.ringmaster.cli.settings.RecordingSettings.Market;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.TimedMessage;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.StrategyWatchdog;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.replay.ChallengerJournals;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.signals.OutsideSources;
import io.ringmaster.signals.SignalQueue;
import io.ringmaster.units.InstrumentDefinition;
import java.util.function.Function;

/**
 * A running session, the same for demo, paper and live: an engine between its two journals, the inputs that come from wall time and from outside, and
 * a recorded end. Only the drive differs: a recorded market in virtual time, or a venue in real time.
 */
final class RunningSession implements AutoCloseable {

    private final Settings settings;
    private final SessionDirectory directory;
    private final SessionJournal journal;
    private final SessionView view;
    private final StrategyWatchdog watchdog;
    private final Activity activity;
    private final Engine engine;
    private final ModelDriftNews drift;
    private final ChallengerJournals challengers;
    private final ChallengerNews challengerNews;

    /** Publishes market events into the engine until the session is over. */
    @FunctionalInterface
    interface Drive {

        /** @param interjections published right before market events */
        void run(Interjections interjections);
    }

    /**
     * @param outputs receives the outputs; it passes them on to the journal
     * @param build   creates the engine
     */
    RunningSession(
        final Settings settings, final SessionDirectory directory, final SessionJournal journal, final OutputSink outputs,
        final StrategyWatchdog watchdog, final SessionView view, final Function<Connections, Engine> build) {
        this.settings = settings;
        this.directory = directory;
        this.journal = journal;
        this.view = view;
        this.watchdog = watchdog;
        activity = new Activity(outputs);
        engine = build.apply(
            new Connections(journal.inputLog(), activity, watchdog, watchdog, journal.models(), () -> TimedMessage.say("a stage failed; halting")));
        drift = new ModelDriftNews(engine, activity, view::say);
        challengers = new ChallengerJournals(
            directory, settings.journal(), settings.recording().market() == Market.RECORDED, view::say);
        challengerNews = new ChallengerNews(engine, view::say);
    }

    Engine engine() {
        return engine;
    }

    SessionJournal journal() {
        return journal;
    }

    Activity activity() {
        return activity;
    }

    ChallengerJournals challengers() {
        return challengers;
    }

    ModelDriftNews drift() {
        return drift;
    }

    void show() {
        drift.look();
        challengerNews.look();
        view.show(engine, journal.groupCommit(), activity);
    }

    /** Runs until the drive returns, and records the end. */
    SessionFigures run(final Drive drive) {
        final long startMs = System.currentTimeMillis();
        final SessionMessages messages = new SessionMessages(engine);
        drift.begin();
        engine.startChallengers(challengers);
        final SignalQueue signals = new SignalQueue(engine, settings.instruments().stream().map(InstrumentDefinition::symbol).toList());
        try (OutsideSources sources = settings.openSources(signals)) {
            drive.run(new LiveInterjections(messages, journal.groupCommit(), watchdog, signals, journal::isCaughtUp, view::say));
            view.heard(sources.counts());
        }
        messages.end(engine.lastTimeNs());
        engine.awaitAll();
        drift.look();
        view.finished();
        engine.latency().write(directory.latencyLog(), startMs, System.currentTimeMillis());
        return SessionFigures.of(engine);
    }

    @Override
    public void close() {
        engine.close();         // The challengers finish what they were given.
        challengerNews.look();
        challengers.close();
    }
}
