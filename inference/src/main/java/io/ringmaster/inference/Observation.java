package io.ringmaster.inference;

import io.ringmaster.schema.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What a policy may know when it decides: what every strategy said last, and a few global fields. Mutable, reused, owned by the decision
 * stage.
 *
 * <p>Its encoding, journaled with each decision, is a vector in this order: for each strategy in the order of the configuration the
 * signal one-hot as [FLAT, LONG, SHORT, HOLD], then strength, confidence; then the globals of {@link #names}.
 */
public final class Observation {

    private static final int PER_STRATEGY = 6;
    private static final List<String> GLOBALS = List.of(
        "markPrice", "spreadRatio", "imbalance", "marketAgeSeconds", "exposure", "equity", "isWarm", "isTradable");

    /** Instrument to decide on. */
    public int instrumentId;
    /** Event time. */
    public long timeNs;
    /** Reference price times 1e8; 0 when not known. */
    public long markPriceE8;
    public long bidPriceE8;
    public long askPriceE8;
    /** In [-1, 1]; 0 without a valid book. */
    public double imbalance;
    /** What book and trades say together, in [-1, 1]; {@code NaN} while not known or not asked for. */
    public double bookScore = Double.NaN;
    /** Event time of the last book message. */
    public long bookTimeNs;
    /** The market's regime; unknown while it is not measured. */
    public Regime.Trend trend = Regime.Trend.UNKNOWN;
    public Regime.Volatility volatility = Regime.Volatility.UNKNOWN;
    /** Event time at which the market last confirmed the mark. */
    public long markTimeNs;
    /** Whether orders may be priced on the market: no gapped, crossed or one-sided book. */
    public boolean isTradable;
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
    /** Instrument each strategy speaks of. */
    public final int[] strategyInstrument;
    public final Signal[] signal;
    public final double[] strength;
    public final double[] confidence;
    public final long[] stopPriceE8;
    public final long[] targetPriceE8;
    /** Close time of the bar the recommendation is based on; {@link Long#MIN_VALUE} before the first. */
    public final long[] asOfTimeNs;
    /** Whether the strategy is heard: neither warming up nor quarantined. */
    public final boolean[] isActive;

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
        final int count = ids.size();
        this.regimeWeights = regimeWeights.toArray(new RegimeWeights[0]);
        weight = weights.clone();
        timeframeNs = timeframesNs.clone();
        this.ids = ids.toArray(new String[0]);
        strategyInstrument = new int[count];
        signal = new Signal[count];
        Arrays.fill(signal, Signal.HOLD);
        strength = new double[count];
        confidence = new double[count];
        stopPriceE8 = new long[count];
        targetPriceE8 = new long[count];
        asOfTimeNs = new long[count];
        Arrays.fill(stopPriceE8, Target.NO_PRICE);
        Arrays.fill(targetPriceE8, Target.NO_PRICE);
        Arrays.fill(asOfTimeNs, Long.MIN_VALUE);
        isActive = new boolean[count];
    }

    public int strategies() {
        return ids.length;
    }

    public String id(final int strategyIndex) {
        return ids[strategyIndex];
    }

    /** What a strategy weighs among those that agree, in the market's regime. */
    public double weight(final int strategyIndex) {
        return weight[strategyIndex] * regimeWeights[strategyIndex].in(trend, volatility);
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
            final int says = signal[s].value();
            for (int k = 0; k < 4; k++) {
                out[i++] = k == says ? 1 : 0;
            }
            out[i++] = strength[s];
            out[i++] = confidence[s];
        }
        final double mark = markPriceE8 / 1e8;
        out[i++] = mark;
        out[i++] = markPriceE8 > 0 && askPriceE8 > 0 && bidPriceE8 > 0 ? (askPriceE8 - bidPriceE8) / (double) markPriceE8 : 0;
        out[i++] = imbalance;
        out[i++] = markTimeNs == 0 ? -1 : (timeNs - markTimeNs) / 1e9;
        out[i++] = exposure;
        out[i++] = equityE8 / 1e8;
        out[i++] = isWarm ? 1 : 0;
        out[i++] = isTradable ? 1 : 0;
        return i;
    }
}
