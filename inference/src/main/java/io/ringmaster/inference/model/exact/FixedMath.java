package io.ringmaster.inference.model.exact;

/**
 * Functions made of additions, multiplications and divisions in one fixed order. Java rounds each of these the same way everywhere and never fuses
 * two of them, so the results have the same bits on every machine; {@code Math.exp} and {@code Math.tanh} may differ between JVMs.
 *
 * <p>tanh and erf are {@code x P(x²) / Q(x²)} with the least relative error (weighted least squares, reweighted until the error is level). They have
 * no branch, so that loops over arrays vectorise, and sum their terms in pairs, which wait less for each other. Beyond their ends they differ from -1 and 1 by less than a float can tell, so the caller cuts the
 * argument there. NaN gives NaN.
 *
 * <pre>
 *   tanh    relative error below 2e-11 within ±12.5
 *   erf     relative error below 2e-11 within ±5
 *   exp     relative error below 1e-15; 0 below -746, infinite above 709.78
 * </pre>
 */
public final class FixedMath {

    /** The largest argument of {@link #tanh}. */
    public static final float TANH_END = 12.5f;
    private static final double TANH_P0 = 0.9999999999954331;
    private static final double TANH_P1 = 0.14453944317240439;
    private static final double TANH_P2 = 0.0049175812469485864;
    private static final double TANH_P3 = 5.684902676641903e-05;
    private static final double TANH_P4 = 2.329418041312819e-07;
    private static final double TANH_P5 = 2.77908105170049e-10;
    private static final double TANH_P6 = 4.220110412749937e-14;
    private static final double TANH_Q1 = 0.47787277642779197;
    private static final double TANH_Q2 = 0.030875173534549046;
    private static final double TANH_Q3 = 0.0006004572013471783;
    private static final double TANH_Q4 = 4.166424007474674e-06;
    private static final double TANH_Q5 = 9.630404884584756e-09;
    private static final double TANH_Q6 = 4.999803368357404e-12;

    /** The largest argument of {@link #erf}. */
    public static final float ERF_END = 5;
    private static final double ERF_P0 = 1.1283791671098802;
    private static final double ERF_P1 = 0.2121186602664723;
    private static final double ERF_P2 = 0.06249134688634759;
    private static final double ERF_P3 = 0.0059520046155437925;
    private static final double ERF_P4 = 0.0006788166706166022;
    private static final double ERF_P5 = 3.565087005440261e-05;
    private static final double ERF_P6 = 1.899743100680505e-06;
    private static final double ERF_P7 = 2.9189084773096458e-08;
    private static final double ERF_P8 = 3.936874902100269e-11;
    private static final double ERF_Q1 = 0.5213186020261416;
    private static final double ERF_Q2 = 0.12915437666158236;
    private static final double ERF_Q3 = 0.02000396584151637;
    private static final double ERF_Q4 = 0.0021368248028326322;
    private static final double ERF_Q5 = 0.00016267398710413216;
    private static final double ERF_Q6 = 8.649817489789884e-06;
    private static final double ERF_Q7 = 2.96199398288535e-07;
    private static final double ERF_Q8 = 1.6292493351166198e-09;

    private static final double LOG2_E = 1.4426950408889634;
    /** ln 2 in two parts. The first has 32 bits, so that its product with a power's exponent is exact. */
    private static final double LN2_HIGH = 6.93147180369123816490e-01;
    private static final double LN2_LOW = 1.90821492927058770002e-10;
    private static final double LEAST_EXPONENT = -746;
    private static final double MOST_EXPONENT = 709.782712893384;
    /** Adding and subtracting 1.5 · 2^52 rounds to an integer. */
    private static final double ROUNDING = 6755399441055744.0;
    /** 1/n! for the Taylor series of exp: with an argument of at most ln 2 / 2, the fourteenth term is below 1e-17. */
    private static final double[] FACTORIALS = inverseFactorials(14);

    private FixedMath() {
    }

    /** @param x between -12.5 and 12.5 */
    public static double tanh(final double x) {
        final double u = x * x;
        final double v = u * u;
        final double p = (TANH_P0 + TANH_P1 * u) + v * ((TANH_P2 + TANH_P3 * u) + v * ((TANH_P4 + TANH_P5 * u) + v * TANH_P6));
        final double q = (1 + TANH_Q1 * u) + v * ((TANH_Q2 + TANH_Q3 * u) + v * ((TANH_Q4 + TANH_Q5 * u) + v * TANH_Q6));
        return x * p / q;
    }

    /** @param x between -5 and 5 */
    public static double erf(final double x) {
        final double u = x * x;
        final double v = u * u;
        final double p =
            (ERF_P0 + ERF_P1 * u) + v * ((ERF_P2 + ERF_P3 * u) + v * ((ERF_P4 + ERF_P5 * u) + v * ((ERF_P6 + ERF_P7 * u) + v * ERF_P8)));
        final double q =
            (1 + ERF_Q1 * u) + v * ((ERF_Q2 + ERF_Q3 * u) + v * ((ERF_Q4 + ERF_Q5 * u) + v * ((ERF_Q6 + ERF_Q7 * u) + v * ERF_Q8)));
        return x * p / q;
    }

    /** The nearest number between {@code -end} and {@code end}. */
    public static float within(final float end, final float x) {
        return Math.max(-end, Math.min(end, x));
    }

    public static double exp(final double x) {
        if (!(x >= LEAST_EXPONENT)) {
            return Double.isNaN(x) ? x : 0;
        }
        if (x > MOST_EXPONENT) {
            return Double.POSITIVE_INFINITY;
        }
        final double power = x * LOG2_E + ROUNDING - ROUNDING;
        final double rest = x - power * LN2_HIGH - power * LN2_LOW;
        double sum = FACTORIALS[FACTORIALS.length - 1];
        for (int n = FACTORIALS.length - 2; n >= 0; n--) {
            sum = sum * rest + FACTORIALS[n];
        }
        // In two steps: the whole power may be too large or too small for one double.
        final int half = (int) power / 2;
        return sum * powerOfTwo(half) * powerOfTwo((int) power - half);
    }

    private static double powerOfTwo(final int exponent) {
        return Double.longBitsToDouble((long) (exponent + 1023) << 52);
    }

    private static double[] inverseFactorials(final int count) {
        final double[] inverse = new double[count];
        double factorial = 1;
        for (int n = 0; n < count; n++) {
            factorial *= Math.max(1, n);
            inverse[n] = 1 / factorial;
        }
        return inverse;
    }
}
