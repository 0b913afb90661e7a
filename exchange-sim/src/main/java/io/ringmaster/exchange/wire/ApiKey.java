package io.ringmaster.exchange.wire;

/**
 * A key of the simulated venue, and the account behind it.
 *
 * @param key           public half
 * @param secret        Base64; guards nothing but simulated money, so it may be written down
 * @param initialCashE8 quote currency
 * @param mayTransfer   whether it could move money away, as no key should that a machine trades with
 */
public record ApiKey(String key, String secret, long initialCashE8, boolean mayTransfer) {
}
