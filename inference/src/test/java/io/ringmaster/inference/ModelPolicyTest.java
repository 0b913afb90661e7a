package io.ringmaster.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.inference.ModelSettings.Bounds;
import io.ringmaster.inference.ModelSettings.Head;
import io.ringmaster.inference.PolicySettings.Filter;
import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each head makes of an output, worked out by hand; a full target is an exposure of 2, the mark is 10,000. */
class ModelPolicyTest {

    private static final long ONE = 100_000_000L;

    private final Observation seen = new Observation(
        new Tallies(new Voters(List.of("a"), List.of(0), List.of(60_000_000_000L), List.of(ONE), List.of(RegimeWeights.NEUTRAL)), new Filter(0, 0, 0), 1),
        2);
    private final Target target = new Target();
    private int asked;

    private static PolicySettings settings(final Head head, final int maxUnknown) {
        return new PolicySettings(
            new PolicySettings.Method(PolicySettings.Type.MODEL, ""), null, new PolicySettings.Size(2 * ONE, PolicySettings.Sizing.FIXED), null, null,
            new PolicySettings.Learning(
                null, null,
                new ModelSettings(
                    new ModelSettings.File("m.onnx", "", 1, List.of(), ModelSettings.Combination.MEAN), EngineChoice.EXACT, "kraken", maxUnknown, head, ModelSettings.Proposer.CONFLUENCE,
                    new Bounds(ONE / 10, ONE / 100, ONE / 20, ONE / 4, null)),
                null));
    }

    /** What the rules propose to {@code size_or_skip}. */
    private static Policy rules(final Signal signal, final long exposureE8) {
        return (seen, target) -> {
            target.hold(seen.instrumentId, DecisionReason.CONFLUENCE);
            target.signal = signal;
            target.exposureE8 = exposureE8;
            target.agreeing = 3;
            target.stopPriceE8 = 9_900 * ONE;
        };
    }

    private void decide(final Head head, final double exposure, final float... output) {
        decide(head, exposure, rules(Signal.LONG, 2 * ONE), output);
    }

    private void decide(final Head head, final double exposure, final Policy rules, final float... output) {
        seen.hasValues = true;
        seen.exposure = exposure;
        seen.market.markPriceE8 = 10_000 * ONE;
        final ConstantNetwork network = new ConstantNetwork(2, output);
        new ModelPolicy(settings(head, 1), new AskedModel(network, 1, ModelTimer.NONE), rules, null, null).decide(seen, target);
        asked += network.asked();
    }

    private void assertHeld(final DecisionReason reason) {
        assertEquals(Signal.HOLD, target.signal);
        assertEquals(0, target.exposureE8);
        assertEquals(Target.NO_PRICE, target.stopPriceE8);
        assertEquals(reason, target.reason);
    }

    private void assertWanted(final Signal signal, final long exposureE8) {
        assertEquals(signal, target.signal);
        assertEquals(exposureE8, target.exposureE8);
        assertEquals(DecisionReason.MODEL, target.reason);
    }

    /** 0.5 x 2; 0.01 + (0 + 1) / 2 x 0.04 = 0.03 below 10,000 is 9,700. A short has its stop above: at -1 by 0.01, at 1 by 0.05. */
    @Test
    void continuousShouldScaleExposureAndStop() {
        decide(Head.CONTINUOUS, 0, 0.5f, 0);
        assertWanted(Signal.LONG, ONE);
        assertEquals(9_700 * ONE, target.stopPriceE8);
        assertEquals(0.5, target.strength);

        decide(Head.CONTINUOUS, 0, -1, -1);
        assertWanted(Signal.SHORT, -2 * ONE);
        assertEquals(10_100 * ONE, target.stopPriceE8);

        decide(Head.CONTINUOUS, 0, -1, 1);
        assertEquals(10_500 * ONE, target.stopPriceE8);
    }

    @Test
    void continuousShouldLeaveTheMarketAtZero() {
        decide(Head.CONTINUOUS, 1, 0, 0);
        assertWanted(Signal.FLAT, 0);
        assertEquals(Target.NO_PRICE, target.stopPriceE8);
    }

    /** An exposure of 1 is a share of 0.5. Wanted shares of 0.5625 and 0.4375 are nearer than 0.1, 0.625 and 0.375 are not. */
    @Test
    void continuousShouldStayInsideTheDeadZoneAsAShareOfAFullTarget() {
        decide(Head.CONTINUOUS, 1, 0.5625f, 0);
        assertHeld(DecisionReason.MODEL);
        decide(Head.CONTINUOUS, 1, 0.4375f, 0);
        assertHeld(DecisionReason.MODEL);
        decide(Head.CONTINUOUS, 1, 0.625f, 0);
        assertWanted(Signal.LONG, 125_000_000L);
        decide(Head.CONTINUOUS, 1, 0.375f, 0);
        assertWanted(Signal.LONG, 75_000_000L);
        decide(Head.CONTINUOUS, -1, 0.5f, 0);
        assertWanted(Signal.LONG, ONE);
    }

