package io.ringmaster.units;

/**
 * The product of two values that are whole numbers of steps, as a price on ticks and a quantity in lots: if tick times lot is a multiple of 1e8, so is the
 * product. 1e8 is 2^8 times an odd number, and modulo 2^64 one divides by an odd number by multiplying with its inverse. Stateless; any thread may call it.
 */
public final class Steps {

    private static final int TWOS = Long.numberOfTrailingZeros(FixedPoint.ONE);
    private static final long INVERSE = inverse(FixedPoint.ONE >>> TWOS);

    private Steps() {
    }

    /** The same as {@link FixedPoint#multiplyHalfEven} for any values, and several times faster where the product is a multiple of 1e8. */
    public static long multiply(final long a, final long b) {
        final long high = Math.multiplyHigh(a, b);
        final long low = a * b;
        final long quotient = (high << Long.SIZE - TWOS | low >>> TWOS) * INVERSE;
        final boolean isMultiple = quotient * FixedPoint.ONE == low && Math.multiplyHigh(quotient, FixedPoint.ONE) == high;
        return isMultiple ? quotient : FixedPoint.multiplyHalfEven(a, b);
    }

    /** The inverse of an odd number modulo 2^64. Each step of Newton's method doubles the bits that are right, of which the number itself has three. */
    private static long inverse(final long odd) {
        long inverse = odd;
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
