package io.ringmaster.gateway.session;

import io.ringmaster.gateway.wire.VenueFill;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.gateway.wire.VenuePosition;
import java.util.List;
import java.util.Map;

/**
 * All the venue says of our orders, asked one question after the other, in this order: orders by name, open orders, fills, positions.
 *
 * @param statuses  by client text, in the venue's words; orders the venue no longer remembers are left out
 * @param fills     the oldest first
 * @param positions those that are not zero
 */
public record Evidence(
    Asked asked, Map<String, String> statuses, List<VenueOrderState> open, List<VenueFill> fills, List<VenuePosition> positions) {

    /**
     * When it was asked, by both clocks.
     *
     * @param begunMs  our clock before the first question
     * @param serverMs venue's clock when it listed the open orders
     * @param aheadMs  by how much that clock is ahead of ours, as exactly as the time of that answer allows
     * @param tripMs   how long that answer took
     */
    public record Asked(long begunMs, long serverMs, long aheadMs, long tripMs) {
    }

    /** Our clock before the first question. */
    public long begunMs() {
        return asked.begunMs;
    }

    /** Venue's clock when it listed the open orders. */
    public long serverMs() {
        return asked.serverMs;
    }
}
