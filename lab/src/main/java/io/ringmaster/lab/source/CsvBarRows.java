package io.ringmaster.lab.source;

/** {@code time_ms,open,high,low,close,volume}, one bar a line, read as it streams by. */
final class CsvBarRows implements BarRows {

    static final String HEADER = "time_ms,open,high,low,close,volume";

    private static final String[] COLUMNS = HEADER.split(",");

    private final Lines lines;
    private final int[] starts = new int[COLUMNS.length + 1];

    /** @param lines standing on the header */
    CsvBarRows(final Lines lines) {
        this.lines = lines;
    }

    @Override
    public boolean next(final BarRow row) {
        do {
            if (!lines.next()) {
                return false;
            }
        } while (lines.length() == 0);
        split();
        row.line = lines.number();
        row.timeMs = time();
        row.openE8 = price(1);
        row.highE8 = price(2);
        row.lowE8 = price(3);
        row.closeE8 = price(4);
        row.volumeE8 = volume();
        return true;
    }

    private void split() {
        final byte[] bytes = lines.bytes();
        int columns = 0;
        starts[0] = 0;
        for (int i = 0; i <= lines.length(); i++) {
            if (i == lines.length() || bytes[i] == ',') {
                columns++;
                if (columns < starts.length) {
                    starts[columns] = i + 1;
                }
            }
        }
        if (columns != COLUMNS.length) {
            throw lines.invalid("it has " + columns + " columns, expected " + COLUMNS.length + ": " + HEADER + "; fix or remove the line");
        }
    }

    private long time() {
        final byte[] bytes = lines.bytes();
        final int end = starts[1] - 1;
        long timeMs = 0;
        for (int i = 0; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9' || i > 14) {
                throw bad(0, "is not a time in UTC milliseconds", null);
            }
            timeMs = timeMs * 10 + bytes[i] - '0';
        }
        if (end == 0) {
            throw bad(0, "is empty", null);
        }
        return timeMs;
    }

    private long price(final int column) {
        try {
            return DecimalText.exactE8(lines.bytes(), starts[column], starts[column + 1] - 1);
        } catch (final NumberFormatException e) {
            throw bad(column, "is not a decimal number of at most 8 places", e);
        }
    }

    private long volume() {
        try {
            return DecimalText.roundedE8(lines.bytes(), starts[5], starts[6] - 1);
        } catch (final NumberFormatException e) {
            throw bad(5, "is not a decimal number", e);
        }
    }

    private RuntimeException bad(final int column, final String fault, final NumberFormatException cause) {
        final String value = DecimalText.text(lines.bytes(), starts[column], starts[column + 1] - 1);
        return lines.invalid("column '" + COLUMNS[column] + "' " + fault + ": '" + value + "'; fix or remove the line", cause);
    }

    @Override
    public void close() {
        lines.close();
    }
}
