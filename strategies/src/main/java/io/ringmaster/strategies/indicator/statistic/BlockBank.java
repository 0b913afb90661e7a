package io.ringmaster.strategies.indicator.statistic;

import io.ringmaster.strategies.indicator.Bank;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Running;
import java.util.Arrays;
import java.util.List;

/**
 * Extremes of windows, by blocks as long as the window. A window is the end of one block and the beginning of the next. When a block is full,
 * the best value from each of its elements to its end is computed once; the best value since a block's beginning is kept up to date. So a
 * value costs a few comparisons without a branch that is hard to predict; van Herk 1992, Gil and Werman 1993. A lowest is the highest of the
 * negated values.
 */
abstract class BlockBank implements Bank {

    final int[] sources;
    final double[] sign;
    final int[] begin;
    final int[] end;
    final int[] next;
    /** From {@link #next} on, the best value from there to the end of the block before, NaN in the first block; before it, the current block. */
    final double[] best;
    final double[] soFar;

    BlockBank(final List<Indicator> alike) {
        final Extreme[] nodes = alike.toArray(new Extreme[0]);
        sources = Running.sources(alike);
        sign = new double[nodes.length];
        begin = new int[nodes.length];
        end = new int[nodes.length];
        soFar = new double[nodes.length];
        int total = 0;
        for (int i = 0; i < nodes.length; i++) {
            sign[i] = nodes[i].highest ? 1 : -1;
            begin[i] = total;
            total += nodes[i].n;
            end[i] = total;
        }
        next = begin.clone();
        best = new double[total];
        Arrays.fill(best, Double.NaN);
        Arrays.fill(soFar, Double.NEGATIVE_INFINITY);
    }
}