    /** A tanh that rounds above 1 is 1; more is not an output of this head. */
    @Test
    void continuousShouldTakeARoundingErrorForOneAndRefuseMore() {
        decide(Head.CONTINUOUS, 0, 1.0000001f, -1.0000001f);
        assertWanted(Signal.LONG, 2 * ONE);
        assertEquals(9_900 * ONE, target.stopPriceE8);
        decide(Head.CONTINUOUS, 0, 1.00001f, 0);
        assertHeld(DecisionReason.MODEL_INVALID);
        decide(Head.CONTINUOUS, 0, 0.5f, -1.00001f);
        assertHeld(DecisionReason.MODEL_INVALID);
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 0, LONG, 2", "1, 2, 0, SHORT, -2", "0, 1, 2, HOLD, 0", "-3, -3, -4, LONG, 2", "-4, -3, -3, SHORT, -2", "7, 7, 7, LONG, 2",
        "1, 0, 1, LONG, 2"})
    void buySellHoldShouldTakeTheHighestAndTheFirstOfATie(
        final float buy, final float sell, final float hold, final Signal signal, final long exposure) {
        decide(Head.BUY_SELL_HOLD, 0.5, buy, sell, hold);
        assertWanted(signal, exposure * ONE);
    }

    /** A step is 0.25 of a full target of 2: 0.5. The logits are of increase, decrease, stay, flat, reverse. */
    @ParameterizedTest
    @CsvSource({
        "0.25, 9 0 0 0 0, LONG, 0.75",
        "0.25, 0 9 0 0 0, SHORT, -0.25",
        "-0.5, 9 0 0 0 0, FLAT, 0",
        "0.25, 0 0 9 0 0, HOLD, 0",
        "0.25, 0 0 0 9 0, FLAT, 0",
        "0.25, 0 0 0 0 9, SHORT, -0.25",
        "-1.5, 0 0 0 0 9, LONG, 1.5",
        "1.75, 9 0 0 0 0, LONG, 2",
        "-1.75, 0 9 0 0 0, SHORT, -2",
        "2.5, 0 0 0 0 9, SHORT, -2"})
    void adjustShouldMoveTheExposure(final double held, final String logits, final Signal signal, final double exposure) {
        decide(Head.ADJUST, held, logits(logits));
        assertWanted(signal, Math.round(exposure * ONE));
    }

    /** The best action that is allowed: no increase at 2, no decrease at -2, no flat and no reverse without a position; ties to the first. */
    @ParameterizedTest
    @CsvSource({
        "2, 9 1 2 3 4, SHORT, -2",
        "2.5, 9 1 2 3 1, FLAT, 0",
        "-2, 1 9 4 3 2, HOLD, 0",
        "-2, 4 9 4 3 2, SHORT, -1.5",
        "0, 1 2 3 9 8, HOLD, 0",
        "0, 1 2 1 9 8, SHORT, -0.5",
        "0, 5 5 5 5 5, LONG, 0.5",
        "2, 5 5 5 5 5, LONG, 1.5"})
    void adjustShouldMaskWhatIsNotPossible(final double held, final String logits, final Signal signal, final double exposure) {
        decide(Head.ADJUST, held, logits(logits));
        assertWanted(signal, Math.round(exposure * ONE));
    }

    private static float[] logits(final String text) {
        final String[] parts = text.split(" ");
        final float[] logits = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            logits[i] = Float.parseFloat(parts[i]);
        }
        return logits;
    }

    @Test
    void sizeShouldScaleWhatTheRulesPropose() {
        decide(Head.SIZE_OR_SKIP, 0, 0.25f);
        assertWanted(Signal.LONG, ONE / 2);
        assertEquals(9_900 * ONE, target.stopPriceE8, "the stop of the strategies stays");
        assertEquals(3, target.agreeing);
        decide(Head.SIZE_OR_SKIP, 0, rules(Signal.SHORT, -2 * ONE), 1);
        assertWanted(Signal.SHORT, -2 * ONE);
        decide(Head.SIZE_OR_SKIP, 0, 0);
        assertHeld(DecisionReason.MODEL_SKIP);
    }

    @Test
    void sizeOfTwoLogitsShouldSkipOrTake() {
        decide(Head.SIZE_OR_SKIP, 0, 1, 2);
        assertWanted(Signal.LONG, 2 * ONE);
        decide(Head.SIZE_OR_SKIP, 0, 2, 1);
        assertHeld(DecisionReason.MODEL_SKIP);
        decide(Head.SIZE_OR_SKIP, 0, 1, 1);
        assertHeld(DecisionReason.MODEL_SKIP);
    }

    /** The model cannot keep a position that the strategies leave, and is not asked where they want nothing. */
    @Test
    void sizeShouldPassOnWhatIsNoEntry() {
        decide(Head.SIZE_OR_SKIP, 1, rules(Signal.FLAT, 0), 0);
        assertEquals(Signal.FLAT, target.signal);
        assertEquals(DecisionReason.CONFLUENCE, target.reason);
        decide(Head.SIZE_OR_SKIP, 1, rules(Signal.HOLD, 0), 0);
        assertEquals(DecisionReason.CONFLUENCE, target.reason);
        assertEquals(0, asked);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void shouldTakeNoNewRiskWhenAnyNumberIsNotFinite(final float bad) {
        for (final Head head : Head.values()) {
            for (int count = 1; count <= 5; count++) {
                for (int place = 0; head.takes(count) && place < count; place++) {
                    final float[] output = new float[count];
                    output[place] = bad;
                    decide(head, 1, output);
                    assertHeld(DecisionReason.MODEL_INVALID);
                }
            }
        }
    }

    @Test
    void sizeShouldRefuseAFactorOutsideZeroAndOne() {
        decide(Head.SIZE_OR_SKIP, 0, 1.01f);
        assertHeld(DecisionReason.MODEL_INVALID);
        decide(Head.SIZE_OR_SKIP, 0, -0.01f);
        assertHeld(DecisionReason.MODEL_INVALID);
    }

    /** One feature may be unknown here. */
    @Test
    void shouldNotAskTheModelWhenTooMuchIsUnknown() {
        seen.unknown = 2;
        for (final Head head : Head.values()) {
            decide(head, 0, new float[] {1, 0, 0, 0, 0});
            assertHeld(DecisionReason.MODEL_UNKNOWN);
        }
        assertEquals(0, asked);
        seen.unknown = 1;
        decide(Head.BUY_SELL_HOLD, 0, 1, 0, 0);
        assertWanted(Signal.LONG, 2 * ONE);
    }

    @Test
    void shouldShowTheModelTheObservation() {
        seen.hasValues = true;
        seen.values[0] = 0.25f;
        seen.values[1] = -3;
        final ConstantNetwork engine = new ConstantNetwork(2, 1, 0, 0);
        new ModelPolicy(settings(Head.BUY_SELL_HOLD, 0), new AskedModel(engine, 0, ModelTimer.NONE), rules(Signal.HOLD, 0), null, null).decide(seen, target);
        assertEquals("[0.25, -3.0]", Arrays.toString(engine.input()));
    }

    @Test
    void shouldWantNothingOnAnInstrumentThatItDoesNotObserve() {
        final ConstantNetwork network = new ConstantNetwork(2, 1, 0, 0);
        new ModelPolicy(
            settings(Head.BUY_SELL_HOLD, 0), new AskedModel(network, 0, ModelTimer.NONE), rules(Signal.LONG, ONE), null, null).decide(seen, target);
        assertHeld(DecisionReason.NO_SIGNAL);
        assertEquals(0, network.asked());
    }

    /** Judged as a strategy is: the answer of the decision that is late counts, and the one that is in time again is only measured. */
    @Test
    void shouldKeepThePositionFromTheVerdictOnUntilItIsInTimeAgain() {
        final List<Boolean> measured = new ArrayList<>();
        final AskedModel model = new AskedModel(new ConstantNetwork(2, 1, 0, 0), 0, new ModelTimer() {
            @Override
            public void beginModel() {
                // Only what follows the run is of interest.
            }

            @Override
            public void endModel(final boolean isLate) {
                measured.add(isLate);
            }
        });
        final ModelPolicy policy = new ModelPolicy(settings(Head.BUY_SELL_HOLD, 0), model, rules(Signal.HOLD, 0), null, null);
        seen.hasValues = true;
        seen.market.markPriceE8 = 10_000 * ONE;

        policy.decide(seen, target);
        assertEquals(Signal.LONG, target.signal);
        model.onLate(true);
        policy.decide(seen, target);
        assertHeld(DecisionReason.MODEL_LATE);
        model.onLate(false);
        policy.decide(seen, target);
        assertEquals(Signal.LONG, target.signal);
        assertEquals(List.of(false, true, false), measured, "a late model still runs");
    }
}
