package io.ringmaster.gateway.wire;

/**
 * A position as the venue reports it.
 *
 * @param qtyE8   signed
 * @param entryE8 average entry price
 */
public record VenuePosition(String product, long qtyE8, long entryE8) {
}
