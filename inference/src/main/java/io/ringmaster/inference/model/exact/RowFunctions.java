package io.ringmaster.inference.model.exact;

/**
 * The functions of the exact engine on rows of numbers, for the engine and for those who train networks that it will run. Each method reads
 * {@code y.length} numbers from x. The loops are in methods of their own with arrays as parameters: that is what the JVM's compiler vectorises.
 * Functions with an exponential work in double precision and round once, at the end.
 */
public final class RowFunctions {

    /** Sigmoid is {@code (1 + tanh(x / 2)) / 2}. */
    private static final float SIGMOID_END = 2 * FixedMath.TANH_END;
    /** Below the negative of this, Gelu is 0 to nine digits; above, it is its argument. Its erf ends here. */
    private static final float GELU_END = 7.07f;
    /** The same for the form with tanh. */
    private static final float GELU_TANH_END = 6;
    private static final double ROOT_HALF = 0.7071067811865476;
    private static final double ROOT_2_BY_PI = 0.7978845608028654;
    private static final double GELU_CUBIC = 0.044715;
    private static final double TWO_BY_ROOT_PI = 1.1283791670955126;
    private static final double ONE_BY_ROOT_2_PI = 0.3989422804014327;

    private RowFunctions() {
    }

    /** {@code max(0, x)}. */
    public static void relu(final float[] x, final float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.max(0, x[i]);
        }
    }

    static void leakyRelu(final float[] x, final float[] y, final float slope) {
        for (int i = 0; i < y.length; i++) {
            y[i] = x[i] < 0 ? slope * x[i] : x[i];
        }
    }

    public static void tanh(final float[] x, final float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) FixedMath.tanh(FixedMath.within(FixedMath.TANH_END, x[i]));
        }
    }

    static void sigmoid(final float[] x, final float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) (0.5 + 0.5 * FixedMath.tanh(0.5 * FixedMath.within(SIGMOID_END, x[i])));
        }
    }

    static void erf(final float[] x, final float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) FixedMath.erf(FixedMath.within(FixedMath.ERF_END, x[i]));
        }
    }

    /**
     * {@code x Φ(x)}, with the exact distribution function. Three loops, because the compiler does not vectorise one that uses a number as a float and
     * as a double.
     */
    public static void gelu(final float[] x, final float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = FixedMath.within(GELU_END, x[i]);
        }
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) (0.5 * y[i] * (1 + FixedMath.erf(ROOT_HALF * y[i])));
        }
        for (int i = 0; i < y.length; i++) {
            y[i] = y[i] + Math.max(0, x[i] - GELU_END);
        }
    }

    static void geluTanh(final float[] x, final float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = FixedMath.within(GELU_TANH_END, x[i]);
        }
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) (0.5 * y[i] * (1 + FixedMath.tanh(geluInner(y[i]))));
        }
        for (int i = 0; i < y.length; i++) {
            y[i] = y[i] + Math.max(0, x[i] - GELU_TANH_END);
        }
    }

    private static double geluInner(final double x) {
        return ROOT_2_BY_PI * (x + GELU_CUBIC * x * x * x);
    }

    static void clip(final float[] x, final float[] y, final float low, final float high) {
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.min(high, Math.max(low, x[i]));
        }
    }

    static double erfSlope(final float x) {
        return TWO_BY_ROOT_PI * FixedMath.exp(-(double) x * x);
    }

    /** The derivative of {@link #gelu}. */
    public static double geluSlope(final float x) {
        return 0.5 * (1 + FixedMath.erf(ROOT_HALF * FixedMath.within(GELU_END, x))) + x * ONE_BY_ROOT_2_PI * FixedMath.exp(-0.5 * x * x);
    }

    static double geluTanhSlope(final float x) {
        final double tanh = FixedMath.tanh(geluInner(FixedMath.within(GELU_TANH_END, x)));
        return 0.5 * (1 + tanh) + 0.5 * x * (1 - tanh * tanh) * ROOT_2_BY_PI * (1 + 3 * GELU_CUBIC * x * x);
    }
}
