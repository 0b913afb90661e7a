package io.ringmaster.gateway.wire;

/**
 * The two names of an order.
 *
 * @param venueOrderId the venue's id; empty when the venue does not say it
 * @param clientText   the client order id as text; empty when there is none
 */
public record OrderIds(String venueOrderId, String clientText) {
}
