package io.ringmaster.cli.session;

import io.ringmaster.cli.settings.RecordingSettings.Market;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.TimedMessage;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.LiveDriver;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.pipeline.replay.RecordedSession;
import io.ringmaster.pipeline.topology.CoreMap;
import io.ringmaster.pipeline.topology.HandlerFailedException;
import java.util.function.BooleanSupplier;

/** Runs a session on a venue in real time: with a control socket, a second fold of the journal, and the cancellation of all orders at the end. */
final class LiveDrive implements RunningSession.Drive {

    private static final long SHOW_EVERY_NS = 250_000_000L;

    private final LiveSettings live;
    private final Settings settings;
    private final RecordedSession recorded;
    private final Surroundings surroundings;
    private final RunningSession session;
    private final LiveVenue venue;
    private final HangResponse hanging;
    private final Until until;
    private final Warmups warmups;
    private final ModelAlarm alarm;
    private long showDueNs;
    private boolean hasNoOrders;

    /**
     * How long it runs.
     *
     * @param isWanted    whether to continue; called often
     * @param standDownMs how long the venue may take to confirm that nothing is left, in the session's time
     */
    record Until(BooleanSupplier isWanted, long standDownMs) { }

    LiveDrive(
        final LiveSettings live, final RecordedSession recorded, final Surroundings surroundings, final RunningSession session,
        final LiveVenue venue, final HangResponse hanging, final Until until) {
        this.live = live;
        settings = live.opened().settings();
        this.recorded = recorded;
        this.surroundings = surroundings;
        this.session = session;
        this.venue = venue;
        this.hanging = hanging;
        this.until = until;
        final boolean isDemo = settings.recording().market() == Market.WIRE;
        // A demo's market is a recording: it needs no time of day.
        alarm = new ModelAlarm(session.engine().status(), surroundings.view()::say);
        warmups = new Warmups(session.engine(), isDemo ? news -> { } : surroundings.view()::say);
    }

    /** Whether the venue confirmed that no order was left. */
    boolean hasNoOrders() {
        return hasNoOrders;
    }

    @Override
    public void run(final Interjections interjections) {
        final Engine engine = session.engine();
        final ShadowThread shadow = ShadowThread.behind(session, recorded, settings, surroundings);
        final LiveDriver driver = new LiveDriver(engine, venue, surroundings.clock(), settings.session().tickNs(), timeNs -> {
            interjections.publishDue(timeNs);
            shadow.publishDue(timeNs);
        });
        hanging.trades(venue, driver);
        final ControlSocket ctl = new ControlSocket(recorded.directory().path(), operator(driver));
        try (ctl; shadow) {
            if (settings.snapshots().everyNs() > 0) {
                shadow.start();
            }
            hasNoOrders = runAndStandDown(driver);
        }
    }

    private OperatorCommands operator(final LiveDriver driver) {
        final Engine engine = session.engine();
        return new OperatorCommands(
            engine, new SessionStatus(settings.instruments(), engine, venue, session.activity(), warmups::readiness, session.drift()::describe),
            new StartGate(settings, engine, venue, session.journal().groupCommit()), driver,
            new LiveReconfiguration(recorded.directory(), live, driver));
    }

    private boolean isWanted() {
        warmups.look();
        alarm.look();
        if (System.nanoTime() >= showDueNs) {
            showDueNs = System.nanoTime() + SHOW_EVERY_NS;
            session.show();
        }
        return until.isWanted.getAsBoolean();
    }

    /** Cancels all orders when the session ends for any reason, including an exception of the publisher. */
    private boolean runAndStandDown(final LiveDriver driver) {
        try {
            driver.run(this::isWanted, CoreMap.of(recorded.topology()));
            return driver.standDown(until.standDownMs);
        } catch (final RuntimeException | Error e) {
            hanging.recordIfHanging();
            TimedMessage.say("the session failed (" + e + "); every order is canceled: "
                + (standDownAfter(e, driver) ? "the venue confirms that no order is left"
                : "the venue has not confirmed it, check it") + "; positions stay");
            throw e;
        }
    }

    private boolean standDownAfter(final Throwable failure, final LiveDriver driver) {
        try {
            if (!(failure instanceof HandlerFailedException)) {
                return driver.standDown(until.standDownMs);
            }
        } catch (final RuntimeException | Error again) {
            suppress(failure, again);
        }
        try {
            // The stages that would record this no longer work, and canceling only reduces risk.
            driver.abandon();
            return venue.standDown(until.standDownMs);
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
}
