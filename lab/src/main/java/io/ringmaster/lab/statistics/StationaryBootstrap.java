package io.ringmaster.lab.statistics;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Draws series with the dependence of a given one: blocks of random length, one after the other, on a circle. The same seed draws the same.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1994.10476870">Politis and Romano 1994</a>
 */
public final class StationaryBootstrap {

    private final int size;
    private final double newBlock;
    private final SplittableRandom random;

    /**
     * @param size       of the series and of each draw
     * @param meanLength of a block, 1 or more
     */
    public StationaryBootstrap(final int size, final double meanLength, final long seed) {
        if (size < 1 || !(meanLength >= 1)) {
            throw new IllegalArgumentException("size must be positive and meanLength at least 1: size=" + size + ", meanLength=" + meanLength);
        }
        this.size = size;
        newBlock = 1 / meanLength;
        random = new SplittableRandom(seed);
    }

    /** Fills {@code places} with the places of the next draw. */
    public void draw(final int[] places) {
        int place = 0;
        for (int i = 0; i < size; i++) {
            place = i == 0 || random.nextDouble() < newBlock ? random.nextInt(size) : place + 1 == size ? 0 : place + 1;
            places[i] = place;
        }
    }

    /**
     * The middle of a statistic over many draws, with blocks of the length that the series needs.
     *
     * @param confidence such as 0.95
     */
    public static Interval interval(
        final double[] series, final ToDoubleFunction<double[]> statistic, final double confidence, final int draws, final long seed) {
        final StationaryBootstrap bootstrap = new StationaryBootstrap(series.length, BlockLength.of(series), seed);
        final int[] places = new int[series.length];
        final double[] drawn = new double[series.length];
        final double[] values = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            bootstrap.draw(places);
            for (int i = 0; i < places.length; i++) {
                drawn[i] = series[places[i]];
            }
            values[draw] = statistic.applyAsDouble(drawn);
        }
        return Interval.middle(values, confidence);
    }

    /** The interval of a Sharpe ratio of one period; unknown for a ratio without spread. */
    public static Interval ofSharpe(final double[] returns, final double confidence, final int draws, final long seed) {
        return Double.isNaN(ratio(returns)) ? Interval.UNKNOWN : interval(returns, StationaryBootstrap::drawnRatio, confidence, draws, seed);
    }

    /** A draw of equal returns, such as days without a position, has no ratio; it counts as 0. */
    private static double drawnRatio(final double[] returns) {
        final double ratio = ratio(returns);
        return Double.isNaN(ratio) ? 0 : ratio;
    }

    static double ratio(final double[] returns) {
        double sum = 0;
        for (final double each : returns) {
            sum += each;
        }
        final double mean = sum / returns.length;
        double squares = 0;
        for (final double each : returns) {
            squares += (each - mean) * (each - mean);
        }
        // A spread that comes from the rounding of the mean is none.
        return squares > 1e-30 * returns.length ? mean / Math.sqrt(squares / (returns.length - 1)) : Double.NaN;
    }
}
