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
 * The response of a session to a strategy that does not return: it records the hang, so that the session is latched when it resumes, cancels every
 * order and ends the session. If the stages run on separate threads, the publisher does this, because its next publish is refused. In {@code compact}
 * the strategy blocks the publisher's thread, so the guard's thread does it and ends the process.
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
     * @param exit        ends the process with a code, even if threads still run
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

    /** Sets the venue at which the session may have orders from now on. */
    void trades(final LiveVenue at, final LiveDriver by) {
        driver = by;
        venue = at;
    }

    private void onHang(final Hang hang) {
        try {
            begun.await();
            TimedMessage.say(hang.describe() + ": trading latches, every order is canceled, and the session ends. "
                + "Remove the strategy from the configuration or give it fewer bars to process.");
            if (isCompact && guard.isHanging()) {
                standDownForThePublisher();
            } else if (!ended.await(standDownMs + MARGIN_MS, TimeUnit.MILLISECONDS)) {
                exit.accept(ExitCode.FAILED);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process ends even if this fails, because an operator has to check the account. */
    private void standDownForThePublisher() {
        try {
            if (venue == null) {
                TimedMessage.say("the session had not begun to trade; no order was sent");
                return;
            }
            driver.abandon();
            final String latch = guard.record() ? "the journal has the latch" : "THE JOURNAL DOES NOT HAVE THE LATCH";
            TimedMessage.say(latch + "; " + (venue.standDown(standDownMs) ? "the venue confirms that no order is left"
                : "the venue has not confirmed that no order is left, check it") + "; positions stay");
        } catch (final RuntimeException | Error e) {
            TimedMessage.say("orders may be left, check the venue: " + e);
            throw e;
        } finally {
            exit.accept(ExitCode.FAILED);
        }
    }

    /** Runs on the publisher's thread, after the engine refused its input. */
    void recordIfHanging() {
        guard.record();
    }

    @Override
    public void close() {
        ended.countDown();
        guard.close();
    }
}
