package io.ringmaster.pipeline.snapshot;

import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * Copies of arrays of numbers without the zeros at their end. Most arrays are made larger than they are used, so such a copy is many times smaller
 * than the array.
 */
final class NumberArrays {

    private NumberArrays() {
    }

    /** A copy that ends with the last element that has a bit set. */
    static Object trimmed(final Object array) {
        final int length = used(array);
        final Object copy = Array.newInstance(array.getClass().getComponentType(), length);
        System.arraycopy(array, 0, copy, 0, length);
        return copy;
    }

    /** Makes an array what it was when its copy was taken. */
    static void restore(final Object trimmed, final Object array) {
        final int length = Array.getLength(trimmed);
        System.arraycopy(trimmed, 0, array, 0, length);
        clear(array, length);
    }

    private static int used(final Object array) {
        int length = Array.getLength(array);
        while (length > 0 && isZero(array, length - 1)) {
            length--;
        }
        return length;
    }

    /** A negative zero has a bit set. */
    private static boolean isZero(final Object array, final int i) {
        return switch (array) {
            case final double[] numbers -> Double.doubleToRawLongBits(numbers[i]) == 0;
            case final float[] numbers -> Float.floatToRawIntBits(numbers[i]) == 0;
            case final boolean[] flags -> !flags[i];
            case final char[] characters -> characters[i] == 0;
            default -> Array.getLong(array, i) == 0;
        };
    }

    private static void clear(final Object array, final int from) {
        switch (array) {
            case final long[] numbers -> Arrays.fill(numbers, from, numbers.length, 0);
            case final double[] numbers -> Arrays.fill(numbers, from, numbers.length, 0);
            case final int[] numbers -> Arrays.fill(numbers, from, numbers.length, 0);
            case final float[] numbers -> Arrays.fill(numbers, from, numbers.length, 0);
            case final short[] numbers -> Arrays.fill(numbers, from, numbers.length, (short) 0);
            case final byte[] numbers -> Arrays.fill(numbers, from, numbers.length, (byte) 0);
            case final char[] characters -> Arrays.fill(characters, from, characters.length, (char) 0);
            case final boolean[] flags -> Arrays.fill(flags, from, flags.length, false);
            default -> throw new IllegalArgumentException("no array of numbers: " + array.getClass().getName());
        }
    }
}
