package io.ringmaster.inference.experts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExponentialTest {

    private static final long SEED = 79;

    private static void assertSameBits(final double x) {
        assertEquals(Double.doubleToRawLongBits(StrictMath.exp(x)), Double.doubleToRawLongBits(Exponential.of(x)), () -> "x=" + x + " seed=" + SEED);
    }

    /** A weight that differs by one bit would make a replay differ. */
    @Test
    void shouldHaveTheBitsOfStrictMath() {
        final Random random = new Random(SEED);
        for (int i = 0; i < 1_000_000; i++) {
            assertSameBits(-random.nextDouble());
            assertSameBits(-710 * random.nextDouble());
            assertSameBits(-StrictMath.exp(30 * random.nextDouble() - 23));
            assertSameBits(random.nextDouble(-800, 720));
        }
    }

    @Test
    void shouldHaveThemAroundEveryLimit() {
        final double ln2 = StrictMath.log(2);
        for (final double limit : new double[] {0, 0x1p-28, 0.5 * ln2, 1.5 * ln2, 707, 708, 1021 * ln2, 1022 * ln2, 1074 * ln2, 745.2, 746}) {
            final long bits = Double.doubleToRawLongBits(limit);
            for (long near = -200_000; near <= 200_000; near++) {
                assertSameBits(-Double.longBitsToDouble(Math.max(0, bits + near)));
                assertSameBits(-Double.longBitsToDouble(Math.max(0, bits + (near << 24))));
            }
        }
        for (int k = 0; k < 1022; k++) {
            for (int near = -1_000; near <= 1_000; near++) {
                assertSameBits(-Double.longBitsToDouble(Double.doubleToRawLongBits((k + 0.5) * ln2) + near));
            }
        }
    }

    @Test
    void shouldTakeAnyNumber() {
        for (final double x : new double[] {0.0, -0.0, 1, 709.8, 1e300, -1e300, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, -Double.MIN_NORMAL,
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertSameBits(x);
        }
    }
}
