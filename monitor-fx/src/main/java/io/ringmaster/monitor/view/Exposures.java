package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.DecisionRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.PortfolioRow;
import io.ringmaster.monitor.model.Rows;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;

/**
 * Target and actual exposure and the tallies of decisions on one instrument, one value for each pixel of a width: the last one at its time. NaN before
 * the first.
 */
final class Exposures {

    /** A decision that keeps what there is names no target: the one before holds. So many rows back it is looked for. */
    private static final int MOST_BACK = 512;

    final double[] targets;
    final double[] actuals;
    final int[] longs;
    final int[] shorts;
    final long fromNs;
    final long toNs;

    Exposures(final Moment moment, final int instrument, final int width) {
        targets = new double[width];
        actuals = new double[width];
        longs = new int[width];
        shorts = new int[width];
        final Rows<DecisionRow> decisions = moment.decisions();
        fromNs = decisions.isEmpty() ? moment.firstTimeNs() : decisions.timeNs(0);
        toNs = Math.max(fromNs + 1, moment.timeNs());
        fillDecisions(decisions, instrument);
        fillActuals(moment.portfolio(), instrument);
    }

    long timeNs(final int x) {
        return fromNs + (long) ((toNs - fromNs) * (double) x / Math.max(1, targets.length - 1));
    }

    int x(final long timeNs) {
        return (int) Math.round((double) (timeNs - fromNs) / (toNs - fromNs) * Math.max(1, targets.length - 1));
    }

    private void fillDecisions(final Rows<DecisionRow> decisions, final int instrument) {
        double target = Double.NaN;
        int seen = 0;
        for (int x = 0; x < targets.length; x++) {
            final int end = decisions.firstAtOrAfter(timeNs(x) + 1);
            DecisionRow newest = null;
            for (int row = end - 1; row >= Math.max(seen, end - MOST_BACK); row--) {
                final DecisionRow decision = decisions.get(row);
                if (decision.instrument() == instrument) {
                    newest = newest == null ? decision : newest;
                    if (decision.signal() != Signal.HOLD) {
                        target = (double) decision.exposureE8() / FixedPoint.ONE;
                        break;
                    }
                }
            }
            seen = end;
            targets[x] = target;
            longs[x] = newest != null ? newest.longs() : x == 0 ? -1 : longs[x - 1];
            shorts[x] = newest != null ? newest.shorts() : x == 0 ? -1 : shorts[x - 1];
        }
    }

    private void fillActuals(final Rows<PortfolioRow> ledger, final int instrument) {
        double actual = Double.NaN;
        int seen = 0;
        for (int x = 0; x < actuals.length; x++) {
            final int end = ledger.firstAtOrAfter(timeNs(x) + 1);
            for (int row = end - 1; row >= Math.max(seen, end - MOST_BACK); row--) {
                final PortfolioRow each = ledger.get(row);
                if (each.instrument() == instrument && each.equityE8() > 0) {
                    actual = (double) FixedPoint.multiplyHalfEven(each.positionQtyE8(), each.markPriceE8()) / each.equityE8();
                    break;
                }
            }
            seen = end;
            actuals[x] = actual;
        }
    }

    /** The largest exposure on either side, and at least a tenth of equity. */
    double largest() {
        double largest = 0.1;
        for (int x = 0; x < targets.length; x++) {
            largest = Math.max(largest, Double.isNaN(targets[x]) ? 0 : Math.abs(targets[x]));
            largest = Math.max(largest, Double.isNaN(actuals[x]) ? 0 : Math.abs(actuals[x]));
        }
        return largest;
    }

    /** The largest tally on either side; 0 if none is known. */
    int mostVotes() {
        int most = 0;
        for (int x = 0; x < longs.length; x++) {
            most = Math.max(most, Math.max(longs[x], shorts[x]));
        }
        return most;
    }
}
