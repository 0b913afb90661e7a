package io.ringmaster.inference;

import java.util.Arrays;

/**
 * Weights of experts that changed with one event, to be journaled. A weight counts as changed from a thousandth on, so there are never more than 2,000
 * for an instrument. Mutable, reused.
 */
public final class ExpertWeights {

    private int count;
    private int[] strategyIndex = new int[8];
    private double[] weight = new double[8];

    public void clear() {
        count = 0;
    }

    void add(final int index, final double newWeight) {
        if (count == strategyIndex.length) {
            strategyIndex = Arrays.copyOf(strategyIndex, 2 * count);
            weight = Arrays.copyOf(weight, 2 * count);
        }
        strategyIndex[count] = index;
        weight[count++] = newWeight;
    }

    public int count() {
        return count;
    }

    /** Strategy of the i-th weight. */
    public int strategyIndex(final int i) {
        return strategyIndex[i];
    }

    /** In [0, 1]. */
    public double weight(final int i) {
        return weight[i];
    }
}
