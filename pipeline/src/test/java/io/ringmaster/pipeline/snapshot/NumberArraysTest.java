package io.ringmaster.pipeline.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberArraysTest {

    /** The elements are 0, one with every bit but that of its sign, and zeros: what was written behind them since is gone, and what was there is back. */
    @Test
    void shouldRestoreArraysOfEachTypeFromCopiesWithoutTheZerosAtTheirEnd() {
        final List<Object> arrays = List.of(
            new long[] {0, Long.MAX_VALUE, 0, 0}, new int[] {0, Integer.MAX_VALUE, 0, 0}, new short[] {0, Short.MAX_VALUE, 0, 0},
            new byte[] {0, Byte.MAX_VALUE, 0, 0}, new char[] {0, Character.MAX_VALUE, 0, 0}, new double[] {0, 5, 0, 0}, new float[] {0, 5, 0, 0},
            new boolean[] {false, true, false, false});
        for (final Object array : arrays) {
            final Object asItWas = Array.newInstance(array.getClass().getComponentType(), 4);
            System.arraycopy(array, 0, asItWas, 0, 4);

            final Object copy = NumberArrays.trimmed(array);
            for (int i = 0; i < 4; i++) {
                Array.set(array, i, Array.get(asItWas, i == 1 ? 0 : 1));
            }
            NumberArrays.restore(copy, array);

            assertEquals(2, Array.getLength(copy), array.getClass().getName());
            for (int i = 0; i < 4; i++) {
                assertEquals(Array.get(asItWas, i), Array.get(array, i), array.getClass().getName() + " at " + i);
            }
        }
    }

    @Test
    void shouldKeepANegativeZeroAtTheEnd() {
        final double[] numbers = {-0.0, 0.0, -0.0};
        final Object copy = NumberArrays.trimmed(numbers);
        Arrays.fill(numbers, 7);
        NumberArrays.restore(copy, numbers);
        assertArrayEquals(new double[] {-0.0, 0.0, -0.0}, numbers);
    }

    @Test
    void shouldCopyNothingOfAnArrayOfZeros() {
        assertEquals(0, Array.getLength(NumberArrays.trimmed(new long[1_000])));
        assertEquals(0, Array.getLength(NumberArrays.trimmed(new float[0])));
    }
}
