package io.ringmaster.monitor.model;

import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * What all fills of one instrument came to. In a journal without its beginning, they are counted from the first ledger that is known: it says what the
 * position cost, and, if the session trades one instrument, the profit and the fees so far.
 *
 * @param sinceNs       event time from which fills are counted; 0 for all
 * @param tradedE8      sum of their values, quote currency
 * @param feesE8        positive is paid
 * @param realisedPnlE8 gross of fees and funding, by the arithmetic of the engine's account
 */
public record InstrumentTotals(int instrument, long sinceNs, long fills, long tradedE8, long feesE8, long realisedPnlE8) {

    /** The totals of each instrument, in the order of their index. */
    public static List<InstrumentTotals> of(final Moment moment) {
        final int instruments = moment.facts().instruments().size();
        final List<Count> counts = new ArrayList<>();
        for (int i = 0; i < instruments; i++) {
            counts.add(new Count(moment.inherited(i), instruments == 1));
        }
        final Rows<FillRow> fills = moment.fills();
        for (int row = 0; row < fills.size(); row++) {
            counts.get(fills.get(row).instrument()).add(fills.get(row));
        }
        final List<InstrumentTotals> totals = new ArrayList<>();
        for (int i = 0; i < instruments; i++) {
            totals.add(counts.get(i).totals(i, moment.firstTimeNs()));
        }
        return List.copyOf(totals);
    }

    /** Whether profit and fees are those of the whole session. */
    public boolean isOfWholeSession(final Moment moment) {
        return sinceNs == 0 || moment.facts().instruments().size() == 1;
    }

    /** Fills of one instrument while they are counted. */
    private static final class Count {

        private final Ledger ledger = new Ledger(1, 0);
        private final PortfolioRow from;
        private long fills;
        private long tradedE8;
        private long feesE8;
        private long earlierE8;

        /**
         * @param from    null to count all fills
         * @param isWhole whether the profit and the fees of that ledger are this instrument's
         */
        private Count(final PortfolioRow from, final boolean isWhole) {
            this.from = from;
            if (from != null) {
                ledger.adopt(new PortfolioRow(from.sequence(), from.timeNs(), 0, from.holding(), from.money()));
                earlierE8 = isWhole ? 0 : from.realisedPnlE8();
                feesE8 = isWhole ? from.feesE8() : 0;
            }
        }

        private void add(final FillRow fill) {
            if (from == null || fill.sequence() > from.sequence()) {
                fills++;
                feesE8 += fill.feeE8();
                tradedE8 += FixedPoint.multiplyHalfEven(fill.qtyE8(), fill.priceE8());
                ledger.onFill(0, fill.side(), fill.qtyE8(), fill.priceE8(), 0, fill.sequence());
            }
        }

        private InstrumentTotals totals(final int instrument, final long firstNs) {
            final long sinceNs = from == null ? 0 : Math.max(firstNs, from.timeNs());
            return new InstrumentTotals(instrument, sinceNs, fills, tradedE8, feesE8, ledger.view().realisedPnlE8() - earlierE8);
        }
    }
}
