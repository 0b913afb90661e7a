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
 * @param serverMs  venue's clock at the first answer
 * @param statuses  by client text, in the venue's words; those it remembers no more are left out
 * @param fills     the oldest first
 * @param positions those that are not zero
 */
public record Evidence(
    long begunMs, long serverMs, Map<String, String> statuses, List<VenueOrderState> open, List<VenueFill> fills,
    List<VenuePosition> positions) {
}
