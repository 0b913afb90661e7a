package io.ringmaster.gateway.wire;

/**
 * The multi-collateral account as the venue reports it, in US dollars.
 *
 * @param balanceE8       value of what is held
 * @param portfolioE8     balance and unrealised profit
 * @param initialMarginE8 bound by positions and orders
 */
public record VenueBalance(long balanceE8, long portfolioE8, long initialMarginE8) {
}
