package io.ringmaster.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.inference.PolicySettings.Agreement;
import io.ringmaster.inference.PolicySettings.Confluence;
import io.ringmaster.inference.PolicySettings.Context;
import io.ringmaster.inference.PolicySettings.Filter;
import io.ringmaster.inference.PolicySettings.Imbalance;
import io.ringmaster.inference.PolicySettings.Method;
import io.ringmaster.inference.PolicySettings.Prediction;
import io.ringmaster.inference.PolicySettings.Size;
import io.ringmaster.inference.PolicySettings.Sizing;
import io.ringmaster.inference.PolicySettings.Timeframes;
import io.ringmaster.inference.PolicySettings.Triggers;
import io.ringmaster.inference.PolicySettings.Type;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The confluence rules of the requirements, section D, case by case with numbers worked out by hand. */
class PolicyTest {

    private static final long ONE = 100_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_000 * SECOND;

    private static final List<RegimeWeights> NEUTRAL = Collections.nCopies(4, RegimeWeights.NEUTRAL);

    private final Voices voices = new Voices(
        List.of("a", "b", "c", "keltner"), Collections.nCopies(4, ONE), Collections.nCopies(4, 60 * SECOND), NEUTRAL);
    private final Observation seen = voices.seen;
    private final Target target = new Target();

    @Test
    void shouldHoldWhenNobodySpeaks() {
        decide(confluence());
        assertEquals(Signal.HOLD, target.signal);
        assertEquals(DecisionReason.NO_SIGNAL, target.reason);
    }

    /** Means 0.5 and 0.6, a bonus of 0.1 for the second vote. */
    @Test
    void shouldGoWithTheMajorityAndTakeTheMeans() {
        says(0, Signal.LONG, 0.4, 0.5);
        says(1, Signal.LONG, 0.6, 0.7);
        says(2, Signal.SHORT, 1, 1);
        decide(confluence());
        assertEquals(Signal.LONG, target.signal);
        assertEquals(DecisionReason.CONFLUENCE, target.reason);
        assertEquals(2, target.agreeing);
        assertEquals(0.6, target.strength, 1e-12);
        assertEquals(0.7, target.confidence, 1e-12);
        assertEquals(ONE, target.exposureE8);
    }

    /** (3 x 0.4 + 1 x 0.8) / 4 and 0.1 for the second vote. */
    @Test
    void shouldWeighThoseThatAgree() {
        final Voices weighed = new Voices(List.of("a", "b"), List.of(3 * ONE, ONE), List.of(SECOND, SECOND), NEUTRAL);
        weighed.says(0, Signal.LONG, 0.4, 0.4);
        weighed.says(1, Signal.LONG, 0.8, 0.8);
        weighed.decide(settings(Type.CONFLUENCE, "", Sizing.FIXED), target);
        assertEquals(0.6, target.strength, 1e-12);
        assertEquals(0.6, target.confidence, 1e-12);
    }

    /** Four votes would give 0.3 and a fifth no more; the book's 0.05 and a sure fire's 0.15 and 0.10 come on top, and 1 is the end. */
    @Test
    void shouldAddTheBookAndTheSureFire() {
        says(0, Signal.SHORT, 0.4, 0.4);
        says(1, Signal.SHORT, 0.4, 0.4);
        seen.market.imbalance = -0.15;
        decide(confluence());
        assertEquals(Signal.SHORT, target.signal);
        assertEquals(0.4 + 0.1 + 0.15, target.strength, 1e-12);
        assertEquals(0.4 + 0.1 + 0.05 + 0.10, target.confidence, 1e-12);
        assertEquals(-ONE, target.exposureE8);

        says(2, Signal.SHORT, 0.4, 0.4);
        says(3, Signal.SHORT, 0.4, 0.4);
        decide(confluence());
        assertEquals(0.4 + 0.3 + 0.15, target.strength, 1e-12);
        assertEquals(0.4 + 0.3 + 0.05 + 0.10, target.confidence, 1e-12);
    }

    @Test
    void shouldTakeTheBookAwayWhenItDisagrees() {
        says(0, Signal.LONG, 0.5, 0.43);
        says(1, Signal.LONG, 0.5, 0.43);
        seen.market.imbalance = -0.15;
        decide(confluence());
        assertEquals(Signal.HOLD, target.signal, "0.43 + 0.1 - 0.05 is below 0.5");
        assertEquals(DecisionReason.LOW_CONFIDENCE, target.reason);
        seen.market.imbalance = -0.149;
        decide(confluence());
        assertEquals(Signal.LONG, target.signal);
    }

