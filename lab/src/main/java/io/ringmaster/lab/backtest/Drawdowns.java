package io.ringmaster.lab.backtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The largest falls of the equity, one for each peak, deepest first. */
final class Drawdowns implements StepListener {

    private static final int KEPT = 5;

    private final List<Fall> worst = new ArrayList<>();
    private long peakE8;
    private long peakNs;
    private long troughE8;
    private long troughNs;

    /**
     * From a peak to the lowest equity after it and back.
     *
     * @param depth share of the peak
     * @param endNs when the peak was reached again; 0 if it was not
     */
    record Fall(double depth, long startNs, long troughNs, long endNs) {
    }

    Drawdowns(final long initialE8, final long startNs) {
        peakE8 = initialE8;
        peakNs = startNs;
        troughE8 = initialE8;
        troughNs = startNs;
    }

    @Override
    public void onStep(final Step step) {
        if (step.equityE8 >= peakE8) {
            end(step.timeNs);
            peakE8 = step.equityE8;
            peakNs = step.timeNs;
            troughE8 = peakE8;
        } else if (step.equityE8 < troughE8) {
            troughE8 = step.equityE8;
            troughNs = step.timeNs;
        }
    }

    private void end(final long endNs) {
        if (troughE8 < peakE8) {
            add(worst, new Fall(1 - (double) troughE8 / peakE8, peakNs, troughNs, endNs));
        }
    }

    private static void add(final List<Fall> list, final Fall fall) {
        list.add(fall);
        list.sort(Comparator.comparingDouble(Fall::depth).reversed().thenComparingLong(Fall::startNs));
        if (list.size() > KEPT) {
            list.removeLast();
        }
    }

    /** At most five, including one that has not ended. */
    List<Fall> worst() {
        final List<Fall> all = new ArrayList<>(worst);
        if (troughE8 < peakE8) {
            add(all, new Fall(1 - (double) troughE8 / peakE8, peakNs, troughNs, 0));
        }
        return all;
    }
}
