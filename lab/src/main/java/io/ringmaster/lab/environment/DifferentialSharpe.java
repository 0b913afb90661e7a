package io.ringmaster.lab.environment;

import java.util.List;

/**
 * How much a return adds to the Sharpe ratio of an exponentially weighted past.
 *
 * <pre>
 *   D = (B (r - A) - A (r^2 - B) / 2) / (B - A^2)^(3/2)     A and B before the return; 0 while B = A^2
 *   A += rate (r - A)     B += rate (r^2 - B)               means of returns and of their squares
 * </pre>
 *
 * Source: Moody and Saffell, Learning to trade via direct reinforcement, IEEE Transactions on Neural Networks 12(4), 2001.
 */
final class DifferentialSharpe implements Reward {

    private static final double LEAST_VARIANCE = 1e-12;

    private final double rate;
    private double mean;
    private double meanSquare;

    /** @param rate weight of the newest return, in (0, 1] */
    DifferentialSharpe(final double rate) {
        this.rate = rate;
    }

    @Override
    public List<String> terms() {
        return List.of("sharpe");
    }

    @Override
    public void begin() {
        mean = 0;
        meanSquare = 0;
    }

    @Override
    public void measure(final Account account, final double[] out) {
        final double earned = LogReturn.of(account);
        final double variance = meanSquare - mean * mean;
        final double toMean = earned - mean;
        final double toSquare = earned * earned - meanSquare;
        out[0] = variance > LEAST_VARIANCE ? (meanSquare * toMean - mean * toSquare / 2) / (variance * Math.sqrt(variance)) : 0;
        mean += rate * toMean;
        meanSquare += rate * toSquare;
    }
}