    @Test
    void shouldLetOneAloneDecideOnlyWhenItIsSure() {
        says(0, Signal.LONG, 0.5, 0.549);
        decide(confluence());
        assertEquals(Signal.HOLD, target.signal);
        says(0, Signal.LONG, 0.5, 0.55);
        decide(confluence());
        assertEquals(Signal.LONG, target.signal);
        assertEquals(DecisionReason.SOLO, target.reason);
        says(0, Signal.HOLD, 0, 0);
        says(3, Signal.LONG, 0.5, 0.52);
        decide(confluence());
        assertEquals(Signal.LONG, target.signal, "the favoured one may at 0.52");
        says(3, Signal.LONG, 0.5, 0.519);
        decide(confluence());
        assertEquals(Signal.HOLD, target.signal);
    }

    // ------------------------------------------------------------------ the predictor

    /** 0.7 x 0.6 + 0.3 x 0.46 = 0.558; with 0.43 it is 0.549, less than one alone needs. 0.45 alone is too little; 0.567 with 0.84 is not. */
    @Test
    void shouldBlendOneAloneSeventyToThirty() {
        says(0, Signal.LONG, 0.5, 0.6);
        seen.market.chance = 0.46;
        decide(predicted(Prediction.HEURISTIC));
        assertEquals(0.558, target.confidence, 1e-12);
        assertEquals(0.5, target.strength, 1e-12);
        assertEquals(DecisionReason.SOLO, target.reason);
        assertEquals(55_800_000, target.exposureE8, "sized by the blended confidence");
        seen.market.chance = 0.43;
        decide(predicted(Prediction.HEURISTIC));
        assertEquals(Signal.HOLD, target.signal);
        assertEquals(DecisionReason.LOW_CONFIDENCE, target.reason);
        decide(predicted(Prediction.OFF));
        assertEquals(0.6, target.confidence, 1e-12, "no predictor is asked");

        says(0, Signal.SHORT, 0.5, 0.45);
        seen.market.chance = 0.84;
        decide(predicted(Prediction.HEURISTIC));
        assertEquals(Signal.SHORT, target.signal);
        assertEquals(0.7 * 0.45 + 0.3 * 0.84, target.confidence, 1e-12);
    }

    /** 0.7 x 0.6 + 0.3 x 0.34 = 0.522, which is enough for the favoured one; 0.33 gives 0.519. */
    @Test
    void shouldBlendTheFavouredOneSeventyToThirtyToo() {
        says(3, Signal.LONG, 0.5, 0.6);
        seen.market.chance = 0.34;
        decide(predicted(Prediction.HEURISTIC));
        assertEquals(Signal.LONG, target.signal);
        seen.market.chance = 0.33;
        decide(predicted(Prediction.HEURISTIC));
        assertEquals(DecisionReason.LOW_CONFIDENCE, target.reason);
    }

    /** Two of 0.43 have 0.53 together. Half of it and half of 0.48 is 0.505; half of 0.46 makes 0.495, less than any entry needs. */
    @Test
    void shouldBlendSeveralHalfAndHalf() {
        says(0, Signal.LONG, 0.5, 0.43);
        says(1, Signal.LONG, 0.5, 0.43);
        seen.market.chance = 0.48;
        decide(predicted(Prediction.HEURISTIC));
        assertEquals(0.505, target.confidence, 1e-12);
        assertEquals(DecisionReason.CONFLUENCE, target.reason);
        seen.market.chance = 0.46;
        decide(predicted(Prediction.HEURISTIC));
        assertEquals(Signal.HOLD, target.signal);
        assertEquals(DecisionReason.LOW_CONFIDENCE, target.reason);
    }

    /** The book makes 0.58 of 0.53, and a sure fire 0.68, before the predictor is asked: half of it and half of 0.4 is 0.54. */
    @Test
    void shouldBlendBehindTheBookAndTheSureFire() {
        says(0, Signal.SHORT, 0.5, 0.43);
        says(1, Signal.SHORT, 0.5, 0.43);
        seen.market.imbalance = -0.15;
        seen.market.chance = 0.4;
        decide(predicted(Prediction.HEURISTIC));
        assertEquals(0.54, target.confidence, 1e-12);
        assertEquals(0.5 + 0.1 + 0.15, target.strength, 1e-12);
    }

