package io.ringmaster.lab.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.ExpertWeightsDecoder;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.RecommendationsDecoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.StrategyStateDecoder;
import io.ringmaster.schema.VirtualTradesDecoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The experts policy once more, plainly, for a backtest on bars of one instrument without a warm-up. Takes the bars, and the words, conditions and
 * virtual trades that were journaled. Checks the journaled weights, within 1e-12, and every decision: its counts, and its exposure within a unit of 1e-8
 * of a full target, because a weight that is half a unit of its ninth decimal may be rounded either way.
 */
final class PlainExperts {

    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final BigDecimal FUNDING = new BigDecimal("0.0000125");
    private static final double NOTIONAL_E8 = 1e12;
    private static final double WEIGHT = 1e-12;
    private static final long MAX_AGE_NS = 180_000_000_000L;
    private static final int MAX_EXPOSURE = 2;
    /** A weight that is half a unit of its ninth decimal moves the wanted exposure by this much at most. */
    private static final long EDGE = 2;

    private final String label;
    private final Weighing weighing;
    private final long deadZoneE8;
    private final Expert[] experts;
    /** Strategy indexes, by timeframe and then by index. */
    private final int[] order;
    private final Map<Long, Series> series = new TreeMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    private long markE8;
    private long fundingIndexE8;
    private long fundingIndexAtOpenE8;
    private long fundedUntilNs = Long.MIN_VALUE;
    private long round = Long.MIN_VALUE;
    private long heldE8;
    private boolean hasOpinion;
    private int rounds;
    private int weightsCompared;
    private int moves;
    private int exits;
    private int decisions;

    /** A strategy: what it wants, its account after its last trade, and the weights. */
    private static final class Expert {

        private final long timeframeNs;
        private int side;
        private long strengthE8;
        private boolean isActive;
        private long positionE8;
        private long cashE8;
        private long fundingIndexE8;
        private long netBeforeE8;
        private double reported;

        private Expert(final long timeframeNs) {
            this.timeframeNs = timeframeNs;
        }
    }

    /** The bars of a timeframe. */
    private static final class Series {

        private long openEndNs;
        private long closedNs = Long.MIN_VALUE;
    }

    PlainExperts(final String label, final EngineConfig config, final String algorithm, final double alpha, final double deadZone) {
        this.label = label;
        deadZoneE8 = Math.round(deadZone * 1e8);
        experts = config.strategies().stream().map(each -> new Expert(each.timeframeNs())).toArray(Expert[]::new);
        for (final Expert expert : experts) {
            series.put(expert.timeframeNs, new Series());
        }
        order = series.keySet().stream().flatMapToInt(
            timeframe -> IntStream.range(0, experts.length).filter(i -> experts[i].timeframeNs == timeframe)).toArray();
        weighing = "adahedge".equals(algorithm) ? new AdaHedge(experts.length) : new FixedShare(experts.length, alpha);
    }

    /** Follows a whole session. */
    void follow(final List<UnsafeBuffer> inputs, final List<UnsafeBuffer> outputs) {
        int next = 0;
        for (int i = 0; i < inputs.size(); i++) {
            hear(inputs.get(i));
            final Map<Integer, Double> weights = new TreeMap<>();
            for (; next < outputs.size() && causeOf(outputs.get(next)) == i + 1; next++) {
                read(outputs.get(next), weights);
            }
            assertTrue(weights.isEmpty(), () -> label + ": weights without a bar: " + weights);
        }
        assertEquals(outputs.size(), next, label);
    }

    /** Every output begins with the sequence of its cause. */
    private static long causeOf(final UnsafeBuffer output) {
        return output.getLong(MessageHeaderDecoder.ENCODED_LENGTH);
    }

    // ------------------------------------------------------------------ bars

