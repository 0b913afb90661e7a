package io.ringmaster.pipeline.core.decision;

import io.ringmaster.inference.HeuristicPredictor;
import io.ringmaster.inference.ObservedMarket;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.Regime.Trend;
import io.ringmaster.inference.Regime.Volatility;
import io.ringmaster.pipeline.market.BarFeed;
import io.ringmaster.pipeline.market.BarHistory;
import io.ringmaster.pipeline.market.MarketFeatures;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.strategies.formula.Formula;
import io.ringmaster.strategies.indicator.FeatureValues;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import io.ringmaster.units.FixedPoint;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * The policy's data on the market beside its price: the regime (ADX and average true range), the book's score, the heuristic predictor and claims, on
 * bars of its own timeframe. It runs in the stage after the strategies and reads the same events, so it does not depend on how they are spread over
 * shards. A figure that is not warm is unknown and has no weight.
 */
public final class PolicyContext {

    private static final double TREND_ADX = 25;
    private static final String RANGE = "(atr(14)/close)";
    private static final List<String> PREDICTOR = List.of("rsi(14)", "adx(14)", "volume_ratio(20)", "percent_b(20)");
    private static final String SCORE = "microstructure_score(5)";

    private final boolean measuresRegime;
    private final Instrument[] instruments;
    private final BarFeed bars;
    private final MarketFeatures features;

    /** One instrument's indicators. */
    private static final class Instrument {

        private final FeatureValues features = new FeatureValues();
        private final IndicatorGraph graph = new IndicatorGraph(features);
        private final Formula trend = graph.formula("adx(14)", Map.of());
        private final Formula range = graph.formula(RANGE, Map.of());
        /** Null if the book does not vote. */
        private final Formula score;
        /** RSI, ADX, volume ratio and %B of the predictor; null if it is not asked. */
        private final Formula[] predictor;
        private final Formula low;
        private final Formula high;
        private final MarketClaim[] claims;

        private Instrument(final PolicySettings.Regime regime, final boolean votesBook, final boolean predicts, final List<String> claims) {
            score = votesBook ? graph.formula(SCORE, Map.of()) : null;
            predictor = predicts ? PREDICTOR.stream().map(text -> graph.formula(text, Map.of())).toArray(Formula[]::new) : null;
            low = graph.formula(bound(regime, "0.008", "0.2"), Map.of());
            high = graph.formula(bound(regime, "0.02", "0.8"), Map.of());
            this.claims = claims.stream().map(text -> new MarketClaim(text, graph)).toArray(MarketClaim[]::new);
            graph.arrange();
        }

        private static String bound(final PolicySettings.Regime regime, final String level, final String share) {
            return switch (regime) {
                case OFF, LEVELS -> level;
                case PERCENTILE -> "quantile(" + RANGE + ",100," + share + ")";
            };
        }

        private boolean isSettled(final Formula formula) {
            return graph.bars() >= formula.settledBars() && formula.isKnown();
        }

        private Trend trend() {
            return !isSettled(trend) ? Trend.UNKNOWN : trend.value() >= TREND_ADX ? Trend.TREND : Trend.RANGE;
        }

        private double chance() {
            return HeuristicPredictor.chance(value(predictor[0]), value(predictor[1]), value(predictor[2]), value(predictor[3]));
        }

        private double value(final Formula formula) {
            return isSettled(formula) ? formula.value() : Double.NaN;
        }

        private Volatility volatility() {
            if (!isSettled(range) || !isSettled(low) || !isSettled(high)) {
                return Volatility.UNKNOWN;
            }
            return range.value() >= high.value() ? Volatility.HIGH : range.value() <= low.value() ? Volatility.LOW : Volatility.NORMAL;
        }
    }

    /**
     * @param votesBook    whether the book's score is needed; to know it, each event of the book costs the upkeep of a book
     * @param predicts     whether the heuristic predictor is asked
     * @param claims       about every instrument's market, for {@link #claimBecomesTrue}
     * @param timeframesNs by instrument id, of the bars; 0 for an instrument that is not measured
     */
    public PolicyContext(final PolicySettings.Regime regime, final boolean votesBook, final boolean predicts, final List<String> claims, final long[] timeframesNs) {
        measuresRegime = regime != PolicySettings.Regime.OFF;
        instruments = new Instrument[timeframesNs.length];
        final long[][] wanted = new long[timeframesNs.length][];
        for (int i = 0; i < timeframesNs.length; i++) {
            instruments[i] = new Instrument(regime, votesBook, predicts, claims);
            wanted[i] = timeframesNs[i] == 0 ? new long[0] : new long[] {timeframesNs[i]};
        }
        bars = new BarFeed(wanted, this::onBarClosed);
        features = new MarketFeatures(instruments.length, i -> instruments[i].graph.features(), i -> instruments[i].features);
    }

    /** Takes one input message, its header at offset 0. */
    public void onInput(final DirectBuffer buffer, final int templateId, final long timeNs) {
        bars.onInput(buffer, templateId, timeNs);
        features.onInput(buffer, templateId);
    }

    /** Whether a claim about an instrument's market became true with this event. Call it once for each event of that market. */
    boolean claimBecomesTrue(final MarketView market) {
        final Instrument one = instruments[market.instrumentId];
        boolean became = false;
        for (final MarketClaim claim : one.claims) {
            became |= claim.becomesTrue(market, one.graph.bars());
        }
        return became;
    }

    /** Warms up with the bars of the past. */
    void warmUp(final BarHistory history) {
        bars.warmUp(history);
    }

    private void onBarClosed(
        final int instrumentId, final long timeframeNs, final long openTimeNs, final long closeTimeNs,
        final long openE8, final long highE8, final long lowE8, final long closeE8, final long volumeE8) {
        features.sample(instrumentId, closeTimeNs);
        instruments[instrumentId].graph.onBar(
            openTimeNs, closeTimeNs, FixedPoint.toDouble(openE8), FixedPoint.toDouble(highE8), FixedPoint.toDouble(lowE8),
            FixedPoint.toDouble(closeE8), FixedPoint.toDouble(volumeE8));
    }

    /** Writes an instrument's regime, book score and prediction into the policy's observation. */
    void describe(final int instrumentId, final ObservedMarket out) {
        final Instrument one = instruments[instrumentId];
        out.bookScore = one.score == null ? Double.NaN : one.score.value();
        out.chance = one.predictor == null ? 0.5 : one.chance();
        out.trend = measuresRegime ? one.trend() : Trend.UNKNOWN;
        out.volatility = measuresRegime ? one.volatility() : Volatility.UNKNOWN;
    }
}
