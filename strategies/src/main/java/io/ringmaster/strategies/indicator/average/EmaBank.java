package io.ringmaster.strategies.indicator.average;

import io.ringmaster.strategies.indicator.Bank;
import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Running;
import io.ringmaster.strategies.indicator.Values;
import java.util.List;

/** Exponential means. While a mean is being seeded, its element holds the sum of the seed. */
final class EmaBank implements Bank {

    private final Ema[] nodes;
    private final int[] sources;
    private final int[] missing;
    private final double[] weight;
    private final double[] mean;

    EmaBank(final List<Indicator> alike) {
        nodes = alike.toArray(new Ema[0]);
        sources = Running.sources(alike);
        missing = new int[nodes.length];
        weight = new double[nodes.length];
        mean = new double[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            missing[i] = nodes[i].skip + nodes[i].seed;
            weight[i] = nodes[i].weight;
        }
    }

    @Override
    public void update(final Bar bar, final Values values, final int from, final int to, final int shift) {
        final double[] now = values.now();
        for (int i = from; i < to; i++) {
            final double x = now[sources[i]];
            if (Double.isNaN(x)) {
                now[shift + i] = Double.NaN;
            } else if (missing[i] > 0) {
                now[shift + i] = seed(i, x);
            } else {
                mean[i] += weight[i] * (x - mean[i]);
                now[shift + i] = mean[i];
            }
        }
    }

    private double seed(final int i, final double x) {
        if (missing[i] <= nodes[i].seed) {
            mean[i] += x;
        }
        if (--missing[i] > 0) {
            return Double.NaN;
        }
        mean[i] /= nodes[i].seed;
        return mean[i];
    }
}
