package io.ringmaster.gateway.parse;

import io.ringmaster.gateway.wire.VenueBalance;
import io.ringmaster.gateway.wire.VenueFill;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.gateway.wire.VenuePosition;
import java.util.List;

/** Takes the private feeds' messages about our account. Called on the thread that reads them. */
public interface FuturesAccountListener {

    /** Every open order, as the subscription begins. */
    void onOpenOrders(List<VenueOrderState> orders);

    /**
     * An order opened or changed.
     *
     * @param reason in the venue's words
     */
    void onOrder(VenueOrderState order, String reason);

    /**
     * An order is no longer open.
     *
     * @param clientText empty when the venue does not say
     * @param reason     in the venue's words
     */
    void onOrderGone(String venueOrderId, String clientText, String reason);

    /** @param isHistory whether it happened before the subscription began */
    void onFill(VenueFill fill, boolean isHistory);

    /** Every position that is not zero. */
    void onPositions(List<VenuePosition> positions);

    void onBalance(VenueBalance balance);

    /** @param effectiveTimeMs venue's clock, epoch; 0 when it does not say */
    void onNotification(String type, String priority, String note, long effectiveTimeMs);

    /**
     * The venue sent its heartbeat, about one a second.
     *
     * @param timeMs the venue's clock, epoch
     */
    default void onHeartbeat(final long timeMs) {
    }
}
