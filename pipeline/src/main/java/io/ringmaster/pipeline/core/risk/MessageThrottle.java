package io.ringmaster.pipeline.core.risk;

/**
 * Token bucket in event time. New orders leave a reserve untouched, exits half of it; cancels are never refused, and what they spend is
 * missing to the others.
 */
final class MessageThrottle {

    private final long windowNs;
    private final long costNs;
    private final long reserveNs;
    private long creditNs;
    private long lastNs = Long.MIN_VALUE;

    MessageThrottle(final RiskLimits limits) {
        windowNs = limits.traffic().messageWindowNs();
        costNs = Math.ceilDiv(windowNs, limits.traffic().messagesPerWindow());
        reserveNs = Math.min(windowNs - costNs, limits.traffic().cancelReserve() * costNs);
        creditNs = windowNs;
    }

    void onTime(final long timeNs) {
        if (lastNs != Long.MIN_VALUE) {
            creditNs = Math.min(windowNs, creditNs + Math.min(windowNs, timeNs - lastNs));
        }
        lastNs = timeNs;
    }

    boolean allowsNew() {
        return creditNs - costNs >= reserveNs;
    }

    boolean allowsExit() {
        return creditNs - costNs >= reserveNs / 2;
    }

    /** Takes a message's cost; cancels may take more than there is, down to a window's worth of debt. */
    void spend() {
        creditNs = Math.max(-windowNs, creditNs - costNs);
    }

    /** Messages a new order could still be, for the journal. */
    long messagesLeft() {
        return Math.max(0, (creditNs - reserveNs) / costNs);
    }
}
