package io.ringmaster.gateway.client;

import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/**
 * What one key may ask within ten seconds, counted in the venue's points over a sliding window, so that it holds however the venue counts.
 * Less urgent requests leave a reserve for more urgent ones. Any thread.
 *
 * @see <a href="https://docs.kraken.com/exchange/guides/futures/ratelimits">the venue's costs</a>
 */
final class RequestBudget {

    static final int SEND = 10;
    static final int EDIT = 10;
    static final int CANCEL = 10;
    static final int CANCEL_ALL = 25;
    static final int SWITCH = 25;
    static final int LIST = 2;
    static final int OLDER_FILLS = 25;
    static final int STATUS = 1;
    /** Public endpoints, and those of other services with budgets of their own. */
    static final int FREE = 0;

    private static final int POINTS = 500;
    private static final long WINDOW_MS = 10_000;
    private static final long FIRST_HOLD_MS = 1_000;

    private final LongSupplier clockMs;
    private final ArrayDeque<Spent> spent = new ArrayDeque<>();
    private int sum;
    private long holdMs = FIRST_HOLD_MS;
    private long heldUntilMs = Long.MIN_VALUE;

    private record Spent(long timeMs, int points) {
    }

    /** @param clockMs monotonic */
    RequestBudget(final LongSupplier clockMs) {
        this.clockMs = clockMs;
    }

    /** Spends points if enough are left for a request of this urgency; returns whether it may be sent. */
    synchronized boolean spend(final int points, final Urgency urgency) {
        final long nowMs = clockMs.getAsLong();
        while (!spent.isEmpty() && nowMs - spent.peekFirst().timeMs >= WINDOW_MS) {
            sum -= spent.pollFirst().points;
        }
        final boolean isHeld = nowMs < heldUntilMs && urgency.compareTo(Urgency.PROTECT) > 0;
        if (points > 0 && (isHeld || sum + points + urgency.reserve() > POINTS)) {
            return false;
        }
        if (points > 0) {
            sum += points;
            spent.addLast(new Spent(nowMs, points));
        }
        return true;
    }

    /** The venue refused for its limit: another process uses the key, or it counts otherwise. All but the most urgent waits, longer each time. */
    synchronized void onLimitExceeded() {
        heldUntilMs = clockMs.getAsLong() + holdMs;
        holdMs = Math.min(WINDOW_MS, holdMs * 2);
    }

    /** The venue took a request. */
    synchronized void onAccepted() {
        holdMs = FIRST_HOLD_MS;
    }
}