    private void hear(final UnsafeBuffer input) {
        final long timeNs = InputMessage.timeNs(input, 0);
        series.values().forEach(each -> close(each, timeNs > each.openEndNs));
        if (InputMessage.templateId(input, 0) == ImportedBarDecoder.TEMPLATE_ID) {
            final ImportedBarDecoder bar = new ImportedBarDecoder().wrapAndApplyHeader(input, 0, header);
            final long openNs = bar.openTimeNs();
            series.forEach((timeframe, each) -> {
                close(each, openNs >= each.openEndNs);
                each.openEndNs = Math.floorDiv(openNs, timeframe) * timeframe + timeframe;
                close(each, openNs + bar.durationNs() >= each.openEndNs);
            });
            fund(openNs);
            fundingIndexAtOpenE8 = fundingIndexE8;
            markE8 = bar.openPriceE8();
            fund(timeNs);
            markE8 = bar.closePriceE8();
        }
    }

    private static void close(final Series one, final boolean isOver) {
        if (one.openEndNs != 0 && isOver) {
            one.closedNs = one.openEndNs;
            one.openEndNs = 0;
        }
    }

    private void fund(final long untilNs) {
        for (long hour = Math.floorDiv(fundedUntilNs, HOUR_NS) + 1; fundedUntilNs != Long.MIN_VALUE && hour * HOUR_NS <= untilNs; hour++) {
            fundingIndexE8 += product(FUNDING, markE8);
        }
        fundedUntilNs = untilNs;
    }

