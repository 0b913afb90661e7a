package io.ringmaster.inference.contract;

/**
 * Of which market the features are, and when.
 *
 * @param market      venue and symbol, such as {@code kraken:PF_XBTUSD}; a model of one venue's data may not decide on another's unnoticed
 * @param timeframeNs length of the bars of its formulas, in nanoseconds
 * @param decidesOn   when the observation is made
 */
public record Origin(String market, long timeframeNs, DecidesOn decidesOn) { }
