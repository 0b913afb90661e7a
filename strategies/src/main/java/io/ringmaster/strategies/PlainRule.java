package io.ringmaster.strategies;

import io.ringmaster.strategies.indicator.claim.Claims;

/**
 * A rule without memory or numbers of its own. It says FLAT if its exit claim holds, LONG or SHORT if that side's claim holds and the other
 * side's claim does not, and HOLD otherwise. Strength and confidence are full, and it names no prices.
 *
 * @param leaves    index of the exit claim; {@link Claims#NEVER} without one
 * @param goesLong  index of the claim for LONG; {@link Claims#NEVER} without one
 * @param goesShort index of the claim for SHORT; {@link Claims#NEVER} without one
 */
public record PlainRule(int leaves, int goesLong, int goesShort) { }
