package io.ringmaster.pipeline.core.risk;

/**
 * Token bucket in event time. New orders leave a reserve, and exits leave half of it. Cancels are never refused and reduce what is left for the
 * others.
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

    /** Takes the cost of a message. Cancels may take more than is left, down to a debt of one window. */
    void spend() {
        creditNs = Math.max(-windowNs, creditNs - costNs);
    }

    /** The number of new orders that could still be sent, for the journal. */
    long messagesLeft() {
        return Math.max(0, (creditNs - reserveNs) / costNs);
    }
}
