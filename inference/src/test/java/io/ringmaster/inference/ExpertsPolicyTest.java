package io.ringmaster.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.inference.PolicySettings.Filter;
import io.ringmaster.inference.PolicySettings.Method;
import io.ringmaster.inference.PolicySettings.Size;
import io.ringmaster.inference.PolicySettings.Sizing;
import io.ringmaster.inference.PolicySettings.Trigger;
import io.ringmaster.inference.PolicySettings.Triggers;
import io.ringmaster.inference.PolicySettings.Type;
import io.ringmaster.inference.experts.ExpertSettings;
import io.ringmaster.inference.experts.ExpertSettings.Algorithm;
import io.ringmaster.inference.experts.ExpertSettings.LossType;
import io.ringmaster.inference.experts.Experts;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The experts policy with numbers worked out by hand, and its running sums against a count from the beginning. */
class ExpertsPolicyTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final int CHANGES = 200_000 * Integer.getInteger("times", 1);
    private static final long ONE = 100_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    /** Begins a minute, and a round of a minute. */
    private static final long BEGIN = 1_700_000_040L * SECOND;
    private static final long NOTIONAL_E8 = 10_000 * ONE;
    private static final ExpertSettings EQUAL = weighing(Algorithm.EQUAL, 0, 0.01, 0);

    // ------------------------------------------------------------------ what they want

    /** 0.5 x 0.8 - 0.5 x 0.3 = 0.25 of a largest exposure of 2. */
    @Test
    void shouldAddWhatEqualExpertsWant() {
        final Session session = new Session(EQUAL, 0, 2 * ONE, MINUTE, MINUTE);
        session.says(0, Signal.LONG, 0.8);
        session.says(1, Signal.SHORT, 0.3);

        final Target target = session.decide(BEGIN);

        assertEquals(ONE / 2, target.exposureE8);
        assertEquals(Signal.LONG, target.signal);
        assertEquals(DecisionReason.EXPERTS, target.reason);
        assertEquals(0.25, target.strength, 1e-12);
        assertEquals(List.of(1, 1, 0), session.counts());
        assertEquals(1, target.agreeing);
        assertEquals(0, target.strategyIndex);
        assertEquals(ONE / 2, target.basis.weightE8, "of the one that agrees");
    }

    @Test
    void shouldHoldUntilSomeoneWantsSomething() {
        final Session session = new Session(EQUAL, 0, ONE, MINUTE, MINUTE);
        session.says(0, Signal.HOLD, 0);
        session.active(1, false);
        assertEquals(Signal.HOLD, session.decide(BEGIN).signal);
        assertEquals(DecisionReason.NO_SIGNAL, session.target.reason);
        assertEquals(DecisionReason.NO_SIGNAL, session.decide(BEGIN, 1).reason, "an instrument without strategies");
        session.says(0, Signal.FLAT, 1);
        assertEquals(Signal.FLAT, session.decide(BEGIN).signal);
        assertEquals(DecisionReason.EXPERTS, session.target.reason);
    }

    @Test
    void shouldKeepWhatAnExpertWantsWhileItHolds() {
        final Session session = new Session(EQUAL, 0, ONE, MINUTE, MINUTE);
        session.says(0, Signal.SHORT, 0.6);
        session.says(0, Signal.HOLD, 0);
        assertEquals(-3 * ONE / 10, session.decide(BEGIN).exposureE8);
        session.says(0, Signal.FLAT, 1);
        assertEquals(0, session.decide(BEGIN).exposureE8);
        assertEquals(Signal.FLAT, session.target.signal);
        assertEquals(2, session.target.agreeing, "the one that never said anything is flat too");
    }

    /** As its account does, which waits while a strategy is held because it is slow. */
    @Test
    void shouldCountAnExpertAsFlatWhileItIsNotActive() {
        final Session session = new Session(EQUAL, 0, ONE, MINUTE, MINUTE);
        session.says(0, Signal.LONG, 1);
        session.says(1, Signal.LONG, 0.5);
        assertEquals(3 * ONE / 4, session.decide(BEGIN).exposureE8);
        session.active(0, false);
        session.hears(0, Signal.HOLD, 0);
        assertEquals(ONE / 4, session.decide(BEGIN).exposureE8);
        assertEquals(List.of(1, 0, 1), session.counts());
        assertEquals(1, session.target.strategyIndex);
        session.active(0, true);
        assertEquals(3 * ONE / 4, session.decide(BEGIN).exposureE8, "its last word but HOLD was LONG");
        session.active(0, false);
        session.hears(0, Signal.SHORT, 1);
        assertEquals(ONE / 4, session.decide(BEGIN).exposureE8, "what it says while it is not active does not count");
        session.active(0, true);
        assertEquals(-ONE / 4, session.decide(BEGIN).exposureE8, "until it is");
    }

    // ------------------------------------------------------------------ when the target moves

    /** From a target of 0, and from one of 0.25: a change of 0.1 moves it, one of 0.09999999 does not. */
    @Test
    void shouldMoveTheTargetFromTheDeadZoneOn() {
        final Session session = new Session(EQUAL, ONE / 10, ONE, MINUTE, MINUTE);
        session.says(0, Signal.LONG, 0.19999998);
        assertEquals(0, session.decide(BEGIN).exposureE8);
        assertEquals(Signal.FLAT, session.target.signal);
        session.says(0, Signal.LONG, 0.2);
        assertEquals(ONE / 10, session.decide(BEGIN).exposureE8);
        session.says(0, Signal.LONG, 0.5);
        assertEquals(ONE / 4, session.decide(BEGIN).exposureE8);
        session.says(0, Signal.LONG, 0.30000002);
        assertEquals(ONE / 4, session.decide(BEGIN).exposureE8);
        session.says(0, Signal.LONG, 0.3);
        assertEquals(15 * ONE / 100, session.decide(BEGIN).exposureE8);
        session.says(0, Signal.FLAT, 1);
        assertEquals(0, session.decide(BEGIN).exposureE8);
    }

    /** Instead of 0.09999999, which no later change to nothing would leave, the target is nothing. */
    @Test
    void shouldLeaveNoRemainderThatIsSmallerThanTheDeadZone() {
        final Session session = new Session(EQUAL, ONE / 10, ONE, MINUTE, MINUTE);
        session.says(0, Signal.SHORT, 0.5);
        assertEquals(-ONE / 4, session.decide(BEGIN).exposureE8);
        session.says(0, Signal.SHORT, 0.3);
        assertEquals(-15 * ONE / 100, session.decide(BEGIN).exposureE8);
        session.says(0, Signal.SHORT, 0.12);
        assertEquals(-15 * ONE / 100, session.decide(BEGIN).exposureE8, "0.06 is 0.09 away");
        session.says(0, Signal.SHORT, 0.1);
        assertEquals(0, session.decide(BEGIN).exposureE8, "0.05 is 0.1 away, and too small to hold");
        assertEquals(Signal.FLAT, session.target.signal);
        session.says(0, Signal.LONG, 0.19999998);
        assertEquals(0, session.decide(BEGIN).exposureE8);
        session.says(0, Signal.LONG, 0.2);
        assertEquals(ONE / 10, session.decide(BEGIN).exposureE8);
        session.says(0, Signal.FLAT, 1);
        assertEquals(0, session.decide(BEGIN).exposureE8);
    }

    /** The target of a configuration with a smaller dead zone. */
    @Test
    void shouldLeaveARemainderOfAnotherConfiguration() {
        final Session before = new Session(List.of("a", "b"), EQUAL, 0, ONE, MINUTE, MINUTE);
        before.says(0, Signal.LONG, 0.1);
        assertEquals(ONE / 20, before.decide(BEGIN).exposureE8);
        final Session after = new Session(List.of("a", "b"), EQUAL, ONE / 10, ONE, MINUTE, MINUTE);
        after.policy.takeOver(before.policy, new int[] {0, 1});
        after.active(0, true);
        assertEquals(Signal.FLAT, after.decide(BEGIN).signal);
    }

    /** A bar of a minute counts for the three minutes of maxAge and a minute, one of five minutes for three and five. */
    @Test
    void shouldForgetAnExpertWhoseBarsStay() {
        final Session session = new Session(EQUAL, 0, ONE, MINUTE, 5 * MINUTE);
        session.says(0, Signal.LONG, 1);
        session.says(1, Signal.SHORT, 0.5);
        assertEquals(ONE / 4, session.decide(BEGIN + 4 * MINUTE).exposureE8);
        assertEquals(List.of(1, 1, 0), session.counts());
        assertEquals(-ONE / 4, session.decide(BEGIN + 4 * MINUTE + 1).exposureE8);
        assertEquals(List.of(0, 1, 0), session.counts(), "only those on current series");
        assertEquals(1, session.target.strategyIndex);
        assertEquals(-ONE / 4, session.decide(BEGIN + 8 * MINUTE).exposureE8);
        assertEquals(0, session.decide(BEGIN + 8 * MINUTE + 1).exposureE8);
        assertEquals(List.of(0, 0, 0), session.counts());
        session.tallies.onBarClosed(0, MINUTE, BEGIN + 9 * MINUTE);
        assertEquals(ONE / 2, session.decide(BEGIN + 9 * MINUTE).exposureE8);
    }

    // ------------------------------------------------------------------ what they learn

    /** Price relatives 1.01 and 0.995, 0.995 and 1.015, 1 and 1.02; w x / sum, of which a tenth goes to both. Computed with 40 decimals. */
    @Test
    void shouldWeighByFixedShareRoundByRound() {
        final Session session = new Session(weighing(Algorithm.FIXED_SHARE, 0, 0.1, 0), 0, ONE, MINUTE, MINUTE);
        session.says(0, Signal.LONG, 1);
        session.says(1, Signal.FLAT, 1);
        session.round(0, 700, -300);
        assertEquals(ONE / 2, session.decide(BEGIN).exposureE8, "what was earned before the first round does not count");
        session.round(1, 800, -350);
        assertEquals(50_336_658, session.decide(BEGIN).exposureE8);
        session.round(2, 750, -200);
        assertEquals(49_855_222, session.decide(BEGIN).exposureE8);
        session.round(3, 750, 0);
        assertEquals(49_424_171, session.decide(BEGIN).exposureE8);
        assertEquals(0.494241714164673, session.reported[0], 1e-14);
        assertEquals(0.505758285835327, session.reported[1], 1e-14);
        assertEquals(session.reported[0], session.policy.weight(0), 0);
        assertEquals(session.reported[1], session.policy.weight(1), 0);
    }

    /** The same returns, losses (0.02 - r) / 0.04: 0.25 and 0.625, 0.625 and 0.125, 0.5 and 0; weights exp(-2 L), normalised. */
    @Test
    void shouldWeighByHedgeRoundByRound() {
        final Session session = new Session(weighing(Algorithm.HEDGE, 2, 0.01, 0.02), 0, ONE, MINUTE, MINUTE);
        session.says(0, Signal.LONG, 1);
        session.says(1, Signal.FLAT, 1);
        session.round(0, 0, 0);
        session.round(1, 100, -50);
        assertEquals(67_917_870, session.decide(BEGIN).exposureE8);
        session.round(2, 50, 100);
        assertEquals(43_782_350, session.decide(BEGIN).exposureE8);
        session.round(3, 50, 300);
        assertEquals(22_270_014, session.decide(BEGIN).exposureE8);
        assertEquals(0.222700138825309, session.reported[0], 1e-14);
    }

    @Test
    void shouldEndARoundOnlyWhenItsTimeIsOver() {
        final Session session = new Session(weighing(Algorithm.HEDGE, 2, 0.01, 0.02), 0, ONE, MINUTE, MINUTE);
        session.says(0, Signal.LONG, 1);
        session.onBars(BEGIN + 10 * SECOND, 0, 0);
        session.onBars(BEGIN + 59 * SECOND, 400, -400);
        session.onBars(BEGIN + MINUTE - 1, 400, -400);
        assertEquals(ONE / 2, session.decide(BEGIN).exposureE8);
        session.onBars(BEGIN + MINUTE, 100, -50);
        assertEquals(67_917_870, session.decide(BEGIN).exposureE8);
        session.onBars(BEGIN + 2 * MINUTE - 1, -900, 900);
        assertEquals(67_917_870, session.decide(BEGIN).exposureE8);
    }

    /** Without another setting a round lasts the longest timeframe of the instrument, here five minutes. */
    @Test
    void shouldLetARoundLastTheLongestTimeframe() {
        final Session session = new Session(weighing(Algorithm.HEDGE, 2, 0.01, 0.02), 0, ONE, MINUTE, 5 * MINUTE);
        session.says(0, Signal.LONG, 1);
        final long aligned = BEGIN - BEGIN % (5 * MINUTE);
        session.onBars(aligned, 0, 0);
        session.onBars(aligned + 4 * MINUTE, 100, -50);
        assertEquals(ONE / 2, session.decide(BEGIN).exposureE8);
        session.onBars(aligned + 5 * MINUTE, 100, -50);
        assertEquals(67_917_870, session.decide(BEGIN).exposureE8);
    }

    /** On log loss without sharing, a weight is a part of all wealth: 1.00399 of 2.00399 is 0.500995, and 1.00402 of 2.00402 is 0.501003. */
    @Test
    void shouldReportAWeightFromAChangeOfAThousandthOn() {
        final Session session = new Session(weighing(Algorithm.FIXED_SHARE, 0, 0, 0), 0, ONE, MINUTE, MINUTE);
        session.round(0, 0, 0);
        assertEquals(2, session.changed.count(), "the first weights are a change from 0");
        assertEquals(0.5, session.reported[0], 0);
        session.round(1, 39.9, 0);
        assertEquals(0, session.changed.count());
        session.round(2, 40.2, 0);
        assertEquals(2, session.changed.count(), "the change counts from the weight that was reported last");
        assertEquals(1.00399 * 1.00003 / (1.00399 * 1.00003 + 1), session.reported[0], 1e-12);
        assertEquals(0, session.changed.strategyIndex(0));
        session.round(3, 40.2, 0);
        assertEquals(0, session.changed.count());
    }

    /** An account that loses more than its notional loses 99 % of it: the logarithm needs a relative above 0. */
    @Test
    void shouldLimitTheLossOfARound() {
        final Session session = new Session(weighing(Algorithm.FIXED_SHARE, 0, 0, 0), 0, ONE, MINUTE, MINUTE);
        session.round(0, 0, 0);
        session.round(1, -25_000, 0);
        assertEquals(0.01 / 1.01, session.reported[0], 1e-15);
    }

    /** Under another configuration a strategy has another index, one is gone, one is new, and one trades another timeframe. */
    @Test
    void shouldGoOnWithWhatTheExpertsWantAndWithTheTarget() {
        final Session before = new Session(List.of("gone", "a", "b", "c"), EQUAL, 0, ONE, MINUTE, MINUTE, MINUTE, MINUTE);
        before.says(0, Signal.LONG, 1);
        before.says(1, Signal.SHORT, 0.8);
        before.says(1, Signal.HOLD, 0);
        before.says(2, Signal.LONG, 0.4);
        assertEquals(15 * ONE / 100, before.decide(BEGIN).exposureE8);
        final Session after = new Session(List.of("b", "a", "new", "c"), EQUAL, 12 * ONE / 100, ONE, 2 * MINUTE, MINUTE, MINUTE, MINUTE);

        after.policy.takeOver(before.policy, after.tallies.voters().indexesIn(before.tallies.voters()));
        after.active(1, false);

        assertEquals(Signal.HOLD, after.decide(BEGIN).signal, "until a strategy that has wanted something is active");
        after.active(0, true);
        assertEquals(15 * ONE / 100, after.decide(BEGIN).exposureE8, "0.1 is within the dead zone around the target there was");
        assertEquals(List.of(1, 0, 3), after.counts());
        after.active(1, true);
        after.decide(BEGIN);
        assertEquals(List.of(1, 1, 2), after.counts());
        after.says(2, Signal.SHORT, 1);
        assertEquals(-35 * ONE / 100, after.decide(BEGIN).exposureE8);
    }

    /** The first strategy is on the longer bars, so its weight is the second of the algorithm: 1.01 and 0.995 of 2.005. */
    @Test
    void shouldTellTheWeightOfAStrategyWhateverItsTimeframe() {
        final Session session = new Session(weighing(Algorithm.FIXED_SHARE, 0, 0, 0), 0, ONE, 2 * MINUTE, MINUTE);
        assertEquals(0.5, session.policy.weight(0), 0, "before the first round");
        session.onBars(BEGIN, 0, 0);
        session.onBars(BEGIN + 2 * MINUTE, 100, -50);
        assertEquals(1.01 / 2.005, session.policy.weight(0), 1e-15);
        assertEquals(0.995 / 2.005, session.policy.weight(1), 1e-15);
    }

    /** Experts decide, then run beside a model that observes them, then decide again: wants and target go on, each time under new weights. */
    @Test
    void shouldGoOnBesideAModel() {
        final Session before = new Session(List.of("a", "b"), EQUAL, 0, ONE, MINUTE, MINUTE);
        before.says(0, Signal.LONG, 0.8);
        assertEquals(4 * ONE / 10, before.decide(BEGIN).exposureE8);
        final Session beside = new Session(List.of("b", "a"), EQUAL, ONE / 10, ONE, MINUTE, MINUTE);
        final ModelPolicy model = new ModelPolicy(modelSettings(), null, null, beside.policy, null);
        model.takeOver(before.policy, beside.tallies.voters().indexesIn(before.tallies.voters()));
        beside.tallies.onActive(1, true);
        model.onChange(1);
        assertEquals(4 * ONE / 10, beside.decide(BEGIN).exposureE8);
        model.onBars(0, BEGIN, beside.changed);
        assertEquals(2, beside.changed.count(), "weights are journaled beside a model too");

        final Session after = new Session(List.of("a", "b"), EQUAL, 0, ONE, MINUTE, MINUTE);
        after.policy.takeOver(model, after.tallies.voters().indexesIn(beside.tallies.voters()));
        after.active(0, true);
        assertEquals(4 * ONE / 10, after.decide(BEGIN).exposureE8);
    }

    private static PolicySettings modelSettings() {
        return new PolicySettings(
            new Method(Type.MODEL, ""), null, new Size(ONE, Sizing.FIXED), null, null, new PolicySettings.Learning(null, null, new ModelSettings(
                new ModelSettings.File("m.onnx", "", 1, List.of(), ModelSettings.Combination.MEAN), null, "kraken", 0, ModelSettings.Head.SIZE_OR_SKIP, ModelSettings.Proposer.EXPERTS, null), null));
    }

    // ------------------------------------------------------------------ running sums

    /** Words, conditions, bars and rounds at random; what is expected is counted from the beginning each time. */
    @Test
    void shouldEqualACountFromTheBeginningAfterEveryChange() {
        final SplittableRandom random = new SplittableRandom(SEED);
        final long[] timeframes = {MINUTE, 2 * MINUTE, MINUTE, 3 * MINUTE, 2 * MINUTE, MINUTE, MINUTE, 3 * MINUTE, 2 * MINUTE, MINUTE, MINUTE};
        final ExpertSettings weighing = weighing(Algorithm.FIXED_SHARE, 0, 0.05, 0);
        final Session session = new Session(weighing, 0, ONE, timeframes);
        final Recount recount = new Recount(timeframes, weighing.create(timeframes.length, 0));
        for (int i = 0; i < timeframes.length; i++) {
            session.says(i, Signal.FLAT, 1);
        }
        long timeNs = BEGIN;
        int moved = 0;
        for (int change = 0; change < CHANGES; change++) {
            final int i = random.nextInt(timeframes.length);
            switch (random.nextInt(20)) {
                case 0, 1 -> {
                    recount.isActive[i] = random.nextBoolean();
                    session.active(i, recount.isActive[i]);
                }
                case 2 -> {
                    timeNs += 3 * MINUTE;
                    final double[] nets = random.doubles(timeframes.length, -400, 400).map(Math::rint).toArray();
                    session.onBars(timeNs, nets);
                    recount.round(nets);
                }
                case 3 -> {
                    session.tallies.onBarClosed(0, timeframes[i], timeNs);
                    recount.closed(timeframes[i], timeNs);
                }
                default -> {
                    final Signal signal = List.of(Signal.LONG, Signal.SHORT, Signal.FLAT, Signal.HOLD).get(random.nextInt(4));
                    final long strengthE8 = signal == Signal.HOLD ? 0 : random.nextBoolean() ? ONE : random.nextLong(ONE + 1);
                    session.hears(i, signal, strengthE8 / 1e8);
                    recount.hears(i, signal, strengthE8);
                }
            }
            final long exposureE8 = session.decide(timeNs).exposureE8;
            final String label = "seed=" + SEED + " change " + change;
            assertEquals(recount.exposureE8(timeNs), exposureE8, label);
            assertEquals(recount.counts(timeNs), session.counts(), label);
            moved += exposureE8 != 0 ? 1 : 0;
        }
        assertTrue(moved > CHANGES / 2, "seed=" + SEED + ": " + moved + " targets");
    }

    /** The sum of one series, to the last of its seventeen decimals, with the weight of each side and the heaviest expert. */
    @Test
    void shouldSumOneSeriesExactly() {
        final SplittableRandom random = new SplittableRandom(SEED);
        final int places = 150;
        final SeriesExposure exposure = new SeriesExposure(places);
        final long[] weights = new long[places];
        final long[] strengths = new long[places];
        final int[] sides = new int[places];
        final boolean[] isSilent = new boolean[places];
        Arrays.fill(isSilent, true);
        for (int change = 0; change < CHANGES; change++) {
            final int i = random.nextInt(places);
            switch (random.nextInt(3)) {
                case 0 -> exposure.weigh(i, weights[i] = random.nextLong(SeriesExposure.WEIGHT_ONE + 1));
                case 1 -> exposure.silence(i, isSilent[i] = random.nextBoolean());
                default -> {
                    sides[i] = random.nextInt(3) - 1;
                    strengths[i] = random.nextInt(4) == 0 ? ONE : random.nextLong(ONE + 1);
                    exposure.want(i, sides[i] > 0 ? Vote.LONG : sides[i] < 0 ? Vote.SHORT : Vote.FLAT, strengths[i]);
                }
            }
            BigInteger sum = BigInteger.ZERO;
            long weightOfLongs = 0;
            int heaviest = LargestKey.NOBODY;
            for (int k = 0; k < places; k++) {
                final int side = isSilent[k] ? 0 : sides[k];
                sum = sum.add(BigInteger.valueOf(weights[k]).multiply(BigInteger.valueOf(strengths[k])).multiply(BigInteger.valueOf(side)));
                weightOfLongs += side > 0 ? weights[k] : 0;
                final boolean leads = side > 0 && (heaviest < 0 || weights[k] * strengths[k] > weights[heaviest] * strengths[heaviest]);
                heaviest = leads ? k : heaviest;
            }
            final String label = "seed=" + SEED + " change " + change;
            assertEquals(sum, BigInteger.valueOf(exposure.exposureE17()), label);
            assertEquals(weightOfLongs, exposure.weightE9(Vote.LONG), label);
            assertEquals(heaviest, exposure.heaviest(Vote.LONG).winner(), label);
        }
    }

    // ------------------------------------------------------------------ the session

    /** Experts of one instrument, counted from the beginning. The weights come from a second instance of the algorithm. */
    private static final class Recount {

        private final long[] timeframes;
        private final long[] closes;
        private final boolean[] isActive;
        private final int[] sides;
        private final long[] strengthsE8;
        private final double[] nets;
        /** Places in the order of the algorithm: by timeframe. */
        private final int[] order;
        private final Experts experts;
        private boolean hasBegun;

        private Recount(final long[] timeframes, final Experts experts) {
            this.timeframes = timeframes;
            this.experts = experts;
            final int count = timeframes.length;
            closes = new long[count];
            Arrays.fill(closes, BEGIN);
            isActive = new boolean[count];
            Arrays.fill(isActive, true);
            sides = new int[count];
            strengthsE8 = new long[count];
            nets = new double[count];
            final List<Integer> sorted = new ArrayList<>();
            for (final long timeframe : new long[] {MINUTE, 2 * MINUTE, 3 * MINUTE}) {
                for (int i = 0; i < count; i++) {
                    if (timeframes[i] == timeframe) {
                        sorted.add(i);
                    }
                }
            }
            order = sorted.stream().mapToInt(Integer::intValue).toArray();
        }

        private void hears(final int i, final Signal signal, final long strengthE8) {
            if (signal != Signal.HOLD) {
                sides[i] = signal == Signal.LONG ? 1 : signal == Signal.SHORT ? -1 : 0;
                strengthsE8[i] = strengthE8;
            }
        }

        private void closed(final long timeframe, final long timeNs) {
            for (int i = 0; i < closes.length; i++) {
                closes[i] = timeframes[i] == timeframe ? timeNs : closes[i];
            }
        }

        private void round(final double[] newNets) {
            final double[] relatives = Arrays.stream(order).mapToDouble(i -> 1 + (newNets[i] - nets[i]) * 1e8 / NOTIONAL_E8).toArray();
            System.arraycopy(newNets, 0, nets, 0, nets.length);
            if (hasBegun) {
                experts.update(relatives);
            }
            hasBegun = true;
        }

        private boolean isHeard(final int i, final long timeNs) {
            return timeNs - closes[i] <= 3 * MINUTE + timeframes[i];
        }

        /** Sum of weight, side and strength with seventeen decimals; rounded as the policy rounds, from the nearest double. */
        private long exposureE8(final long timeNs) {
            BigInteger sumE17 = BigInteger.ZERO;
            for (int k = 0; k < order.length; k++) {
                final int i = order[k];
                final long weightE9 = BigDecimal.valueOf(experts.weights()[k]).movePointRight(9).setScale(0, RoundingMode.HALF_UP).longValueExact();
                if (isActive[i] && isHeard(i, timeNs)) {
                    sumE17 = sumE17.add(BigInteger.valueOf(weightE9).multiply(BigInteger.valueOf(sides[i] * strengthsE8[i])));
                }
            }
            return Math.round(sumE17.doubleValue() / 1e9);
        }

        private List<Integer> counts(final long timeNs) {
            final Integer[] counts = {0, 0, 0};
            for (int i = 0; i < sides.length; i++) {
                if (isHeard(i, timeNs)) {
                    final int side = isActive[i] ? sides[i] : 0;
                    counts[side > 0 ? 0 : side < 0 ? 1 : 2]++;
                }
            }
            return List.of(counts);
        }
    }

    private static ExpertSettings weighing(final Algorithm algorithm, final double eta, final double alpha, final double clip) {
        return new ExpertSettings(algorithm, eta, 0, alpha, LossType.LOG, clip);
    }

    /** A policy for strategies on instrument 0 that are all active; the last bars closed at the begin. Instrument 1 has no strategy. */
    private static final class Session {

        private final Tallies tallies;
        private final Observation seen;
        private final ExpertsPolicy policy;
        private final long[] netsE8;
        private final double[] reported;
        private final ExpertWeights changed = new ExpertWeights();
        private final Target target = new Target();

        private Session(final ExpertSettings weighing, final long deadZoneE8, final long maxExposureE8, final long... timeframesNs) {
            this(
                IntStream.range(0, timeframesNs.length).mapToObj(i -> "s" + i).toList(), weighing, deadZoneE8, maxExposureE8, timeframesNs);
        }

        private Session(
            final List<String> ids, final ExpertSettings weighing, final long deadZoneE8, final long maxExposureE8, final long... timeframesNs) {
            final int count = timeframesNs.length;
            netsE8 = new long[count];
            reported = new double[count];
            final Filter filter = new Filter(3 * MINUTE, 0.3, 0.3);
            tallies = new Tallies(
                new Voters(
                    ids, Collections.nCopies(count, 0),
                    Arrays.stream(timeframesNs).boxed().toList(), Collections.nCopies(count, ONE), Collections.nCopies(count, RegimeWeights.NEUTRAL)),
                filter, 2, false);
            final PolicySettings settings = new PolicySettings(
                new Method(Type.EXPERTS, ""), new Triggers(Trigger.BAR, List.of()), new Size(maxExposureE8, Sizing.FIXED), filter, null,
                new PolicySettings.Learning(new ExpertsSettings(weighing, 0, deadZoneE8), new AccountSettings(NOTIONAL_E8, 0, 0), null, null));
            policy = new ExpertsPolicy(settings, tallies, 2, i -> netsE8[i]);
            seen = new Observation(tallies);
            for (int i = 0; i < count; i++) {
                active(i, true);
                tallies.onBarClosed(0, timeframesNs[i], BEGIN);
            }
        }

        private void active(final int i, final boolean isActive) {
            tallies.onActive(i, isActive);
            policy.onChange(i);
        }

        private void says(final int i, final Signal signal, final double strength) {
            hears(i, signal, strength);
        }

        private void hears(final int i, final Signal signal, final double strength) {
            if (strength == (signal == Signal.HOLD ? 0 : 1)) {
                tallies.onSignals(new OneSignal(i, signal));
                policy.onSignals(new OneSignal(i, signal));
                return;
            }
            tallies.onRecommendation(i, signal, strength, strength, Target.NO_PRICE, Target.NO_PRICE);
            policy.onChange(i);
        }

        /** Bars close when the accounts have these results. */
        private void onBars(final long timeNs, final double... nets) {
            for (int i = 0; i < nets.length; i++) {
                netsE8[i] = Math.round(nets[i] * ONE);
            }
            changed.clear();
            policy.onBars(0, timeNs, changed);
            for (int i = 0; i < changed.count(); i++) {
                reported[changed.strategyIndex(i)] = changed.weight(i);
            }
        }

        private void round(final int number, final double... nets) {
            onBars(BEGIN + number * MINUTE, nets);
        }

        private Target decide(final long timeNs) {
            return decide(timeNs, 0);
        }

        private Target decide(final long timeNs, final int instrumentId) {
            seen.timeNs = timeNs;
            seen.instrumentId = instrumentId;
            policy.decide(seen, target);
            return target;
        }

        private List<Integer> counts() {
            return List.of(target.basis.longs, target.basis.shorts, target.basis.flats);
        }
    }
}
