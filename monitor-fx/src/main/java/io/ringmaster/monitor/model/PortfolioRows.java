package io.ringmaster.monitor.model;

import io.ringmaster.schema.PortfolioStateDecoder;
import io.ringmaster.schema.versions.RecordedDecision;
import io.ringmaster.units.FixedPoint;
import java.util.Arrays;

/**
 * The ledger in rows: one for each ledger that the engine wrote, and one for each decision that says mark and equity, if the ledger of its instrument
 * is known. What a decision does not say is as it was in the row before. The model thread appends.
 */
final class PortfolioRows {

    final LongTable table = new LongTable(PortfolioRow.WIDTH);
    /** The newest row of each instrument; -1 before the first. */
    private final int[] newest;

    PortfolioRows(final int instruments) {
        newest = new int[instruments];
        Arrays.fill(newest, -1);
    }

    void onState(final PortfolioStateDecoder message) {
        final int instrument = message.instrumentId();
        final int row = PortfolioRow.write(table, PortfolioRow.of(message));
        if (instrument >= 0 && instrument < newest.length) {
            newest[instrument] = row;
        }
    }

    void onDecision(final RecordedDecision decision) {
        if (isRow(decision, newest)) {
            final PortfolioRow before = PortfolioRow.read(table, newest[decision.instrumentId()]);
            final PortfolioRow account = PortfolioRow.read(table, table.size() - 1);
            newest[decision.instrumentId()] = PortfolioRow.write(table, new PortfolioRow(
                decision.causeSequence(), decision.timeNs(), decision.instrumentId(),
                new PortfolioRow.Holding(before.positionQtyE8(), before.averageEntryPriceE8(), decision.markPriceE8()),
                new PortfolioRow.Money(
                    account.cashE8(), account.realisedPnlE8(), unrealisedE8(before, decision.markPriceE8()), account.feesE8(), account.fundingE8(),
                    decision.equityE8())));
        }
    }

    /**
     * Whether a decision is a row.
     *
     * @param newest row of each instrument before it; -1 without one
     */
    static boolean isRow(final RecordedDecision decision, final int[] newest) {
        final int instrument = decision.instrumentId();
        return decision.isValued() && instrument >= 0 && instrument < newest.length && newest[instrument] >= 0;
    }

    /** Exact: a position costs its value at the mark before minus the profit at that mark. */
    private static long unrealisedE8(final PortfolioRow before, final long markE8) {
        final long valueBeforeE8 = FixedPoint.multiplyHalfEven(
            before.positionQtyE8(), before.markPriceE8() == 0 ? before.averageEntryPriceE8() : before.markPriceE8());
        final long costE8 = valueBeforeE8 - before.unrealisedPnlE8();
        return markE8 == 0 ? 0 : FixedPoint.multiplyHalfEven(before.positionQtyE8(), markE8) - costE8;
    }
}
