package io.ringmaster.monitor.model;

import io.ringmaster.schema.PortfolioStateDecoder;

/**
 * The ledger after a fill or a funding, or at a decision, as the engine wrote it.
 */
public record PortfolioRow(long sequence, long timeNs, int instrument, Holding holding, Money money) {

    /**
     * The position.
     *
     * @param positionQtyE8       signed
     * @param averageEntryPriceE8 0 when flat
     */
    public record Holding(long positionQtyE8, long averageEntryPriceE8, long markPriceE8) {
    }

    /**
     * The account.
     *
     * @param cashE8        initial cash + realised profit - fees + funding, of all instruments
     * @param realisedPnlE8 gross of fees and funding
     * @param fundingE8     positive is received
     * @param equityE8      cash + unrealised profit of all instruments
     */
    public record Money(long cashE8, long realisedPnlE8, long unrealisedPnlE8, long feesE8, long fundingE8, long equityE8) {
    }

    public long positionQtyE8() {
        return holding.positionQtyE8();
    }

    public long averageEntryPriceE8() {
        return holding.averageEntryPriceE8();
    }

    public long markPriceE8() {
        return holding.markPriceE8();
    }

    public long cashE8() {
        return money.cashE8();
    }

    public long realisedPnlE8() {
        return money.realisedPnlE8();
    }

    public long unrealisedPnlE8() {
        return money.unrealisedPnlE8();
    }

    public long feesE8() {
        return money.feesE8();
    }

    public long fundingE8() {
        return money.fundingE8();
    }

    public long equityE8() {
        return money.equityE8();
    }


    static final int WIDTH = 12;
    static final int EQUITY = 11;

    static PortfolioRow of(final PortfolioStateDecoder message) {
        return new PortfolioRow(
            message.causeSequence(), message.timeNs(), message.instrumentId(),
            new Holding(message.positionQtyE8(), message.averageEntryPriceE8(), message.markPriceE8()),
            new Money(
                message.cashE8(), message.realisedPnlE8(), message.unrealisedPnlE8(), message.feesE8(), message.fundingE8(), message.equityE8()));
    }

    /** @return its index */
    static int write(final LongTable table, final PortfolioRow from) {
        final int row = table.add(from.sequence(), from.timeNs());
        table.set(row, 2, from.instrument());
        table.set(row, 3, from.positionQtyE8());
        table.set(row, 4, from.averageEntryPriceE8());
        table.set(row, 5, from.markPriceE8());
        table.set(row, 6, from.cashE8());
        table.set(row, 7, from.realisedPnlE8());
        table.set(row, 8, from.unrealisedPnlE8());
        table.set(row, 9, from.feesE8());
        table.set(row, 10, from.fundingE8());
        table.set(row, EQUITY, from.equityE8());
        return row;
    }

    static PortfolioRow read(final LongTable table, final int row) {
        return new PortfolioRow(
            table.get(row, LongTable.SEQUENCE), table.get(row, LongTable.TIME), (int) table.get(row, 2),
            new PortfolioRow.Holding(table.get(row, 3), table.get(row, 4), table.get(row, 5)),
            new Money(
                table.get(row, 6), table.get(row, 7), table.get(row, 8), table.get(row, 9), table.get(row, 10), table.get(row, EQUITY)));
    }
}
