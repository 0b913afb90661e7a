package io.ringmaster.gateway.wire;

/**
 * A funding payment for a position, as the venue's account log reports it.
 *
 * @param amountE8 quote currency; positive is received
 * @param rateE8   absolute: quote currency per unit of base and hour
 * @param timeMs   venue's clock, epoch
 */
public record VenueFunding(String product, long amountE8, long rateE8, long timeMs) {
}
