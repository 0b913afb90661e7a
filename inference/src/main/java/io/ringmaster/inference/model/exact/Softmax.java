package io.ringmaster.inference.model.exact;

/** {@code exp(x - max) / sum(exp(x - max))} along a row; the sum runs in the row's order, in double precision. */
final class Softmax implements Step {

    private final Value in;
    private final Value out;
    private final double[] exponentials;

    Softmax(final Value in, final Value out) {
        this.in = in;
        this.out = out;
        exponentials = new double[out.size()];
    }

    @Override
    public void forward() {
        final float[] x = in.data();
        float most = x[0];
        for (final float value : x) {
            most = Math.max(most, value);
        }
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            exponentials[i] = FixedMath.exp((double) x[i] - most);
            sum += exponentials[i];
        }
        for (int i = 0; i < x.length; i++) {
            out.data()[i] = (float) (exponentials[i] / sum);
        }
    }

    /** The derivative of output j by input i is {@code s[j] ((i == j) - s[i])}. */
    @Override
    public void backward() {
        final float[] s = out.data();
        float mean = 0;
        for (int j = 0; j < s.length; j++) {
            mean = mean + out.gradients()[j] * s[j];
        }
        for (int i = 0; i < s.length; i++) {
            in.gradients()[i] += s[i] * (out.gradients()[i] - mean);
        }
    }
}
