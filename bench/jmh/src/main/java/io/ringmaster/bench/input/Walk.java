package io.ringmaster.bench.input;

import java.util.SplittableRandom;

/** Bars of one minute whose price walks at random from a fixed seed. One thread. */
public final class Walk {

    /** Length of a bar. */
    public static final long BAR_NS = 60_000_000_000L;

    private static final long SEED = 71;

    private final SplittableRandom random = new SplittableRandom(SEED);
    /** Begin of the present bar, event time. */
    public long openTimeNs = -BAR_NS;
    public double open;
    public double high;
    public double low;
    public double close = 1_000;
    public double volume;

    /** Goes on to the next bar. */
    public void advance() {
        openTimeNs += BAR_NS;
        open = close;
        close = open * (1 + 0.002 * (random.nextDouble() - 0.5));
        high = Math.max(open, close) * (1 + 0.001 * random.nextDouble());
        low = Math.min(open, close) * (1 - 0.001 * random.nextDouble());
        volume = 10 * random.nextDouble();
    }

    /** End of the present bar, event time. */
    public long closeTimeNs() {
        return openTimeNs + BAR_NS;
    }
}
