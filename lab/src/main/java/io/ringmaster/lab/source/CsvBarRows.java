package io.ringmaster.lab.source;

import io.ringmaster.units.FixedPoint;
import java.time.DateTimeException;
import java.util.List;

/** The bars of a CSV file, one per row, read as a stream. */
final class CsvBarRows implements BarRows {

    private final CsvTable table;
    private final BarColumns columns;
    private final List<String> notes;
    private BarTime form;
    private boolean isAtRow;
    private String symbol;
    private long durationMs;

    /**
     * @param table   positioned at its header, or at the first bar if {@code isAtRow}; closed with the rows
     * @param form       format of its times; null to detect it from the first one
     * @param durationMs length of a bar; 0 if it is not known
     */
    CsvBarRows(
        final CsvTable table, final BarColumns columns, final BarTime form, final long durationMs, final boolean isAtRow, final List<String> notes) {
        this.table = table;
        this.columns = columns;
        this.form = form;
        this.durationMs = durationMs;
        this.isAtRow = isAtRow;
        this.notes = notes;
    }

    @Override
    public boolean next(final BarRow row) {
        if (!isAtRow && !table.next()) {
            return false;
        }
        isAtRow = false;
        if (table.size() != columns.names().size()) {
            throw table.invalid("it has " + table.size() + " columns, expected " + columns.names().size() + ": "
                + String.join(",", columns.names()) + "; fix or remove the line");
        }
        checkSymbol();
        row.line = table.line();
        row.timeMs = time(columns.time());
        row.openE8 = price(columns.prices().open());
        row.highE8 = price(columns.prices().high());
        row.lowE8 = price(columns.prices().low());
        row.closeE8 = price(columns.prices().close());
        row.volumeE8 = columns.volume() < 0 ? 0 : volume();
        checkCloseTime(row);
        return true;
    }

    private void checkSymbol() {
        if (columns.symbol() < 0) {
            return;
        }
        final String here = table.field(columns.symbol());
        if (symbol == null) {
            symbol = here;
        } else if (!symbol.equals(here)) {
            throw table.invalid("its symbol is '" + here + "', that of the lines before '" + symbol + "'. Give a file of one symbol");
        }
    }

    private long time(final int column) {
        final String text = table.field(column);
        if (text.isEmpty()) {
            throw bad(column, "is empty", null);
        }
        if (form == null) {
            form = BarTime.of(text);
            if (form == null) {
                throw bad(column, "is no time: give UTC seconds, milliseconds, microseconds or nanoseconds of 10, 13, 16 or 19 digits, or a date such as "
                    + "2019-10-17T09:00:00Z", null);
            }
        }
        try {
            return form.milliseconds(text);
        } catch (final NumberFormatException | DateTimeException e) {
            throw bad(column, "is not " + (form == BarTime.MILLISECONDS ? "a time in " : "") + form.words(), e);
        }
    }

    /** Binance's close time: a millisecond or microsecond before the next bar. All bars have the same length. */
    private void checkCloseTime(final BarRow row) {
        if (columns.closeTime() < 0 || (form != BarTime.MILLISECONDS && form != BarTime.MICROSECONDS)) {
            return;
        }
        final String text = table.field(columns.closeTime());
        final long unitsAMs = form == BarTime.MICROSECONDS ? 1_000 : 1;
        final long units = BarTime.isDigits(text) && text.length() <= 16 ? Long.parseLong(text) + 1 - row.timeMs * unitsAMs : -1;
        if (units <= 0 || units % unitsAMs != 0 || (durationMs != 0 && units / unitsAMs != durationMs)) {
            throw bad(columns.closeTime(), durationMs == 0
                ? "is not the last moment of the bar" : "is not the last moment of a bar of " + durationMs + " ms, as the bars before are", null);
        }
        durationMs = units / unitsAMs;
    }

    @Override
    public long durationMs() {
        return durationMs;
    }

    private long price(final int column) {
        try {
            return FixedPoint.parse(table.field(column));
        } catch (final NumberFormatException e) {
            throw bad(column, "is not a decimal number of at most 8 places", e);
        }
    }

    /** Some sources write sums of binary fractions, so digits beyond the eighth place are noise. */
    private long volume() {
        try {
            return FixedPoint.parseHalfEven(table.field(columns.volume()));
        } catch (final NumberFormatException e) {
            throw bad(columns.volume(), "is not a decimal number", e);
        }
    }

    private RuntimeException bad(final int column, final String fault, final Exception cause) {
        return table.invalid("column '" + columns.names().get(column) + "' " + fault + ": '" + table.field(column) + "'; fix or remove the line", cause);
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        table.close();
    }
}