    @Test
    void shouldLeaveWithoutAskingThePredictor() {
        says(0, Signal.FLAT, 1, 1);
        seen.market.chance = 0;
        decide(predicted(Prediction.HEURISTIC));
        assertEquals(Signal.FLAT, target.signal);
        assertEquals(1, target.confidence, 0);
    }

    /** It says 0.46 for the way up, so 0.54 for the way down: 0.7 x 0.6 + 0.3 x 0.46 = 0.558, and 0.42 + 0.162 = 0.582. */
    @Test
    void shouldTakeTheChanceOfTheEntrysDirectionFromAModel() {
        says(0, Signal.LONG, 0.5, 0.6);
        predict(0.46f);
        assertEquals(0.558, target.confidence, 1e-7);
        assertEquals(Signal.LONG, target.signal);
        says(0, Signal.SHORT, 0.5, 0.6);
        predict(0.46f);
        assertEquals(0.582, target.confidence, 1e-7);
        assertEquals(Signal.SHORT, target.signal);
        predict(1 + 1e-7f);
        assertEquals(0.42, target.confidence, 1e-7, "rounding is forgiven");
        assertEquals(DecisionReason.LOW_CONFIDENCE, target.reason);
    }

    @Test
    void shouldEnterNothingWhileAModelCannotSay() {
        says(0, Signal.LONG, 1, 1);
        for (final float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1.01f, -0.01f}) {
            predict(bad);
            assertEquals(Signal.HOLD, target.signal, "output " + bad);
            assertEquals(0, target.exposureE8);
            assertEquals(DecisionReason.MODEL_INVALID, target.reason);
        }
        seen.unknown = 2;
        assertEquals(0, predict(1).asked());
        assertEquals(DecisionReason.MODEL_UNKNOWN, target.reason);
        seen.unknown = 1;
        assertEquals(1, predict(1).asked());
        assertEquals(DecisionReason.SOLO, target.reason);
        says(0, Signal.FLAT, 1, 1);
        assertEquals(0, predict(Float.NaN).asked());
        assertEquals(Signal.FLAT, target.signal, "leaving needs no opinion");
    }

    private ConstantNetwork predict(final float rises) {
        final ConstantNetwork network = new ConstantNetwork(0, rises);
        seen.hasValues = true;
        voices.decide(predicted(Prediction.MODEL), target, network);
        return network;
    }

    private static PolicySettings predicted(final Prediction predictor) {
        final PolicySettings base = settings(Type.CONFLUENCE, "", Sizing.CONFIDENCE);
        final Confluence rules = base.confluence();
        return new PolicySettings(
            base.method(), base.triggers(), base.size(), base.filter(),
            new Confluence(rules.agreement(), rules.imbalance(), rules.timeframes(), rules.context(), predictor),
            new PolicySettings.Learning(
                null, null, new ModelSettings(
                    new ModelSettings.File("m.onnx", "", 1, List.of(), ModelSettings.Combination.MEAN), null, "kraken", 1, ModelSettings.Head.CONTINUOUS,
                    ModelSettings.Proposer.CONFLUENCE, null),
                null));
    }

    /** A confidence of 1 is what a strategy says that does not grade its signals: it passes every gate of confidence. */
    @Test
    void shouldNeverActOnTooFewWhereSoloIsFalse() {
        says(0, Signal.LONG, 1, 1);
        decide(confluence(5, false, 0));
        assertEquals(Signal.HOLD, target.signal);
        assertEquals(0, target.exposureE8);
        assertEquals(DecisionReason.TOO_FEW, target.reason);
        says(3, Signal.LONG, 1, 1);
        decide(confluence(3, false, 0));
        assertEquals(Signal.HOLD, target.signal, "two of three, the favoured one among them");
        decide(confluence(2, false, 0));
        assertEquals(Signal.LONG, target.signal);
        assertEquals(DecisionReason.CONFLUENCE, target.reason);
        says(0, Signal.FLAT, 1, 1);
        says(3, Signal.HOLD, 0, 0);
        decide(confluence(5, false, 0));
        assertEquals(Signal.FLAT, target.signal, "leaving takes no majority of a number");
    }

    /** The book's vote at a score of 0.5: 0.4 + 0.6 x 0.5 = 0.7, weight 0.4; the strategy's 0.5, weight 1; and 0.1 for the second vote. */
    @Test
    void shouldCountTheBookAsAVote() {
        says(0, Signal.LONG, 0.5, 0.5);
        seen.market.bookScore = 0.5;
        seen.market.bookTimeNs = NOW - 5 * SECOND;
        decide(confluence(2, false, 0));
        assertEquals(DecisionReason.TOO_FEW, target.reason, "the book does not vote unless it is asked to");
        decide(confluence(2, false, 0.4));
        assertEquals(Signal.LONG, target.signal);
        assertEquals(2, target.agreeing);
        assertEquals((0.5 + 0.4 * 0.7) / 1.4 + 0.1, target.strength, 1e-12);
        assertEquals((0.5 + 0.4 * 0.7) / 1.4 + 0.1, target.confidence, 1e-12);
        seen.market.bookTimeNs--;
        decide(confluence(2, false, 0.4));
        assertEquals(DecisionReason.TOO_FEW, target.reason, "a book older than 5 s does not vote");
        seen.market.bookTimeNs = NOW;
        seen.market.bookScore = 0.199;
        decide(confluence(2, false, 0.4));
        assertEquals(DecisionReason.TOO_FEW, target.reason);
        seen.market.bookScore = -0.2;
        decide(confluence(1, true, 0.4));
        assertEquals(DecisionReason.TIE, target.reason, "the book against the strategy");
    }

    @Test
    void shouldNeverActOnTheBookAloneNorAgainstFlat() {
        seen.market.bookScore = 1;
        seen.market.bookTimeNs = NOW;
        decide(confluence(1, true, 0.4));
        assertEquals(Signal.HOLD, target.signal);
        assertEquals(DecisionReason.NO_SIGNAL, target.reason);
        says(0, Signal.FLAT, 1, 1);
        decide(confluence(1, true, 0.4));
        assertEquals(Signal.FLAT, target.signal);
        says(1, Signal.LONG, 1, 1);
        decide(confluence(1, true, 0.4));
        assertEquals(DecisionReason.TIE, target.reason, "one stays, one leaves: the book does not decide it");
    }

    /** In a trend the first weighs 1.3 and the second 0.8; in a calm one the second weighs 0.8 x 1.2. */
    @Test
    void shouldWeighByTheRegime() {
        final PolicySettings confluence = settings(Type.CONFLUENCE, "", Sizing.FIXED);
        final Voices weighed = new Voices(
            List.of("trend", "reversion"), List.of(ONE, ONE), List.of(SECOND, SECOND),
            List.of(new RegimeWeights(1.3, 0.8, 1, 1), new RegimeWeights(0.8, 1.3, 0.9, 1.2)));
        weighed.says(0, Signal.LONG, 0.4, 0.4);
        weighed.says(1, Signal.LONG, 0.8, 0.8);
        weighed.decide(confluence, target);
        assertEquals((0.4 + 0.8) / 2 + 0.1, target.confidence, 1e-12, "an unknown regime weighs nothing");
        weighed.tallies.onRegime(0, Regime.Trend.TREND, Regime.Volatility.UNKNOWN);
        weighed.decide(confluence, target);
        assertEquals((1.3 * 0.4 + 0.8 * 0.8) / 2.1 + 0.1, target.confidence, 1e-12);
        weighed.tallies.onRegime(0, Regime.Trend.TREND, Regime.Volatility.LOW);
        weighed.decide(confluence, target);
        assertEquals((1.3 * 0.4 + 0.96 * 0.8) / 2.26 + 0.1, target.confidence, 1e-12);
        weighed.tallies.onRegime(0, Regime.Trend.RANGE, Regime.Volatility.HIGH);
        weighed.decide(confluence, target);
        assertEquals((0.8 * 0.4 + 1.17 * 0.8) / 1.97 + 0.1, target.confidence, 1e-12);
    }

    @Test
    void shouldKeepThePositionOnATieAndLeaveOnFlat() {
        says(0, Signal.LONG, 1, 1);
        says(1, Signal.SHORT, 1, 1);
        decide(confluence());
        assertEquals(DecisionReason.TIE, target.reason);
        says(1, Signal.FLAT, 1, 1);
        says(2, Signal.FLAT, 1, 1);
        decide(confluence());
        assertEquals(Signal.FLAT, target.signal);
        assertEquals(0, target.exposureE8);
    }

    @Test
    void shouldNotHearTheOldTheWeakAndTheInactive() {
        says(0, Signal.LONG, 1, 1);
        voices.closed(NOW - 180 * SECOND);
        decide(confluence());
        assertEquals(Signal.LONG, target.signal, "180 s is not too old");
        voices.closed(NOW - 180 * SECOND - 1);
        decide(confluence());
        assertEquals(Signal.HOLD, target.signal);
        voices.closed(NOW);
        says(0, Signal.LONG, 0.29, 1);
        decide(confluence());
        assertEquals(Signal.HOLD, target.signal);
        says(0, Signal.LONG, 1, 1);
        voices.tallies.onActive(0, false);
        decide(confluence());
        assertEquals(Signal.HOLD, target.signal);
        says(0, Signal.LONG, 1, 1);
        seen.instrumentId = 1;
        decide(confluence());
        assertEquals(Signal.HOLD, target.signal);
    }

    @Test
    void shouldTakeTheTightestStopAndTargetOfThoseThatAgree() {
        voices.says(0, Signal.LONG, 1, 1, 59_000 * ONE, 62_000 * ONE);
        voices.says(1, Signal.LONG, 1, 1, 59_500 * ONE, 61_000 * ONE);
        voices.says(2, Signal.SHORT, 1, 1, 59_900 * ONE, Target.NO_PRICE);
        decide(confluence());
        assertEquals(59_500 * ONE, target.stopPriceE8);
        assertEquals(61_000 * ONE, target.targetPriceE8);
        assertEquals(1, target.basis.stopStrategyIndex);
        assertEquals(1, target.basis.targetStrategyIndex);
    }

    @Test
    void shouldFollowASingleStrategy() {
        final PolicySettings single = settings(Type.SINGLE, "b", Sizing.CONFIDENCE);
        says(0, Signal.LONG, 1, 1);
        decide(single);
        assertEquals(Signal.HOLD, target.signal);
        says(1, Signal.SHORT, 0.5, 0.25);
        decide(single);
        assertEquals(Signal.SHORT, target.signal);
        assertEquals(-ONE / 4, target.exposureE8);
        says(1, Signal.FLAT, 1, 1);
        decide(single);
        assertEquals(Signal.FLAT, target.signal);
    }

    /** One and 5 minutes agree, 15 minutes is against: two of three, and 0.05 for the second; the hour is not asked. */
    @Test
    void shouldGoWhereEnoughTimeframesAgree() {
        timeframesSay(Signal.LONG, Signal.LONG, Signal.SHORT, Signal.SHORT);
        assertEquals(Signal.LONG, target.signal);
        assertEquals(DecisionReason.CONFLUENCE, target.reason);
        assertEquals(2, target.agreeing);
        assertEquals(0.6 + 0.1, target.strength, 1e-12);
        assertEquals(0.6 + 0.1 + 0.05, target.confidence, 1e-12);
        timeframesSay(Signal.SHORT, Signal.SHORT, Signal.SHORT, Signal.LONG);
        assertEquals(Signal.SHORT, target.signal);
        assertEquals(0.6 + 0.2 + 0.10, target.confidence, 1e-12);
    }

    @Test
    void shouldKeepThePositionWhereTooFewTimeframesAgree() {
        timeframesSay(Signal.LONG, Signal.HOLD, Signal.HOLD, Signal.LONG);
        assertEquals(Signal.HOLD, target.signal);
        assertEquals(DecisionReason.TIMEFRAMES, target.reason);
        timeframesSay(Signal.LONG, Signal.SHORT, Signal.HOLD, Signal.LONG);
        assertEquals(DecisionReason.TIE, target.reason);
        timeframesSay(Signal.HOLD, Signal.HOLD, Signal.HOLD, Signal.LONG);
        assertEquals(DecisionReason.NO_SIGNAL, target.reason);
        timeframesSay(Signal.FLAT, Signal.FLAT, Signal.LONG, Signal.LONG);
        assertEquals(Signal.FLAT, target.signal);
    }

    /** The word on a 15-minute bar stands 15 minutes longer. */
    @Test
    void shouldHearALongBarUntilTheNextCouldHaveClosed() {
        assertEquals(Signal.LONG, afterSilenceOf(900 + 180));
        assertEquals(Signal.HOLD, afterSilenceOf(900 + 181));
    }

    private Signal afterSilenceOf(final long seconds) {
        final Voices observed = byTimeframe(Signal.LONG, Signal.HOLD, Signal.LONG, Signal.HOLD);
        observed.tallies.onBarClosed(0, 900 * SECOND, NOW - seconds * SECOND);
        observed.decide(byTimeframes(), target);
        return target.signal;
    }

    private void timeframesSay(final Signal... signals) {
        byTimeframe(signals).decide(byTimeframes(), target);
    }

    /** On bars of 1, 5, 15 and 60 minutes. */
    private static Voices byTimeframe(final Signal... signals) {
        final Voices observed = new Voices(
            List.of("1m", "5m", "15m", "1h"), List.of(ONE, ONE, ONE, ONE), List.of(60 * SECOND, 300 * SECOND, 900 * SECOND, 3_600 * SECOND), NEUTRAL);
        for (int i = 0; i < signals.length; i++) {
            observed.says(i, signals[i], 0.6, 0.6);
        }
        return observed;
    }

    private static PolicySettings byTimeframes() {
        return settings(
            new Method(Type.CONFLUENCE, ""), Sizing.FIXED, new Agreement(2, true, 0.55, "", 0.52, 0.5),
            List.of(60 * SECOND, 300 * SECOND, 900 * SECOND), 0);
    }

    private void decide(final PolicySettings settings) {
        voices.decide(settings, target);
    }

    private void says(final int strategy, final Signal signal, final double strength, final double confidence) {
        voices.says(strategy, signal, strength, confidence);
    }

    private static PolicySettings confluence() {
        return settings(Type.CONFLUENCE, "", Sizing.FIXED);
    }

    private static PolicySettings settings(final Type type, final String strategy, final Sizing sizing) {
        return settings(new Method(type, strategy), sizing, new Agreement(2, true, 0.55, "keltner", 0.52, 0.5), List.of(), 0);
    }

    private static PolicySettings confluence(final int minAgreeing, final boolean solo, final double bookVote) {
        return settings(
            new Method(Type.CONFLUENCE, ""), Sizing.FIXED, new Agreement(minAgreeing, solo, 0.55, "keltner", 0.52, 0.5), List.of(), bookVote);
    }

    private static PolicySettings settings(
        final Method method, final Sizing sizing, final Agreement agreement, final List<Long> timeframesNs, final double bookVote) {
        return new PolicySettings(
            method, new Triggers(PolicySettings.Trigger.BAR, List.of()), new Size(ONE, sizing), new Filter(180 * SECOND, 0.3, 0.3),
            new Confluence(
                agreement, new Imbalance(0.15, 0.05), new Timeframes(timeframesNs, 2),
                new Context(bookVote, 0.2, 5 * SECOND, PolicySettings.Regime.OFF, 0), Prediction.OFF),
            new PolicySettings.Learning(null, AccountSettings.defaults(), null, null));
    }

    /** Strategies on instrument 0, and what they say; the last bar of each timeframe closed now. */
    private static final class Voices {

        private final Voters voters;
        private final Tallies tallies;
        private final Observation seen;

        private Voices(final List<String> ids, final List<Long> weightsE8, final List<Long> timeframesNs, final List<RegimeWeights> regimeWeights) {
            voters = new Voters(ids, Collections.nCopies(ids.size(), 0), timeframesNs, weightsE8, regimeWeights.subList(0, ids.size()));
            tallies = new Tallies(voters, new Filter(180 * SECOND, 0.3, 0.3), 2);
            seen = new Observation(tallies);
            seen.timeNs = NOW;
            closed(NOW);
        }

        private void closed(final long timeNs) {
            voters.timeframesNs().forEach(timeframeNs -> tallies.onBarClosed(0, timeframeNs, timeNs));
        }

        private void says(final int strategy, final Signal signal, final double strength, final double confidence) {
            says(strategy, signal, strength, confidence, Target.NO_PRICE, Target.NO_PRICE);
        }

        private void says(
            final int strategy, final Signal signal, final double strength, final double confidence, final long stopE8, final long targetE8) {
            tallies.onActive(strategy, true);
            tallies.onRecommendation(strategy, signal, strength, confidence, stopE8, targetE8);
        }

        private void decide(final PolicySettings settings, final Target target) {
            decide(settings, target, null);
        }

        private void decide(final PolicySettings settings, final Target target, final ModelEngine network) {
            final Policy policy = switch (settings.method().type()) {
                case CONFLUENCE -> new ConfluencePolicy(
                    settings, voters, network == null ? null : new AskedModel(network, settings.model().maxUnknown(), ModelTimer.NONE));
                case EXPERTS, MODEL -> throw new IllegalArgumentException("it has a test of its own");
                case SINGLE -> new SingleStrategyPolicy(settings, voters);
            };
            policy.decide(seen, target);
        }
    }
}
