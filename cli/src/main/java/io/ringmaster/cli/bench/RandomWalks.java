package io.ringmaster.cli.bench;

import java.util.Arrays;
import java.util.SplittableRandom;

/** One-minute bars of several symbols that walk at random from a fixed seed. */
final class RandomWalks {

    private final SplittableRandom random = new SplittableRandom(71);
    private final double[] lastClose;
    double open;
    double high;
    double low;
    double close;
    double volume;

    RandomWalks(final int symbols) {
        lastClose = new double[symbols];
        Arrays.fill(lastClose, 1_000);
    }

    /** Sets the fields to the next bar of a symbol. */
    void next(final int symbol) {
        open = lastClose[symbol];
        close = open * (1 + 0.002 * (random.nextDouble() - 0.5));
        lastClose[symbol] = close;
        high = Math.max(open, close) * (1 + 0.001 * random.nextDouble());
        low = Math.min(open, close) * (1 - 0.001 * random.nextDouble());
        volume = 10 * random.nextDouble();
    }
}
