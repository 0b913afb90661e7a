package io.ringmaster.lab.features;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hipparchus.stat.ranking.NaNStrategy;
import org.hipparchus.stat.ranking.NaturalRanking;
import org.hipparchus.stat.ranking.TiesStrategy;

/**
 * Mutual information of two columns in nats, from counts in bins that hold equally many values; equal values share a bin. Such an estimate is above 0
 * for noise too, so it comes with a null: the same figure with the second column rotated by many random distances. A rotation keeps the autocorrelation of
 * both columns, which a shuffle would destroy: overlapping returns and lasting features would then look informative.
 */
public final class MutualInformation {

    private static final double LEVEL = 0.95;
    private static final NaturalRanking RANKING = new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE);

    private final int bins;
    private final int[] right;
    private final int[] distances;

    /**
     * The estimate, and what noise would give.
     *
     * @param nats    of the columns as they are
     * @param noise   the largest that 95 % of the rotations give
     * @param pValue  share of the rotations, the real order among them, that give at least as much
     */
    public record Estimate(double nats, double noise, double pValue) {

        /** No rotation of 95 % gives as much. */
        public boolean isAboveNoise() {
            return nats > noise;
        }
    }

    /**
     * Prepares the second column.
     *
     * @param least     shortest rotation, so that no value meets one that it overlaps
     * @param rotations how many
     * @param seed      of their distances
     */
    public MutualInformation(final double[] right, final int bins, final int least, final int rotations, final long seed) {
        if (right.length <= 2 * least) {
            throw new IllegalArgumentException("there are " + right.length + " rows, and more than " + 2 * least + " are needed");
        }
        final SplittableRandom random = new SplittableRandom(seed);
        this.bins = bins;
        this.right = binned(right, bins);
        distances = random.ints(rotations, least, right.length - least).toArray();
    }

    /** Of the second column with this one. */
    public Estimate with(final double[] left) {
        final int[] own = binned(left, bins);
        final double nats = nats(own, 0);
        final double[] noise = Arrays.stream(distances).mapToDouble(distance -> nats(own, distance)).sorted().toArray();
        final long atLeast = Arrays.stream(noise).filter(each -> each >= nats).count();
        return new Estimate(nats, noise[(int) Math.ceil(LEVEL * noise.length) - 1], (1.0 + atLeast) / (1 + noise.length));
    }

    static int[] binned(final double[] values, final int bins) {
        final double[] ranks = RANKING.rank(values);
        return Arrays.stream(ranks).mapToInt(rank -> Math.min(bins - 1, (int) ((rank - 0.5) * bins / values.length))).toArray();
    }

    private double nats(final int[] left, final int distance) {
        final int n = left.length;
        final int[] both = new int[bins * bins];
        final int[] ofLeft = new int[bins];
        final int[] ofRight = new int[bins];
        for (int i = 0; i < n; i++) {
            final int other = i + distance;
            final int bin = right[other < n ? other : other - n];
            both[left[i] * bins + bin]++;
            ofLeft[left[i]]++;
            ofRight[bin]++;
        }
        double sum = 0;
        for (int i = 0; i < both.length; i++) {
            if (both[i] > 0) {
                sum += both[i] * StrictMath.log((double) both[i] * n / ((double) ofLeft[i / bins] * ofRight[i % bins]));
            }
        }
        return sum / n;
    }
}
