package io.ringmaster.inference.model.exact;

/**
 * A function of each number. The inner loops are in methods of their own with arrays as parameters: that is what the JVM's compiler vectorises.
 * Functions with an exponential work in double precision and round once, at the end.
 */
final class Activation implements Step {

    /** Which function. */
    enum Kind { RELU, LEAKY_RELU, TANH, SIGMOID, ERF, GELU, GELU_TANH, CLIP }

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

    private final Kind kind;
    private final Value in;
    private final Value out;
    /** The slope of leaky relu, or the lower limit of clip. */
    private final float low;
    private final float high;

    Activation(final Kind kind, final Value in, final Value out) {
        this(kind, in, out, 0, 0);
    }

    Activation(final Kind kind, final Value in, final Value out, final float low, final float high) {
        this.kind = kind;
        this.in = in;
        this.out = out;
        this.low = low;
        this.high = high;
    }

    @Override
    public void forward() {
        final float[] x = in.data();
        final float[] y = out.data();
        switch (kind) {
            case RELU -> relu(x, y);
            case LEAKY_RELU -> leakyRelu(x, y, low);
            case TANH -> tanh(x, y);
            case SIGMOID -> sigmoid(x, y);
            case ERF -> erf(x, y);
            case GELU -> gelu(x, y);
            case GELU_TANH -> geluTanh(x, y);
            case CLIP -> clip(x, y, low, high);
        }
    }

    private static void relu(final float[] x, final float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.max(0, x[i]);
        }
    }

    private static void leakyRelu(final float[] x, final float[] y, final float slope) {
        for (int i = 0; i < y.length; i++) {
            y[i] = x[i] < 0 ? slope * x[i] : x[i];
        }
    }

    private static void tanh(final float[] x, final float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) FixedMath.tanh(FixedMath.within(FixedMath.TANH_END, x[i]));
        }
    }

    private static void sigmoid(final float[] x, final float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) (0.5 + 0.5 * FixedMath.tanh(0.5 * FixedMath.within(SIGMOID_END, x[i])));
        }
    }

    private static void erf(final float[] x, final float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) FixedMath.erf(FixedMath.within(FixedMath.ERF_END, x[i]));
        }
    }

    /** Three loops, because the compiler does not vectorise one that uses a number as a float and as a double. */
    private static void gelu(final float[] x, final float[] y) {
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

    private static void geluTanh(final float[] x, final float[] y) {
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

    private static void clip(final float[] x, final float[] y, final float low, final float high) {
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.min(high, Math.max(low, x[i]));
        }
    }

    @Override
    public void backward() {
        for (int i = 0; i < out.size(); i++) {
            in.gradients()[i] += out.gradients()[i] * (float) derivative(in.data()[i], out.data()[i]);
        }
    }

    private double derivative(final float x, final double y) {
        return switch (kind) {
            case RELU -> x > 0 ? 1 : 0;
            case LEAKY_RELU -> x < 0 ? low : 1;
            case TANH -> 1 - y * y;
            case SIGMOID -> y * (1 - y);
            case ERF -> TWO_BY_ROOT_PI * FixedMath.exp(-(double) x * x);
            case GELU -> 0.5 * (1 + FixedMath.erf(ROOT_HALF * FixedMath.within(GELU_END, x))) + x * ONE_BY_ROOT_2_PI * FixedMath.exp(-0.5 * x * x);
            case GELU_TANH -> {
                final double tanh = FixedMath.tanh(geluInner(FixedMath.within(GELU_TANH_END, x)));
                yield 0.5 * (1 + tanh) + 0.5 * x * (1 - tanh * tanh) * ROOT_2_BY_PI * (1 + 3 * GELU_CUBIC * x * x);
            }
            case CLIP -> x >= low && x <= high ? 1 : 0;
        };
    }
}
