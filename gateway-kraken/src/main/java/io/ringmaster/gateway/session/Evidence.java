package io.ringmaster.gateway.session;

import io.ringmaster.gateway.wire.VenueFill;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.gateway.wire.VenuePosition;
import java.util.List;
import java.util.Map;

/**
 * All the venue says of our orders, asked one thing after the other, in this order: what was asked for by name, what is open, what was
 * filled, what is held.
 *
 * @param begunMs   our clock before the first question
 * @param serverMs  venue's clock as it told what is open
 * @param aheadMs   by how much that clock is ahead of ours, as near as the time of that answer tells
 * @param tripMs    how long that answer took
 * @param statuses  by client text, in the venue's words; those it remembers no more are left out
 * @param fills     the oldest first
 * @param positions those that are not zero
 */
public record Evidence(
    long begunMs, long serverMs, long aheadMs, long tripMs, Map<String, String> statuses, List<VenueOrderState> open, List<VenueFill> fills,
    List<VenuePosition> positions) {
}
