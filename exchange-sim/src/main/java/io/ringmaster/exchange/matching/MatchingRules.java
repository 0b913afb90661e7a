package io.ringmaster.exchange.matching;

/**
 * What a venue does beyond the instrument's own definition.
 *
 * @param priceProtectionE8 a market order takes no price further than this from the best one, as a ratio
 * @param barSlippageBpsE8  a taker's price is this much worse than a bar's, in basis points times 1e8
 * @param selfFill          what happens to an order that would meet another one of ours
 * @param liquidation       whether positions without enough margin are liquidated
 */
public record MatchingRules(long priceProtectionE8, long barSlippageBpsE8, SelfFillPolicy selfFill, boolean liquidation) {
}
