package io.ringmaster.monitor.model;

/**
 * The account after a second in which its equity changed.
 *
 * @param grossNotionalE8 of all positions
 * @param highestEquityE8 so far
 */
public record EquityRow(
    long sequence, long timeNs, long equityE8, long cashE8, long grossNotionalE8, long highestEquityE8) {

    /** Loss since the highest equity, as a share of it. */
    public long drawdownE8() {
        return Shares.of(highestEquityE8 - equityE8, highestEquityE8);
    }

    /** Value of all positions over equity; 0 without equity. */
    public long leverageE8() {
        return Shares.of(grossNotionalE8, equityE8);
    }

    static final int WIDTH = 6;
    static final int EQUITY = 2;
    static final int CASH = 3;
    static final int GROSS = 4;
    static final int HIGHEST = 5;

    static void write(final LongTable table, final long sequence, final long timeNs, final Ledger ledger) {
        final int row = table.add(sequence, timeNs);
        table.set(row, EQUITY, ledger.equityE8());
        table.set(row, CASH, ledger.cashE8());
        table.set(row, GROSS, ledger.grossNotionalE8());
        table.set(row, HIGHEST, ledger.highestEquityE8());
    }

    static EquityRow read(final LongTable table, final int row) {
        return new EquityRow(
            table.get(row, LongTable.SEQUENCE), table.get(row, LongTable.TIME), table.get(row, EQUITY), table.get(row, CASH),
            table.get(row, GROSS), table.get(row, HIGHEST));
    }
}
