package io.ringmaster.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.inference.ModelSettings.Combination;
import io.ringmaster.inference.PolicySettings.Filter;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.schema.EngineKind;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What several answers become, worked out by hand. A full target is an exposure of 2, a step of {@code adjust} is 0.5. */
class EnsembleTest {

    private static final long ONE = 100_000_000L;

    private final Observation seen = new Observation(
        new Tallies(new Voters(List.of("a"), List.of(0), List.of(60_000_000_000L), List.of(ONE), List.of(RegimeWeights.NEUTRAL)), new Filter(0, 0, 0), 1),
        0);
    private final Target target = new Target();

    EnsembleTest() {
        seen.hasValues = true;
    }

    /** Models that always say the same, one answer each. */
    private record Says(float[]... answers) implements ModelEngine {

        @Override
        public EngineKind kind() {
            return EngineKind.EXACT;
        }

        @Override
        public float[] input() {
            return new float[0];
        }

        @Override
        public int outputs() {
            return answers.length;
        }

        @Override
        public float[] output(final int index) {
            return answers[index];
        }

        @Override
        public void run() {
            // The answers stay.
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }

    private static float[] answer(final float... numbers) {
        return numbers;
    }

    /** Reads the answers, with a proposal of 1.6 for a reading that scales. */
    private boolean read(final Combination combination, final ModelReading reading, final float[]... answers) {
        final AskedModel model = new AskedModel(new Says(answers), 0, ModelTimer.NONE);
        assertEquals(null, model.ask(seen));
        target.hold(0, DecisionReason.MODEL);
        if (reading instanceof SizeReading) {
            target.signal = Signal.LONG;
            target.exposureE8 = 16 * ONE / 10;
        }
        return new Ensemble(answers.length, combination, reading).read(model, seen, target);
    }

    private static ContinuousReading continuous() {
        return new ContinuousReading(2 * ONE, new ModelSettings.Bounds(0, ONE / 100, ONE / 20, ONE / 4, null));
    }

    /** Of 0.9, -0.5, 0.2 and 0.1: mean 0.175, median 0.15; of three: mean 0.2, median 0.2. A stop of 0 is 3 % away, one of 0.5 is 4 %. */
    @Test
    void shouldTakeTheMeanOrTheMedianNumberByNumber() {
        seen.market.markPriceE8 = 10_000 * ONE;
        assertTrue(read(Combination.MEAN, continuous(), answer(0.9f, 1), answer(-0.5f, -1), answer(0.2f, 0), answer(0.1f, 0)));
        assertEquals(0.35, target.exposureE8 / 1e8, 1e-7);
        assertEquals(9_700, target.stopPriceE8 / 1e8, 1e-3);
        assertTrue(read(Combination.MEDIAN, continuous(), answer(0.9f, 1), answer(-0.5f, -1), answer(0.2f, 1), answer(0.1f, 0)));
        assertEquals(0.3, target.exposureE8 / 1e8, 1e-7);
        assertEquals(9_600, target.stopPriceE8 / 1e8, 1e-3);
        assertTrue(read(Combination.MEDIAN, continuous(), answer(0.9f, 0), answer(-0.5f, 0), answer(0.2f, 0)));
        assertEquals(0.4, target.exposureE8 / 1e8, 1e-7);
        assertTrue(read(Combination.MEAN, continuous(), answer(-0.9f, 0), answer(-0.5f, 0)));
        assertEquals(-1.4, target.exposureE8 / 1e8, 1e-7);
    }

    /** The sum of the float32 numbers 0.1, 0.2 and 0.3 in float64, divided by 3 and rounded, is the float32 number 0.2. */
    @Test
    void shouldRoundAMeanOnce() {
        final float[] read = new float[1];
        final ModelReading keeps = new ModelReading() {
            @Override
            public boolean isValid(final float[] output) {
                return true;
            }

            @Override
            public void read(final float[] output, final Observation observation, final Target out) {
                read[0] = output[0];
            }
        };
        assertTrue(read(Combination.MEAN, keeps, answer(0.1f), answer(0.2f), answer(0.3f)));
        assertEquals(0.2f, read[0], 0);
        assertTrue(read(Combination.MEAN, keeps, answer(1e30f), answer(1), answer(-1e30f)));
        assertEquals(0, read[0], 0, "in the order of the models: 1 is lost beside 1e30");
    }

