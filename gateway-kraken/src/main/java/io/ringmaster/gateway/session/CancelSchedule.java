package io.ringmaster.gateway.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When each unwanted order is canceled: one request at a time for an order. It is repeated when evidence that is younger than the answer
 * shows the order open, each time after a longer pause; without any evidence, after a much longer one. One thread.
 */
final class CancelSchedule {

    private static final long FIRST_PAUSE_MS = 1_000;
    private static final long FIRST_BLIND_PAUSE_MS = 10_000;
    private static final int LARGEST_DOUBLING = 3;

    private final Map<LiveOrder, Wish> wishes = new LinkedHashMap<>();

    private static final class Wish {

        private int attempts;
        private boolean isAsking;
        private long askedMs;
        private long answeredMs;
        private long dueMs;

        private Wish(final long dueMs) {
            this.dueMs = dueMs;
        }

        private long after(final long firstPauseMs) {
            return askedMs + (firstPauseMs << Math.min(Math.max(0, attempts - 1), LARGEST_DOUBLING));
        }
    }

    /** Schedules a cancel of the order, once. */
    void want(final LiveOrder order, final long nowMs) {
        wishes.computeIfAbsent(order, absent -> new Wish(nowMs));
    }

    /** A request that cancels all orders of its instrument is on its way. */
    void onAskedForAll(final LiveOrder order, final long nowMs) {
        want(order, nowMs);
        onAsked(order, nowMs);
        onAnswer(order, nowMs);
    }

    /** The request is on its way. */
    void onAsked(final LiveOrder order, final long nowMs) {
        final Wish wish = wishes.get(order);
        wish.attempts++;
        wish.isAsking = true;
        wish.askedMs = nowMs;
    }

    /** The request was answered, or will not be; the order may still be open. */
    void onAnswer(final LiveOrder order, final long nowMs) {
        final Wish wish = wishes.get(order);
        if (wish != null) {
            wish.isAsking = false;
            wish.answeredMs = nowMs;
            wish.dueMs = wish.after(FIRST_BLIND_PAUSE_MS);
        }
    }

    /**
     * The order was open.
     *
     * @param asOfMs our clock: when the venue was asked
     */
    void onOpen(final LiveOrder order, final long asOfMs) {
        final Wish wish = wishes.get(order);
        if (wish != null && asOfMs >= wish.answeredMs) {
            wish.dueMs = Math.min(wish.dueMs, wish.after(FIRST_PAUSE_MS));
        }
    }

    /** The order is closed: stops canceling it. */
    void forget(final LiveOrder order) {
        wishes.remove(order);
    }

    /** Whether a cancel of it is scheduled. */
    boolean isWanted(final LiveOrder order) {
        return wishes.containsKey(order);
    }

    /** Orders whose cancel is due now. */
    List<LiveOrder> due(final long nowMs) {
        if (wishes.isEmpty()) {
            return List.of();
        }
        return wishes.entrySet().stream().filter(wish -> !wish.getValue().isAsking && wish.getValue().dueMs <= nowMs).map(Map.Entry::getKey).toList();
    }
}
