package io.ringmaster.inference.experts;

/**
 * {@code e^x} with the bits of {@link StrictMath#exp}, several times faster for the arguments that weights have: at most 0. It takes the same steps in the
 * same order, {@code x = k ln 2 + r} and then a rational function of {@code r}, without their branches, which the processor cannot predict, so that it
 * works on several arguments of a loop at once.
 *
 * @see <a href="https://www.netlib.org/fdlibm/e_exp.c">fdlibm (Sun Microsystems, 1993), which defines the result of StrictMath</a>
 */
final class Exponential {

    /** The upper halves of the bits of the limits of {@code |x|}. */
    private static final int TINY = 0x3E30_0000;            // 2^-28; below, the result is 1 + x.
    private static final int HALF_LN2 = 0x3FD6_2E42;        // From ln 2 / 2 on, k is not 0; only the lower half of the bits tells on which side x is.
    private static final int LARGE = 0x4086_1800;           // 707; above, the result may be too small for the usual exponents.

    private static final double INVERSE_LN2 = 1.44269504088896338700;
    /** ln 2 in two parts; the product of the first with k is exact. */
    private static final double LN2_HIGH = 6.93147180369123816490e-01;
    private static final double LN2_LOW = 1.90821492927058770002e-10;
    private static final double P1 = 1.66666666666666019037e-01;
    private static final double P2 = -2.77777777770155933842e-03;
    private static final double P3 = 6.61375632143793436117e-05;
    private static final double P4 = -1.65339022054652515390e-06;
    private static final double P5 = 4.13813679705723846039e-08;
    private static final int FRACTION_BITS = 52;

    private Exponential() {
    }

    static double of(final double x) {
        final int magnitude = (int) (Double.doubleToRawLongBits(x) >>> Integer.SIZE) & Integer.MAX_VALUE;
        if (!(x < 0) || magnitude < TINY || magnitude == HALF_LN2 || magnitude >= LARGE) {
            return StrictMath.exp(x);
        }
        final int k = (int) (INVERSE_LN2 * x - 0.5);
        final double high = x - k * LN2_HIGH;
        final double low = k * LN2_LOW;
        final double r = high - low;
        final double t = r * r;
        final double c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
        final double y = 1 - ((low - r * c / (2 - c)) - high);
        return Double.longBitsToDouble(Double.doubleToRawLongBits(y) + ((long) k << FRACTION_BITS));
    }
}
