package io.ringmaster.monitor.model;

import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * What all fills of one instrument came to.
 *
 * @param tradedE8      sum of their values, quote currency
 * @param feesE8        positive is paid
 * @param realisedPnlE8 gross of fees and funding, by the arithmetic of the engine's account
 */
public record InstrumentTotals(int instrument, long fills, long tradedE8, long feesE8, long realisedPnlE8) {

    /** The totals of each instrument, in the order of their index. */
    public static List<InstrumentTotals> of(final Rows<FillRow> fills, final int instruments) {
        final Ledger[] ledgers = new Ledger[instruments];
        final long[] counts = new long[instruments];
        final long[] traded = new long[instruments];
        final long[] fees = new long[instruments];
        for (int i = 0; i < instruments; i++) {
            ledgers[i] = new Ledger(1, 0);
        }
        for (int row = 0; row < fills.size(); row++) {
            final FillRow fill = fills.get(row);
            final int i = fill.instrument();
            counts[i]++;
            fees[i] += fill.feeE8();
            traded[i] += FixedPoint.multiplyHalfEven(fill.qtyE8(), fill.priceE8());
            ledgers[i].onFill(0, fill.side(), fill.qtyE8(), fill.priceE8(), 0, fill.sequence());
        }
        final List<InstrumentTotals> totals = new ArrayList<>();
        for (int i = 0; i < instruments; i++) {
            totals.add(new InstrumentTotals(i, counts[i], traded[i], fees[i], ledgers[i].view().realisedPnlE8()));
        }
        return List.copyOf(totals);
    }
}
