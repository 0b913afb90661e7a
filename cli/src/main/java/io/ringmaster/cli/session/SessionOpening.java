package io.ringmaster.cli.session;

import io.ringmaster.cli.settings.RecordingSettings.Market;
import io.ringmaster.cli.settings.OpenedSettings;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.replay.RecordedBuilds;
import io.ringmaster.pipeline.replay.RecordedSession;
import io.ringmaster.pipeline.replay.ReplayDifferenceException;
import io.ringmaster.pipeline.replay.SessionBeginning;
import io.ringmaster.pipeline.replay.SessionConfigurations;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionFold;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.topology.HandlerFailedException;
import io.ringmaster.schema.CommandKind;
import java.io.Serial;
import java.util.List;

/**
 * Brings an engine to the start of its session: the first record of a new session, or the state at the end of an earlier process's journal. The venue
 * reports what happened to orders in the meantime.
 */
final class SessionOpening {

    private static final long CLOCK_SLACK_NS = 5_000_000_000L;

    private final OpenedSettings opened;
    private final Settings settings;
    private final RecordedSession recorded;
    private final SessionDirectory directory;
    private final Surroundings surroundings;
    private final boolean mayReconfigure;
    private final boolean isFollowing;

    /**
     * @param mayReconfigure whether this configuration and build may resume a session of others
     * @param isFollowing    whether to accept the outputs of another build as recorded
     */
    SessionOpening(
        final OpenedSettings opened, final RecordedSession recorded, final Surroundings surroundings, final boolean mayReconfigure,
        final boolean isFollowing) {
        this.opened = opened;
        settings = opened.settings();
        this.recorded = recorded;
        directory = recorded.directory();
        this.surroundings = surroundings;
        this.mayReconfigure = mayReconfigure;
        this.isFollowing = isFollowing;
    }

    /** The outputs of this build differ from those of the build that recorded the session; this build may take the session over. */
    static final class OtherBuildException extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        private OtherBuildException(final String message) {
            super(message);
        }
    }

    KnownAccount open(final Engine engine, final SessionJournal journal) {
        final SessionMessages messages = new SessionMessages(engine);
        final KnownAccount known;
        if (journal.foundInput().records() > 0) {
            surroundings.view().resuming(directory.path());
            known = fold(engine, journal);
            messages.resume(nowNs(engine), settings.session().warmupNs(), recorded.build());
            reconfigure(engine, messages);
        } else {
            final long startNs = surroundings.clock().nanoTime();
            known = KnownAccount.empty(settings.instruments().size(), settings.session().initialCashE8(), startNs);
            messages.start(startNs, opened.engine(), recorded.build(), SessionDirectory.sha256(settings.canonicalText()));
        }
        if (settings.recording().market() == Market.LIVE) {
            messages.command(nowNs(engine), CommandKind.OBSERVE, "a session of real money observes until you arm it");
        }
        engine.forgetGraphs();
        return known;
    }

    /** Puts the given configuration into force, unless it was in force when the journal ended. */
    private void reconfigure(final Engine engine, final SessionMessages messages) {
        final String given = SessionDirectory.sha256(settings.canonicalText());
        final String held = engine.reconfiguredTo().isEmpty() ? SessionDirectory.sha256(directory.readConfiguration()) : engine.reconfiguredTo();
        if (!given.equals(held) || isFollowing) {
            opened.keepModel(directory);
            new SessionConfigurations(directory).add(settings.canonicalText());
            final long nowNs = nowNs(engine);
            final String origin = isFollowing ? "run --reconfigure, another build" : "run --reconfigure";
            if (!isFollowing && opened.engine().differsOnlyInModel(engine.config())) {
                messages.modelSwapped(nowNs, given, recorded.build(), origin);
            } else {
                messages.reconfigured(nowNs, nowNs + settings.session().warmupNs(), given, recorded.build(), origin);
            }
        }
    }

    private KnownAccount fold(final Engine engine, final SessionJournal journal) {
        try {
            final long beganNs = System.nanoTime();
            final SessionFold fold = new SessionFold(recorded, journal, engine);
            final KnownAccount known = isFollowing ? fold.follow() : fold.run(surroundings.view()::say);
            surroundings.view().folded(fold.startedBehind(), engine.lastSequence(), System.nanoTime() - beganNs);
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

    /** Different outputs are a fault, unless another build recorded them. */
    private RuntimeException otherBuild(final String difference) {
        // A session whose first records were removed cannot be folded from its beginning.
        final boolean isWhole = SessionBeginning.of(directory) == null;
        final List<String> others = !isWhole ? List.of()
            : RecordedBuilds.of(directory).stream().map(RecordedBuilds.Run::build).filter(each -> !each.equals(recorded.build())).toList();
        if (others.isEmpty()) {
            return new ReplayDifferenceException("this build, " + recorded.build() + ", recorded " + directory.path()
                + " but now computes other outputs, so it cannot resume it: " + difference
                + " Close the position at the venue, start another journal, and report this.");
        }
        final String message = "this build, " + recorded.build() + ", computes other outputs than " + others.getLast() + ", which recorded "
            + directory.path() + ": " + difference;
        return mayReconfigure ? new OtherBuildException(message) : new ReplayDifferenceException(
            message + " Add --reconfigure to continue the account with this build, or use the other build.");
    }

    private long nowNs(final Engine engine) {
        final long nowNs = surroundings.clock().nanoTime();
        if (nowNs < engine.lastTimeNs() - CLOCK_SLACK_NS) {
            throw new InvalidInputException("this machine's clock is " + (engine.lastTimeNs() - nowNs) / 1_000_000_000L
                + " s behind the journal in " + directory.path() + ". Synchronise the clock (NTP).");
        }
        return Math.max(nowNs, engine.lastTimeNs());
    }
}