    /** A mean of logits may choose what no model chooses first. */
    @Test
    void shouldReadTheMeanOfLogitsAsThoseOfOneModel() {
        final float[][] answers = {answer(5, 0, 4), answer(0, 5, 4)};
        assertTrue(read(Combination.MEAN, new DirectionReading(2 * ONE), answers));
        assertEquals(Signal.HOLD, target.signal);
        assertEquals(DecisionReason.MODEL, target.reason);
    }

    /** b: buy, s: sell, h: hold. */
    @ParameterizedTest
    @CsvSource({
        "bbs, LONG", "ssb, SHORT", "hhb, HOLD", "bs, HOLD", "bsh, HOLD", "bbsh, LONG", "bbss, HOLD", "bbssh, HOLD", "sshhb, HOLD", "hhbbb, LONG",
        "ssss, SHORT", "hs, HOLD", "bbhh, HOLD",
    })
    void shouldDoWhatMostVoteForAndKeepThePositionOnATie(final String votes, final Signal expected) {
        final float[][] answers = votes.chars().mapToObj(vote -> switch (vote) {
            case 'b' -> answer(1, 0, 0);
            case 's' -> answer(0, 1, 0);
            default -> answer(0, 0, 1);
        }).toArray(float[][]::new);
        assertTrue(read(Combination.VOTE, new DirectionReading(2 * ONE), answers));
        assertEquals(expected, target.signal);
        assertEquals(expected == Signal.LONG ? 2 * ONE : expected == Signal.SHORT ? -2 * ONE : 0, target.exposureE8);
        assertEquals(DecisionReason.MODEL, target.reason);
    }

    /** Flat and reverse are masked without a position, so both that want them choose the next best: increase. With a position they flatten. */
    @Test
    void shouldMaskBeforeTheModelsVote() {
        final float[][] answers = {answer(3, 0, 0, 9, 0), answer(3, 0, 0, 9, 4), answer(0, 3, 0, 0, 0)};
        assertTrue(read(Combination.VOTE, new AdjustmentReading(2 * ONE, ONE / 4), answers));
        assertEquals(ONE / 2, target.exposureE8);
        seen.exposure = 1;
        assertTrue(read(Combination.VOTE, new AdjustmentReading(2 * ONE, ONE / 4), answers));
        assertEquals(Signal.FLAT, target.signal);
        assertTrue(read(Combination.VOTE, new AdjustmentReading(2 * ONE, ONE / 4), answers[0], answers[2]));
        assertEquals(Signal.HOLD, target.signal, "flat and decrease share the first place");
    }

    /** skip or take; on a tie nothing is entered. A factor has a mean. */
    @Test
    void shouldVoteOnTakingAProposal() {
        assertTrue(read(Combination.VOTE, new SizeReading(), answer(0, 1), answer(0, 2), answer(3, 1)));
        assertEquals(16 * ONE / 10, target.exposureE8);
        assertTrue(read(Combination.VOTE, new SizeReading(), answer(0, 1), answer(3, 1)));
        assertEquals(DecisionReason.MODEL_SKIP, target.reason);
        assertEquals(Signal.HOLD, target.signal);
        assertTrue(read(Combination.MEAN, new SizeReading(), answer(0.25f), answer(0.75f)));
        assertEquals(8 * ONE / 10, target.exposureE8);
    }

    /** Their mean would be in range. */
    @ParameterizedTest
    @CsvSource({"NaN, 0", "1.5, -1.5", "Infinity, 0"})
    void shouldRefuseAllAnswersIfOneIsInvalid(final float one, final float other) {
        for (final Combination combination : List.of(Combination.MEAN, Combination.MEDIAN)) {
            assertFalse(read(combination, continuous(), answer(one, 0), answer(other, 0), answer(0, 0)), combination.name().toLowerCase(Locale.ROOT));
        }
        assertFalse(read(Combination.VOTE, new DirectionReading(ONE), answer(1, 0, 0), answer(1, 0, 0), answer(Float.NaN, 0, 0)));
    }
}
