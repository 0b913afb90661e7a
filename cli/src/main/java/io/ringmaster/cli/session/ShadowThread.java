package io.ringmaster.cli.session;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.replay.RecordedSession;
import io.ringmaster.pipeline.replay.ReplayDifferenceException;
import io.ringmaster.pipeline.replay.Retention;
import io.ringmaster.pipeline.replay.ShadowFold;
import io.ringmaster.pipeline.replay.SnapshotTrial;
import io.ringmaster.schema.CommandKind;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Folds a running session's journal behind it, on a thread of low priority, so that a restart finds a recent snapshot. A failure here never ends the
 * session, but if the session's outputs differ from what its journal implies, the session takes no new risk until the operator resumes it.
 */
final class ShadowThread implements Interjections, AutoCloseable {

    private static final long IDLE_NS = 50_000_000L;
    private static final long CLOSE_MS = 10_000;

    private final Supplier<ShadowFold> opening;
    private final SessionMessages messages;
    private final Consumer<String> news;
    private final LongConsumer afterSnapshot;
    private final Thread thread = new Thread(this::fold, "shadow");
    private volatile boolean isStopped;
    private volatile ShadowFold shadow;
    private volatile String difference;
    private boolean isPaused;

    /**
     * @param opening  opens the fold, on the thread
     * @param messages to be published by the session's publisher
     * @param news     receives messages for the operator; any thread
     * @param afterSnapshot called on the thread after a snapshot is stored, with its event time
     */
    ShadowThread(
        final Supplier<ShadowFold> opening, final SessionMessages messages, final Consumer<String> news, final LongConsumer afterSnapshot) {
        this.afterSnapshot = afterSnapshot;
        this.opening = opening;
        this.messages = messages;
        this.news = news;
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    /** Creates one that folds what a session of this program records, and removes records beyond the configured limits. */
    static ShadowThread behind(
        final RunningSession session, final RecordedSession recorded, final Settings settings, final Surroundings surroundings) {
        final Engine engine = session.engine();
        final Consumer<String> news = surroundings.view()::say;
        // What is prepared for the session's engine must be there when that engine needs it.
        final RecordedSession onDisk = new RecordedSession(
            recorded.directory(), recorded.config(), recorded.topology(), recorded.build(), Settings.configurations(recorded.directory()));
        return new ShadowThread(
            () -> new ShadowFold(onDisk, settings.snapshots(), () -> engine.status().get(EngineStatus.Figure.LAST_SEQUENCE), news),
            new SessionMessages(engine), news, retention(session, onDisk, settings.journal().limits(), surroundings));
    }

    private static LongConsumer retention(
        final RunningSession session, final RecordedSession recorded, final JournalSettings.Limits limits, final Surroundings surroundings) {
        return !limits.isSet() ? timeNs -> { } : new LiveRetention(
            session.journal().retention(
                new Retention.Limits(limits.keepForNs(), limits.keepBytes(), limits.inWords()), session.challengers().files(),
                new SnapshotTrial(recorded)),
            surroundings.clock(), surroundings.view()::say);
    }

    void start() {
        thread.start();
    }

    private void fold() {
        try (ShadowFold opened = opening.get()) {
            shadow = opened;
            Path last = null;
            while (!isStopped && opened.foldToEnd()) {
                if (opened.lastFile() != null && !opened.lastFile().equals(last)) {
                    last = opened.lastFile();
                    afterSnapshot.accept(opened.timeNs());
                }
                LockSupport.parkNanos(IDLE_NS);
            }
        } catch (final ReplayDifferenceException e) {
            difference = e.getMessage();
            news.accept("THE OUTPUTS OF THE SESSION DIFFER FROM WHAT ITS JOURNAL IMPLIES, so it is paused and a restart will refuse it:"
                + " " + difference);
        } catch (final RuntimeException e) {
            news.accept("no more snapshots are stored, so a restart takes longer: " + e.getMessage());
        }
    }

    @Override
    public void publishDue(final long timeNs) {
        if (difference != null && !isPaused) {
            isPaused = true;
            messages.command(timeNs, CommandKind.PAUSE, "the fold of the journal differs from what the session said");
        }
    }

    @Override
    public void close() {
        isStopped = true;
        final ShadowFold opened = shadow;
        if (opened != null) {
            opened.stop();
        }
        try {
            thread.join(CLOSE_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
