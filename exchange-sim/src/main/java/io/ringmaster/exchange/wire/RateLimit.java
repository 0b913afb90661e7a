package io.ringmaster.exchange.wire;

import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/** A budget of cost within a sliding window: 500 in 10 seconds for a key of Kraken Derivatives. One thread. */
final class RateLimit {

    private final long budget;
    private final long windowMs;
    private final LongSupplier clockMs;
    private final ArrayDeque<long[]> spent = new ArrayDeque<>();
    private long sum;

    RateLimit(final long budget, final long windowMs, final LongSupplier clockMs) {
        this.budget = budget;
        this.windowMs = windowMs;
        this.clockMs = clockMs;
    }

    /** Spends a cost, if it is there. */
    boolean spend(final long cost) {
        final long nowMs = clockMs.getAsLong();
        while (!spent.isEmpty() && spent.peekFirst()[0] <= nowMs - windowMs) {
            sum -= spent.pollFirst()[1];
        }
        if (sum + cost > budget) {
            return false;
        }
        sum += cost;
        spent.addLast(new long[] {nowMs, cost});
        return true;
    }
}
