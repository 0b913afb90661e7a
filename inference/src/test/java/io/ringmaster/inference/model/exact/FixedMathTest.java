package io.ringmaster.inference.model.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class FixedMathTest {

    private static final long SEED = 31;

    @Test
    void shouldComputeTanhLikeTheJdk() {
        assertNear(FixedMath::tanh, StrictMath::tanh, FixedMath.TANH_END, 2e-11);
    }

    @Test
    void shouldComputeErfLikeItsIntegral() {
        assertNear(FixedMath::erf, FixedMathTest::erf, FixedMath.ERF_END, 2e-11);
    }

    @Test
    void shouldComputeExpLikeTheJdk() {
        assertNear(FixedMath::exp, StrictMath::exp, 700, 1e-15);
    }

    /** @param tolerance relative */
    private static void assertNear(final DoubleUnaryOperator found, final DoubleUnaryOperator expected, final double end, final double tolerance) {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 100_000; i++) {
            final double x = i < 10 ? Math.pow(10, -i) : random.nextDouble(-end, end);
            final double value = expected.applyAsDouble(x);
            assertEquals(value, found.applyAsDouble(x), tolerance * Math.abs(value), "x=" + x + " seed=" + SEED);
        }
    }

    /** Simpson's rule on the definition. */
    private static double erf(final double x) {
        final int steps = 400;
        double sum = 1 + StrictMath.exp(-x * x);
        for (int i = 1; i < steps; i++) {
            final double t = x * i / steps;
            sum += (i % 2 == 0 ? 2 : 4) * StrictMath.exp(-t * t);
        }
        return 2 / Math.sqrt(Math.PI) * sum * x / steps / 3;
    }

    @Test
    void shouldEndAtOneAndCarryWhatIsNoNumber() {
        for (final float sign : new float[] {-1, 1}) {
            assertEquals(sign, activated(Activation.Kind.TANH, sign * 1e30f));
            assertEquals(sign, activated(Activation.Kind.TANH, sign * Float.POSITIVE_INFINITY));
            assertEquals(sign, activated(Activation.Kind.ERF, sign * 7));
            assertEquals((sign + 1) / 2, activated(Activation.Kind.SIGMOID, sign * 80), 1e-10f);
        }
        for (final Activation.Kind kind : Activation.Kind.values()) {
            assertTrue(Float.isNaN(activated(kind, Float.NaN)), kind + " hides NaN");
        }
        assertEquals(1e6f, activated(Activation.Kind.GELU, 1e6f));
        assertEquals(0, activated(Activation.Kind.GELU, -1e6f), 1e-9f);
        assertEquals(1e6f, activated(Activation.Kind.GELU_TANH, 1e6f));
        assertEquals(0, activated(Activation.Kind.GELU_TANH, -1e6f), 1e-9f);
        assertEquals(0, FixedMath.exp(-1e4));
        assertEquals(Double.POSITIVE_INFINITY, FixedMath.exp(1e4));
        assertEquals(Double.MIN_VALUE, FixedMath.exp(-745), 0);
        assertTrue(Double.isNaN(FixedMath.exp(Double.NaN)));
    }

    private static float activated(final Activation.Kind kind, final float x) {
        final Value in = Value.variable(1, 1);
        final Value out = Value.variable(1, 1);
        in.data()[0] = x;
        new Activation(kind, in, out, -1, 1).forward();
        return out.data()[0];
    }
}
