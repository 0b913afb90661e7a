package io.ringmaster.strategies.indicator.average;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Histories;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Values;
import io.ringmaster.strategies.indicator.WindowBank;
import io.ringmaster.strategies.indicator.window.CompensatedSums;
import java.util.List;

/** Sums that keep their rounding errors, as {@link CompensatedSums} do. */
final class SumBank extends WindowBank {

    private static final int ERROR = 1;
    private static final int LARGEST = 2;
    private static final int DIVISOR = 3;
    private static final int EACH = 4;

    /** For each node: its sum, the error of the sum, the largest value ever added, and the divisor. */
    private final double[] all;

    SumBank(final List<Indicator> alike, final Histories histories) {
        super(alike, histories, node -> ((Sum) node).n);
        final Sum[] nodes = alike.toArray(new Sum[0]);
        all = new double[EACH * nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            all[EACH * i + DIVISOR] = nodes[i].mean ? nodes[i].n : 1;
        }
    }

    @Override
    public void update(final Bar bar, final Values values, final int from, final int to, final int shift) {
        final double[] now = values.now();
        for (int i = from; i < to; i++) {
            final double x = now[sources[i]];
            now[shift + i] = Double.isNaN(x) ? Double.NaN : next(i, x);
        }
    }

    private double next(final int i, final double x) {
        final int at = EACH * i;
        final double leaves = wasFull(i) ? leaving(i) : 0;
        final double before = all[at];
        final double with = before + x;
        final double without = with - leaves;
        final double lost = all[at + ERROR] + CompensatedSums.lost(before, x, with) + CompensatedSums.lost(with, -leaves, without);
        final double whole = without + lost;
        all[at] = whole;
        all[at + ERROR] = lost - (whole - without);
        if (Math.abs(x) > all[at + LARGEST]) {
            all[at + LARGEST] = Math.abs(x);
        }
        if (!isFull(i)) {
            return Double.NaN;
        }
        return (Math.abs(whole) <= CompensatedSums.NOTHING * all[at + LARGEST] ? 0 : whole) / all[at + DIVISOR];
    }
}
