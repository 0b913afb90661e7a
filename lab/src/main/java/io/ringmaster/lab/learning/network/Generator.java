package io.ringmaster.lab.learning.network;

import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import io.ringmaster.lab.learning.checkpoint.Saved;

/**
 * Random numbers from a seed: SplitMix64 (Steele, Lea, Flood 2014). Its state is one number, so that a checkpoint can hold it, and every draw has the same
 * bits on every machine: {@code java.util.SplittableRandom} does not show its state, and its Gaussians use {@code Math.exp}.
 */
public final class Generator implements Saved {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;

    public Generator(final long seed) {
        state = seed;
    }

    /** The generator of a numbered part: other numbers for each part, the same for the same seed. */
    public static Generator of(final long seed, final long part) {
        return new Generator(mixed(mixed(seed) + part * GOLDEN));
    }

    public long nextLong() {
        state += GOLDEN;
        return mixed(state);
    }

    private static long mixed(final long value) {
        final long once = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        final long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
        return twice ^ (twice >>> 31);
    }

    /** In [0, 1). */
    public double nextDouble() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** In [-most, most). */
    public double nextDouble(final double most) {
        return most * (2 * nextDouble() - 1);
    }

    /** From 0 to {@code bound - 1}; the share of each differs from 1 / bound by less than 2^-32. */
    public int nextInt(final int bound) {
        return (int) ((nextLong() >>> 32) * bound >>> 32);
    }

    /** With mean 0 and deviation 1, by Marsaglia's polar method; the second number of each pair is not used, so that the state stays one number. */
    public double nextGaussian() {
        while (true) {
            final double x = nextDouble(1);
            final double y = nextDouble(1);
            final double square = x * x + y * y;
            if (square < 1 && square > 0) {
                return x * Math.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    /** Brings numbers into a random order (Fisher and Yates). */
    public void shuffle(final int[] numbers) {
        for (int i = numbers.length - 1; i > 0; i--) {
            final int other = nextInt(i + 1);
            final int kept = numbers[i];
            numbers[i] = numbers[other];
            numbers[other] = kept;
        }
    }

    @Override
    public void save(final CheckpointWriter to) {
        to.integer(state);
    }

    @Override
    public void load(final CheckpointReader from) {
        state = from.integer();
    }
}
