package io.ringmaster.lab.learning.optimiser;

import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import io.ringmaster.lab.learning.checkpoint.Saved;
import io.ringmaster.lab.learning.network.Parameters;

/**
 * Adam (Kingma, Ba 2015) with decoupled weight decay (Loshchilov, Hutter 2019):
 *
 * <pre>
 *   m = m + (1 - b1) (g - m)     v = b2 v + (1 - b2) g²
 *   w = w (1 - rate decay) - rate / (1 - b1^t) · m / (√v / √(1 - b2^t) + epsilon)
 * </pre>
 *
 * The arithmetic is float32; what is the same for all weights is computed once in float64.
 */
public final class Adam implements Saved {

    /**
     * Added and subtracted: means are then multiples of 9e-38, the smallest step of a float32 of this size. The mean of a weight that no longer gets a
     * gradient would otherwise shrink to a denormal number and stay there, and a processor computes many times slower with these.
     */
    private static final float TINY = 1e-30f;

    private final AdamSettings settings;
    private final Parameters parameters;
    private final Parameters means;
    private final Parameters squares;
    private long steps;
    /** beta1 and beta2 to the power of the steps; {@code Math.pow} may differ between JVMs. */
    private double power1 = 1;
    private double power2 = 1;

    /** @param parameters what it moves */
    public Adam(final AdamSettings settings, final Parameters parameters) {
        this.settings = settings;
        this.parameters = parameters;
        means = parameters.zeros();
        squares = parameters.zeros();
    }

    /** Moves all parameters against their gradients once. */
    public void step(final Parameters gradients, final double rate) {
        steps++;
        power1 *= settings.beta1();
        power2 *= settings.beta2();
        final float size = (float) (rate / (1 - power1));
        final float correction = (float) (1 / Math.sqrt(1 - power2));
        final float kept = (float) (1 - rate * settings.weightDecay());
        for (int i = 0; i < parameters.rows(); i++) {
            average(means.row(i), squares.row(i), gradients.row(i), settings);
            move(parameters.row(i), means.row(i), squares.row(i), size, correction, kept);
        }
    }

    private static void average(final float[] m, final float[] v, final float[] g, final AdamSettings settings) {
        final float new1 = (float) (1 - settings.beta1());
        final float old2 = (float) settings.beta2();
        final float new2 = (float) (1 - settings.beta2());
        for (int j = 0; j < m.length; j++) {
            m[j] = m[j] + new1 * (g[j] - m[j]) + TINY - TINY;
            v[j] = old2 * v[j] + new2 * g[j] * g[j] + TINY - TINY;
        }
    }

    private void move(final float[] w, final float[] m, final float[] v, final float size, final float correction, final float kept) {
        final float epsilon = (float) settings.epsilon();
        for (int j = 0; j < w.length; j++) {
            w[j] = kept * w[j] - size * m[j] / (correction * (float) Math.sqrt(v[j]) + epsilon);
        }
    }

    /** How often it moved. */
    public long steps() {
        return steps;
    }

    @Override
    public void save(final CheckpointWriter to) {
        to.integer(steps).real(power1).real(power2).part("means", means).part("squares", squares);
    }

    @Override
    public void load(final CheckpointReader from) {
        steps = from.integer();
        power1 = from.real();
        power2 = from.real();
        from.part("means", means).part("squares", squares);
    }
}
