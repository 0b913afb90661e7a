package io.ringmaster.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a policy knows when it decides: the last recommendation of each strategy, the market and a few global fields. Mutable, reused, owned
 * by the decision stage.
 *
 * <p>Its encoding is journaled with each decision. It is a vector in this order: for each strategy, in the order of the configuration, the
 * signal one-hot as [FLAT, LONG, SHORT, HOLD], then strength and confidence; then the globals of {@link #names}.
 */
public final class Observation {

    private static final int PER_STRATEGY = 6;
    private static final List<String> GLOBALS = List.of(
        "markPrice", "spreadRatio", "imbalance", "marketAgeSeconds", "exposure", "equity", "isWarm", "isTradable");

    /** Instrument to decide on. */
    public int instrumentId;
    /** Event time. */
    public long timeNs;
    public final ObservedMarket market = new ObservedMarket();
    public final Recommendations recommendations;
    /** Whether every strategy that is not quarantined has warmed up. */
    public boolean isWarm;
    /** Signed notional over equity. */
    public double exposure;
    /** Quote currency times 1e8, for information. */
    public long equityE8;

    private final String[] ids;
    private final double[] weight;
    private final long[] timeframeNs;
    private final RegimeWeights[] regimeWeights;

    /**
     * @param ids          of the strategies, in the order of the configuration
     * @param weights      of the strategies, in the same order
     * @param timeframesNs of the bars they decide on, in the same order
     */
    public Observation(final List<String> ids, final double[] weights, final long[] timeframesNs) {
        this(ids, weights, timeframesNs, Collections.nCopies(ids.size(), RegimeWeights.NEUTRAL));
    }

    /** @param regimeWeights of the strategies, in the same order: what a regime multiplies their weights by */
    public Observation(
        final List<String> ids, final double[] weights, final long[] timeframesNs, final List<RegimeWeights> regimeWeights) {
        this.regimeWeights = regimeWeights.toArray(new RegimeWeights[0]);
        weight = weights.clone();
        timeframeNs = timeframesNs.clone();
        this.ids = ids.toArray(new String[0]);
        recommendations = new Recommendations(ids.size());
    }

    /** How many strategies there are. */
    public int strategies() {
        return ids.length;
    }

    public String id(final int strategyIndex) {
        return ids[strategyIndex];
    }

    /** What a strategy weighs among those that agree, in the market's regime. */
    public double weight(final int strategyIndex) {
        return weight[strategyIndex] * regimeWeights[strategyIndex].in(market.trend, market.volatility);
    }

    /** Length of the bars a strategy decides on. */
    public long timeframeNs(final int strategyIndex) {
        return timeframeNs[strategyIndex];
    }

    /** Values in the encoding. */
    public int length() {
        return ids.length * PER_STRATEGY + GLOBALS.size();
    }

    /** Names of the encoded values, in order. */
    public List<String> names() {
        final List<String> names = new ArrayList<>();
        for (final String id : ids) {
            names.addAll(List.of(id + ".flat", id + ".long", id + ".short", id + ".hold", id + ".strength", id + ".confidence"));
        }
        names.addAll(GLOBALS);
        return names;
    }

    /** Writes the encoding; returns its length. */
    public int encode(final double[] out) {
        int i = 0;
        for (int s = 0; s < ids.length; s++) {
            final int says = recommendations.signal[s].value();
            for (int k = 0; k < 4; k++) {
                out[i++] = k == says ? 1 : 0;
            }
            out[i++] = recommendations.strength[s];
            out[i++] = recommendations.confidence[s];
        }
        out[i++] = market.markPriceE8 / 1e8;
        out[i++] = market.spreadRatio();
        out[i++] = market.imbalance;
        out[i++] = market.markTimeNs == 0 ? -1 : (timeNs - market.markTimeNs) / 1e9;
        out[i++] = exposure;
        out[i++] = equityE8 / 1e8;
        out[i++] = isWarm ? 1 : 0;
        out[i++] = market.isTradable ? 1 : 0;
        return i;
    }
}
