package io.ringmaster.cli.session;

import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.cli.terminal.TimedMessage;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.HangGuard;
import io.ringmaster.pipeline.engine.LiveDriver;
import io.ringmaster.pipeline.engine.StrategyWatchdog;
import io.ringmaster.pipeline.engine.StrategyWatchdog.Hang;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * What a session does when a strategy does not return: it records that, so that the session is latched when it goes on, cancels every order
 * and ends. Where the stages have threads of their own, the publisher does it, for it is refused the next time it publishes. In {@code
 * compact} the strategy runs on the publisher's thread, so the guard's thread does it and ends the process: the other thread may never.
 */
final class HangResponse implements AutoCloseable {

    private static final long MARGIN_MS = 10_000;

    private final boolean isCompact;
    private final long standDownMs;
    private final IntConsumer exit;
    private final HangGuard guard;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile LiveVenue venue;
    private volatile LiveDriver driver;

    /**
     * @param standDownMs how long the venue may take to confirm that no order is left
     * @param exit        ends the process with a code, whatever its threads do
     */
    HangResponse(
        final Engine engine, final TopologySettings topology, final StrategyWatchdog watchdog, final EpochNanoClock clock, final long limitNs,
        final long standDownMs, final IntConsumer exit) {
        isCompact = topology.mode() == TopologySettings.Mode.COMPACT;
        this.standDownMs = standDownMs;
        this.exit = exit;
        guard = new HangGuard(watchdog, engine, clock, limitNs, this::onHang);
        begun.countDown();
    }

    /** From now on there may be orders at a venue. */
    void trades(final LiveVenue at, final LiveDriver by) {
        driver = by;
        venue = at;
    }

    private void onHang(final Hang hang) {
        try {
            begun.await();
            TimedMessage.say(hang.describe() + ": trading latches, every order is canceled, and the session ends. "
                + "Take the strategy out of the configuration or give it fewer bars to look at.");
            if (isCompact && guard.isHanging()) {
                standDownForThePublisher();
            } else if (!ended.await(standDownMs + MARGIN_MS, TimeUnit.MILLISECONDS)) {
                exit.accept(ExitCode.FAILED);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever fails meanwhile, the process ends: a person has to look. */
    private void standDownForThePublisher() {
        try {
            if (venue == null) {
                TimedMessage.say("the session had not begun to trade; no order was sent");
                return;
            }
            driver.abandon();
            final String latch = guard.record() ? "the journal has the latch" : "THE JOURNAL DOES NOT HAVE THE LATCH";
            TimedMessage.say(latch + "; " + (venue.standDown(standDownMs) ? "the venue confirms that no order is left"
                : "the venue has not confirmed that no order is left, look there") + "; positions stay");
        } catch (final RuntimeException | Error e) {
            TimedMessage.say("it is not known whether an order is left, look at the venue: " + e);
            throw e;
        } finally {
            exit.accept(ExitCode.FAILED);
        }
    }

    /** On the publisher's thread, after it was refused. */
    void recordIfHanging() {
        guard.record();
    }

    @Override
    public void close() {
        ended.countDown();
        guard.close();
    }
}
