package io.ringmaster.inference.model.exact;

/** A function of each number: a step around {@link RowFunctions}. */
final class Activation implements Step {

    /** Which function. */
    enum Kind { RELU, LEAKY_RELU, TANH, SIGMOID, ERF, GELU, GELU_TANH, CLIP }

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
            case RELU -> RowFunctions.relu(x, y);
            case LEAKY_RELU -> RowFunctions.leakyRelu(x, y, low);
            case TANH -> RowFunctions.tanh(x, y);
            case SIGMOID -> RowFunctions.sigmoid(x, y);
            case ERF -> RowFunctions.erf(x, y);
            case GELU -> RowFunctions.gelu(x, y);
            case GELU_TANH -> RowFunctions.geluTanh(x, y);
            case CLIP -> RowFunctions.clip(x, y, low, high);
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
            case ERF -> RowFunctions.erfSlope(x);
            case GELU -> RowFunctions.geluSlope(x);
            case GELU_TANH -> RowFunctions.geluTanhSlope(x);
            case CLIP -> x >= low && x <= high ? 1 : 0;
        };
    }
}
