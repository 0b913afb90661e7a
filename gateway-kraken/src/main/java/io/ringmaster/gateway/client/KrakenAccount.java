package io.ringmaster.gateway.client;

import io.ringmaster.gateway.session.FeedConnection;
import io.ringmaster.gateway.session.OrderSession;
import io.ringmaster.schema.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.EpochClock;

/**
 * Our account at the venue: its timed work, whether it is ready to trade, and its end. Public questions may come from any
 * thread; everything else runs on the account thread.
 */
final class KrakenAccount {

    private static final List<String> CLOSED = List.of("the gateway is closed");
    private static final long LOOK_AGAIN_NS = 20_000_000;

    private final AccountThread thread;
    private final FeedConnection feed;
    private final OrderSession session;
    private final VenueChecks checks;
    private final DeadMansSwitch deadMansSwitch;
    private final KrakenMarket market;
    private final EpochClock clock;
    private volatile Agreement agreement = Agreement.UNKNOWN;
    private volatile boolean isClosed;

    KrakenAccount(
        final AccountThread thread, final FeedConnection feed, final OrderSession session, final VenueChecks checks,
        final DeadMansSwitch deadMansSwitch, final KrakenMarket market, final EpochClock clock) {
        this.thread = thread;
        this.feed = feed;
        this.session = session;
        this.checks = checks;
        this.deadMansSwitch = deadMansSwitch;
        this.market = market;
        this.clock = clock;
    }

    /** Time passed; on the account thread. */
    void onTime() {
        if (isClosed) {
            return;
        }
        final long nowMs = clock.time();
        feed.onTime(nowMs);
        session.onTime(nowMs);
        final boolean isReady = feed.isOpen() && market.problems().isEmpty() && !thread.hasFailed() && checks.areMet();
        agreement = isReady ? session.agreement() : Agreement.UNKNOWN;
        checks.onTime(nowMs, session);
        deadMansSwitch.onTime(nowMs, !thread.hasFailed(), thread);
    }

    /** An event has passed the whole pipeline. Any thread. */
    void onPipelineAlive() {
        deadMansSwitch.onPipelineAlive(clock.time());
    }

    /** Whether our records agree with the venue's, and everything that trading needs is there. */
    Agreement agreement() {
        return isClosed ? Agreement.UNKNOWN : agreement;
    }

    /** What speaks against trading, in words for a person. */
    List<String> objections() {
        return thread.ask(this::objectionsNow, CLOSED);
    }

    private List<String> objectionsNow() {
        final List<String> found = new ArrayList<>();
        if (thread.hasFailed()) {
            found.add("a thread of the gateway failed: restart the session");
        }
        found.addAll(market.problems());
        if (!feed.isOpen()) {
            found.add("the account feed is down");
        }
        if (!deadMansSwitch.isSet()) {
            found.add("the dead man's switch is not set");
        }
        found.addAll(checks.objections());
        found.addAll(session.objections());
        return found;
    }

    /** One line for people. */
    String describe() {
        final List<String> problems = market.problems();
        return thread.ask(() -> "account feed " + (feed.isOpen() ? "up" : "down") + ", " + session.openOrders() + " orders open"
            + (problems.isEmpty() ? "" : "; " + String.join(", ", problems)), CLOSED.getFirst());
    }

    /**
     * Cancels every order and waits until the venue says that none is left; then turns the dead man's switch off.
     *
     * @return whether the venue confirmed both in time
     */
    boolean standDown(final long withinMs) {
        final long untilMs = clock.time() + withinMs;
        if (!thread.offer(session::cancelEverything)) {
            return false;
        }
        while (!thread.ask(session::isQuiet, false)) {
            if (clock.time() >= untilMs) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
        return deadMansSwitch.turnOff(thread);
    }

    /** Closes the private feed and stops all timed work. */
    void close() {
        isClosed = true;
        thread.execute(feed::close);
    }
}
