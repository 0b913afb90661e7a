package io.ringmaster.strategies;

import io.ringmaster.strategies.indicator.claim.Claims;

/**
 * A rule without memory or numbers of its own: FLAT where its leaving claim holds, LONG or SHORT where that side's claim holds and the
 * other's does not, else HOLD; with full strength and confidence, and without prices.
 *
 * @param leaves    index of its claim, {@link Claims#NEVER} if there is none
 * @param goesLong  likewise
 * @param goesShort likewise
 */
public record PlainRule(int leaves, int goesLong, int goesShort) { }