    private static long product(final BigDecimal factor, final long valueE8) {
        return factor.multiply(BigDecimal.valueOf(valueE8)).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    private long netE8(final Expert expert) {
        final BigDecimal position = BigDecimal.valueOf(expert.positionE8, 8);
        return expert.cashE8 + product(position, markE8) - product(position, fundingIndexE8 - expert.fundingIndexE8);
    }

    // ------------------------------------------------------------------ outputs

    private void read(final UnsafeBuffer output, final Map<Integer, Double> weights) {
        switch (RecordedSession.templateId(output)) {
            case StrategyStateDecoder.TEMPLATE_ID -> {
                final StrategyStateDecoder state = new StrategyStateDecoder().wrapAndApplyHeader(output, 0, header);
                experts[state.strategyIndex()].isActive = state.condition() == StrategyCondition.ACTIVE;
            }
            case RecommendationsDecoder.TEMPLATE_ID -> {
                final RecommendationsDecoder said = new RecommendationsDecoder().wrapAndApplyHeader(output, 0, header);
                said.plain().forEach(each -> want(each.strategyIndex(), each.signal(), 1));
                said.graded().forEach(each -> want(each.strategyIndex(), each.signal(), each.strength()));
            }
            case VirtualTradesDecoder.TEMPLATE_ID -> trade(new VirtualTradesDecoder().wrapAndApplyHeader(output, 0, header));
            case ExpertWeightsDecoder.TEMPLATE_ID -> new ExpertWeightsDecoder().wrapAndApplyHeader(output, 0, header).weights()
                .forEach(each -> weights.put(each.strategyIndex(), each.weight()));
            case DecisionDecoder.TEMPLATE_ID -> decide(new DecisionDecoder().wrapAndApplyHeader(output, 0, header), weights);
            default -> {
                // The session's own orders and their risk.
            }
        }
    }

    private void want(final int i, final Signal signal, final double strength) {
        if (signal != Signal.HOLD) {
            experts[i].side = signal == Signal.LONG ? 1 : signal == Signal.SHORT ? -1 : 0;
            experts[i].strengthE8 = Math.round(strength * 1e8);
            hasOpinion = true;
        }
    }

    private void trade(final VirtualTradesDecoder trades) {
        assertEquals(fundingIndexAtOpenE8, trades.fundingIndexE8(), label);
        trades.accounts().forEach(account -> {
            final Expert expert = experts[account.strategyIndex()];
            expert.positionE8 = account.positionQtyE8();
            expert.cashE8 = account.cashE8();
            expert.fundingIndexE8 = fundingIndexAtOpenE8;
        });
    }

    // ------------------------------------------------------------------ rounds and decisions

    private void decide(final DecisionDecoder decision, final Map<Integer, Double> weights) {
        decisions++;
        final String at = label + " at " + decision.timeNs() + ": ";
        learn(decision.timeNs());
        compare(weights, at);
        weights.clear();
        if (!hasOpinion) {
            assertEquals(DecisionReason.NO_SIGNAL, decision.reason(), at);
            return;
        }
        assertEquals(DecisionReason.EXPERTS, decision.reason(), at);
        final long wantedE8 = wantedE8(decision.timeNs());
        final long foundE8 = decision.exposureE8() / MAX_EXPOSURE;
        final long heldBeforeE8 = heldE8;
        assertTrue(isAllowed(wantedE8, foundE8), () -> at + "exposure " + foundE8 + " after " + heldBeforeE8 + ", wanted " + wantedE8);
        moves += Math.abs(foundE8 - heldE8) > 1 ? 1 : 0;
        exits += foundE8 == 0 && heldE8 != 0 && Math.abs(wantedE8) > EDGE ? 1 : 0;
        heldE8 = foundE8;
        assertEquals(counts(decision.timeNs()), List.of(decision.longs(), decision.shorts(), decision.flats()), at);
    }

    /** The target stays within the dead zone, and is nothing instead of less than the dead zone; at an edge, both sides are right. */
    private boolean isAllowed(final long wantedE8, final long foundE8) {
        final long leastE8 = Math.max(1, deadZoneE8);
        final long distanceE8 = Math.abs(wantedE8 - heldE8);
        final boolean stays = distanceE8 < leastE8 + EDGE && Math.abs(foundE8 - heldE8) <= 1;
        final boolean leaves = distanceE8 >= leastE8 - EDGE && Math.abs(wantedE8) < leastE8 + EDGE && foundE8 == 0;
        final boolean follows = distanceE8 >= leastE8 - EDGE && Math.abs(wantedE8) >= leastE8 - EDGE && Math.abs(foundE8 - wantedE8) <= 1;
        return stays || leaves || follows;
    }

    private void learn(final long timeNs) {
        final long roundNs = ((TreeMap<Long, Series>) series).lastKey();
        final long now = Math.floorDiv(timeNs, roundNs);
        if (now == round) {
            return;
        }
        final double[] relatives = new double[experts.length];
        for (int k = 0; k < order.length; k++) {
            final Expert expert = experts[order[k]];
            final long netE8 = netE8(expert);
            relatives[k] = Math.max(0.01, 1 + (netE8 - expert.netBeforeE8) / NOTIONAL_E8);
            expert.netBeforeE8 = netE8;
        }
        if (round != Long.MIN_VALUE) {
            weighing.learn(relatives);
            rounds++;
        }
        round = now;
    }

    /** A weight that changed by a thousandth is there, and no other. */
    private void compare(final Map<Integer, Double> found, final String at) {
        for (int k = 0; k < order.length; k++) {
            final Expert expert = experts[order[k]];
            final double weight = weighing.weights()[k];
            final Double written = found.get(order[k]);
            final double change = Math.abs(weight - expert.reported);
            if (written != null) {
                assertEquals(weight, written, WEIGHT, at + "weight of " + order[k]);
                assertTrue(change >= 0.001 - WEIGHT, at + "weight of " + order[k] + " changed by " + change);
                expert.reported = written;
                weightsCompared++;
            } else {
                assertTrue(change < 0.001 + WEIGHT, at + "weight of " + order[k] + " is missing, it changed by " + change);
            }
        }
    }

    private boolean isHeard(final Expert expert, final long timeNs) {
        final long closedNs = series.get(expert.timeframeNs).closedNs;
        return closedNs != Long.MIN_VALUE && timeNs - closedNs <= MAX_AGE_NS + expert.timeframeNs;
    }

    private long wantedE8(final long timeNs) {
        BigInteger sumE17 = BigInteger.ZERO;
        for (int k = 0; k < order.length; k++) {
            final Expert expert = experts[order[k]];
            if (expert.isActive && isHeard(expert, timeNs)) {
                final long weightE9 = Math.round(weighing.weights()[k] * 1e9);
                sumE17 = sumE17.add(BigInteger.valueOf(weightE9).multiply(BigInteger.valueOf(expert.side * expert.strengthE8)));
            }
        }
        final long wantedE8 = new BigDecimal(sumE17, 9).setScale(0, RoundingMode.HALF_UP).longValueExact();
        return Math.clamp(wantedE8, -100_000_000L, 100_000_000L);
    }

    private List<Integer> counts(final long timeNs) {
        final int[] counts = new int[3];
        Arrays.stream(experts).filter(each -> isHeard(each, timeNs)).mapToInt(each -> each.isActive ? each.side : 0)
            .forEach(side -> counts[side > 0 ? 0 : side < 0 ? 1 : 2]++);
        return Arrays.stream(counts).boxed().toList();
    }

    int rounds() {
        return rounds;
    }

    int weightsCompared() {
        return weightsCompared;
    }

    int moves() {
        return moves;
    }

    /** How often the target became nothing because less than the dead zone was wanted. */
    int exits() {
        return exits;
    }

    @Override
    public String toString() {
        return label + ": " + decisions + " decisions, " + moves + " moves, " + rounds + " rounds, " + weightsCompared + " weights equal, " + exits + " exits";
    }

    // ------------------------------------------------------------------ algorithms

    private interface Weighing {

        double[] weights();

        void learn(double[] relatives);
    }

    private static double[] equal(final int experts) {
        final double[] weights = new double[experts];
        Arrays.fill(weights, 1.0 / experts);
        return weights;
    }

    private static double[] normalised(final double[] values) {
        final double sum = Arrays.stream(values).sum();
        return Arrays.stream(values).map(each -> each / sum).toArray();
    }

    /** On log loss with rate 1 the weights are multiplied by the price relatives. */
    private static final class FixedShare implements Weighing {

        private final double alpha;
        private double[] weights;

        private FixedShare(final int experts, final double alpha) {
            this.alpha = alpha;
            weights = equal(experts);
        }

        @Override
        public double[] weights() {
            return weights;
        }

        @Override
        public void learn(final double[] relatives) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= relatives[i];
            }
            weights = Arrays.stream(normalised(weights)).map(each -> (1 - alpha) * each + alpha / weights.length).toArray();
        }
    }

    /** De Rooij and others (2014), section 2.2, on returns that are clipped at four times their mean size. */
    private static final class AdaHedge implements Weighing {

        private double[] weights;
        private final double[] totals;
        private double gap;
        private double sizes;
        private long returns;

        private AdaHedge(final int experts) {
            weights = equal(experts);
            totals = new double[experts];
        }

        @Override
        public double[] weights() {
            return weights;
        }

        @Override
        public void learn(final double[] relatives) {
            final double[] losses = losses(relatives);
            final double eta = gap == 0 ? Double.POSITIVE_INFINITY : Math.log(totals.length) / gap;
            final double least = IntStream.range(0, losses.length).filter(i -> weights[i] > 0).mapToDouble(i -> losses[i]).min().orElseThrow();
            double mixture = 0;
            double sum = 0;
            for (int i = 0; i < losses.length; i++) {
                mixture += weights[i] * losses[i];
                // Relative to the least, because a large rate would make every term 0.
                sum += weights[i] == 0 ? 0 : weights[i] * Math.exp(-eta * (losses[i] - least));
                totals[i] += losses[i];
            }
            gap += Math.max(0, mixture - (gap == 0 ? least : least - Math.log(sum) / eta));
            final double best = Arrays.stream(totals).min().orElseThrow();
            final double rate = gap == 0 ? Double.POSITIVE_INFINITY : Math.log(totals.length) / gap;
            weights = normalised(Arrays.stream(totals).map(each -> each == best ? 1 : Math.exp(-rate * (each - best))).toArray());
        }

        private double[] losses(final double[] relatives) {
            for (final double relative : relatives) {
                sizes += Math.abs(relative - 1);
            }
            returns += relatives.length;
            final double clip = 4 * sizes / returns;
            return Arrays.stream(relatives).map(each -> clip == 0 ? 0.5 : Math.clamp((clip - (each - 1)) / (2 * clip), 0.0, 1.0)).toArray();
        }
    }
}
