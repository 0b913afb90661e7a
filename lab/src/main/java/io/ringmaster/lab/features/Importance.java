package io.ringmaster.lab.features;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Permutation importance: how much a figure grows if the values of one feature are shuffled among the observations, so that they say nothing any more.
 *
 * @see <a href="https://doi.org/10.1023/A:1010933404324">Breiman 2001, Random forests, section 10</a>
 */
public final class Importance {

    private final float[][] rows;
    private final int repeats;
    private final long seed;

    /**
     * Of one feature.
     *
     * @param mean      growth, over the repeats
     * @param deviation of the growth between the repeats
     */
    public record Growth(double mean, double deviation) {
    }

    /**
     * Keeps the observations.
     *
     * @param repeats shuffles of each feature
     */
    public Importance(final float[][] rows, final int repeats, final long seed) {
        this.rows = rows;
        this.repeats = repeats;
        this.seed = seed;
    }

    /**
     * Measures one feature.
     *
     * @param figure of all observations; lower is better
     */
    public Growth of(final int feature, final ToDoubleFunction<float[][]> figure) {
        final double before = figure.applyAsDouble(rows);
        // Each feature has shuffles of its own, whatever was measured before it.
        final SplittableRandom random = new SplittableRandom(seed + feature);
        double sum = 0;
        double squares = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            final double growth = figure.applyAsDouble(shuffled(feature, random)) - before;
            sum += growth;
            squares += growth * growth;
        }
        final double mean = sum / repeats;
        return new Growth(mean, Math.sqrt(Math.max(0, squares / repeats - mean * mean)));
    }

    private float[][] shuffled(final int feature, final SplittableRandom random) {
        final float[][] changed = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            changed[i] = rows[i].clone();
        }
        for (int i = rows.length - 1; i > 0; i--) {
            final int other = random.nextInt(i + 1);
            final float kept = changed[i][feature];
            changed[i][feature] = changed[other][feature];
            changed[other][feature] = kept;
        }
        return changed;
    }
}
