package io.ringmaster.inference.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringmaster.inference.contract.Step.Operation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Steps against their definitions written out, rolling ones against a walk over the whole window. */
class EncoderTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final int[] ONLY = {0};
    private static final int BARS = 3_000 * Integer.getInteger("times", 1);

    private static Encoder encoder(final Missing missing, final Step... steps) {
        return new Encoder(contract(List.of(new ObservedFeature("x", new Source.Formula("close"), List.of(steps), missing))));
    }

    /** The only feature anew. */
    private static int encode(final Encoder encoder, final SourceValues sources, final float[] out) {
        return encode(encoder, ONLY, sources, out);
    }

    private static int encode(final Encoder encoder, final int[] features, final SourceValues sources, final float[] out) {
        encoder.update(sources, features);
        return encoder.write(out);
    }

    private static int[] all(final ObservationContract contract) {
        return IntStream.range(0, contract.features().size()).toArray();
    }

    private static ObservationContract contract(final List<ObservedFeature> features) {
        return new ObservationContract(new Origin("m", 1, DecidesOn.BAR), ObservationContract.ONE_HOT, List.of(), features);
    }

    private static float encoded(final double value, final Step... steps) {
        final float[] out = new float[1];
        encode(encoder(Missing.constant(-77), steps), feature -> value, out);
        return out[0];
    }

    @Test
    void shouldTakeEachStepInItsOrder() {
        assertEquals((float) (0.3 * 7), encoded(0.3, Step.of(Operation.MULTIPLY, 7)));
        assertEquals((float) (0.3 / 7), encoded(0.3, Step.of(Operation.DIVIDE, 7)));
        assertEquals((float) (0.3 - 7), encoded(0.3, Step.of(Operation.ADD, -7)));
        assertEquals((float) StrictMath.log(0.3), encoded(0.3, Step.of(Operation.LOG)));
        assertEquals((float) StrictMath.log1p(0.3), encoded(0.3, Step.of(Operation.LOG1P)));
        assertEquals((float) Math.sqrt(0.3), encoded(0.3, Step.of(Operation.SQRT)));
        assertEquals((float) StrictMath.tanh(0.3), encoded(0.3, Step.of(Operation.TANH)));
        assertEquals(-0.5f, encoded(-3, new Step(Operation.CLIP, -0.5, 1)));
        assertEquals(1, encoded(3, new Step(Operation.CLIP, -0.5, 1)));
        assertEquals((float) ((0.3 - 5) / 2), encoded(0.3, new Step(Operation.Z_SCORE, 5, 2)));
        assertEquals((float) ((0.3 - -1) / 4), encoded(0.3, new Step(Operation.MIN_MAX, -1, 3)));
        assertEquals((float) StrictMath.tanh((0.3 + 1) * 2), encoded(
            0.3, Step.of(Operation.ADD, 1), Step.of(Operation.MULTIPLY, 2), Step.of(Operation.TANH)));
    }

    /** Rounding before a scale gives another result than rounding after it. */
    @Test
    void shouldRoundAtTheCastPointAndNowhereElse() {
        final Random random = new Random(SEED);
        int different = 0;
        for (int i = 0; i < 1_000; i++) {
            final double value = 60_000 + 10_000 * random.nextDouble();
            final double by = 60_000 + 10_000 * random.nextDouble();
            final float after = encoded(value, Step.of(Operation.DIVIDE, by));
            final float before = encoded(value, Step.of(Operation.FLOAT32), Step.of(Operation.DIVIDE, by));
            assertEquals((float) (value / by), after);
            assertEquals((float) ((double) (float) value / by), before);
            different += after == before ? 0 : 1;
        }
        assertTrue(different > 100, different + " of 1,000 differ, seed=" + SEED);
    }

    @Test
    void shouldShowAnUnknownValueAsTheContractSays() {
        for (final double unknown : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertEquals(-77, encoded(unknown, new Step(Operation.CLIP, -1, 1)));
        }
        assertEquals(-77, encoded(-1, Step.of(Operation.LOG)));
        assertEquals(-77, encoded(0, Step.of(Operation.LOG), new Step(Operation.CLIP, -1, 1)));
        assertEquals(-77, encoded(1e300));
        final float[] out = new float[2];
        final Encoder masked = encoder(new Missing(0.5, true));
        assertEquals(1, encode(masked, feature -> Double.NaN, out));
        assertArrayEquals(new float[] {0.5f, 1}, out);
        assertEquals(0, encode(masked, feature -> 3, out));
        assertArrayEquals(new float[] {3, 0}, out);
    }

    @Test
    void shouldComputeOnlyTheFeaturesThatAreNamedAndKeepTheOthers() {
        final List<ObservedFeature> features = List.of(
            new ObservedFeature("a", new Source.Formula("close"), List.of(), new Missing(-1, true)),
            new ObservedFeature("b", new Source.Formula("close"), List.of(Step.of(Operation.MULTIPLY, 10)), Missing.constant(-2)),
            new ObservedFeature("c", new Source.Formula("close"), List.of(), new Missing(-3, true)));
        final Encoder encoder = new Encoder(contract(features));
        final float[] out = new float[5];
        assertEquals(3, encoder.write(out));
        assertArrayEquals(new float[] {-1, 1, -2, -3, 1}, out);

        assertEquals(1, encode(encoder, new int[] {0, 1}, feature -> feature + 5, out));
        assertArrayEquals(new float[] {5, 0, 60, -3, 1}, out);
        assertEquals(1, encode(encoder, new int[] {0, 2}, feature -> feature == 0 ? Double.NaN : 9, out));
        assertArrayEquals(new float[] {-1, 1, 60, 9, 0}, out);
    }

    /** Values from few and many different ones, stretches where all are equal, a price that moved far away, and unknown ones. */
    @Test
    void shouldNormaliseOverTheLastBarsAsAWalkOverAllOfThemDoes() {
        final Random random = new Random(SEED);
        for (final int n : new int[] {2, 3, 20, 400}) {
            final Encoder zScore = encoder(Missing.constant(-77), Step.of(Operation.ROLLING_Z, n));
            final Encoder minMax = encoder(Missing.constant(-77), Step.of(Operation.ROLLING_MIN_MAX, n));
            final Encoder rank = encoder(Missing.constant(-77), Step.of(Operation.ROLLING_RANK, n));
            final List<Double> known = new ArrayList<>();
            double level = 0;
            for (int bar = 0; bar < BARS; bar++) {
                final int stretch = bar / (3 * n) % 4;
                level = stretch == 0 ? 1e6 + random.nextGaussian() : stretch == 1 ? random.nextInt(3) - 1 : stretch == 2 ? 0.1
                    : level + random.nextDouble();
                final double value = random.nextInt(50) == 0 ? Double.NaN : level;
                if (!Double.isNaN(value)) {
                    known.add(value);
                }
                for (final Encoder each : List.of(zScore, minMax, rank)) {
                    each.onBar(feature -> value);
                }
                final double asked = random.nextBoolean() ? level : level + random.nextGaussian();
                final double[] window = known.stream().skip(Math.max(0, known.size() - n)).mapToDouble(x -> x).toArray();
                final String label = "n=" + n + " bar " + bar + " seed=" + SEED;
                assertNear(known.size() < n ? -77 : zScore(window, asked), now(zScore, asked), label + " z-score");
                assertNear(known.size() < n ? -77 : place(window, asked), now(minMax, asked), label + " place");
                assertNear(
                    known.size() < n ? -77 : Arrays.stream(window).filter(x -> x <= asked).count() / (double) n, now(rank, asked), label + " rank");
            }
        }
    }

    private static void assertNear(final double expected, final double actual, final String label) {
        assertEquals(expected, actual, 1e-5 * Math.max(1, Math.abs(expected)), label);
    }

    private static double now(final Encoder encoder, final double value) {
        final float[] out = new float[1];
        encode(encoder, feature -> value, out);
        return out[0];
    }

    private static double zScore(final double[] window, final double value) {
        final double mean = Arrays.stream(window).sum() / window.length;
        final double deviation = Math.sqrt(Arrays.stream(window).map(x -> (x - mean) * (x - mean)).sum() / window.length);
        return Arrays.stream(window).distinct().count() == 1 ? 0 : (value - mean) / deviation;
    }

    private static double place(final double[] window, final double value) {
        final double low = Arrays.stream(window).min().orElseThrow();
        final double high = Arrays.stream(window).max().orElseThrow();
        return low == high ? 0.5 : (value - low) / (high - low);
    }

    @Test
    void shouldEncodeTheSameBitsFromTheSameBars() {
        assertArrayEquals(folded(), folded());
    }

    private static int[] folded() {
        final ObservationContract contract = rich();
        final Encoder encoder = new Encoder(contract);
        final Random random = new Random(SEED);
        final double[] values = new double[contract.features().size()];
        final float[] out = new float[encoder.length()];
        final List<Integer> bits = new ArrayList<>();
        for (int bar = 0; bar < 2_000; bar++) {
            Arrays.setAll(values, i -> random.nextInt(100) == 0 ? Double.NaN : random.nextGaussian() * i);
            encoder.onBar(i -> values[i]);
            encode(encoder, all(contract), i -> values[i], out);
            IntStream.range(0, out.length).forEach(i -> bits.add(Float.floatToRawIntBits(out[i])));
        }
        return bits.stream().mapToInt(x -> x).toArray();
    }

    private static ObservationContract rich() {
        final List<ObservedFeature> features = new ArrayList<>();
        for (final Operation operation : Operation.values()) {
            final double a = operation.isRolling() ? 50 : operation == Operation.CLIP || operation == Operation.MIN_MAX ? -1
                : operation.arguments().isEmpty() ? 0 : 3;
            features.add(new ObservedFeature(
                operation.word(), new Source.Formula("close"),
                List.of(Step.of(Operation.DIVIDE, 3), new Step(operation, a, operation.arguments().size() == 2 ? 2 : 0), Step.of(Operation.TANH)),
                new Missing(0.5, operation.isRolling())));
        }
        return contract(features);
    }

    @Test
    void shouldAllocateNothing() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final ObservationContract contract = rich();
        final Encoder encoder = new Encoder(contract);
        final double[] values = new double[contract.features().size()];
        final SourceValues sources = feature -> values[feature];
        final float[] out = new float[encoder.length()];
        final int[] all = all(contract);
        encode(encoder, all, sources, values, out);
        threads.getCurrentThreadAllocatedBytes();
        final long before = threads.getCurrentThreadAllocatedBytes();
        encode(encoder, all, sources, values, out);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 1_000, "allocated " + allocated + " bytes in 20,000 observations");
    }

    private static void encode(
        final Encoder encoder, final int[] features, final SourceValues sources, final double[] values, final float[] out) {
        for (int bar = 0; bar < 20_000; bar++) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (bar * 31 + i * 17) % 101 / 7.0;
            }
            encoder.onBar(sources);
            encode(encoder, features, sources, out);
        }
    }
}
