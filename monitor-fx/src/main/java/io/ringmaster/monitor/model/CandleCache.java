package io.ringmaster.monitor.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Candles of one timeframe, aggregated once from bars of a second and from imported bars. A candle is kept when a bar after it is known; the
 * newest ones are made for each view. Any thread.
 */
final class CandleCache {

    /** Beside the candle: the end of its last bar. */
    private static final int END = Bar.WIDTH;

    private final long timeframeNs;
    private final LongTable sealed = new LongTable(Bar.WIDTH + 1);
    private final Cursor head = new Cursor();

    CandleCache(final long timeframeNs) {
        this.timeframeNs = timeframeNs;
    }

    /** Where the next bar is read, and the candle it goes to. */
    private static final class Cursor {
        private int importedRow;
        private int secondRow;
        private long lastSequence = Long.MIN_VALUE;
        private long lastEndNs = Long.MIN_VALUE;
        private long previousCloseE8;
        private Bar open = new Bar();

        private Cursor copy() {
            final Cursor copy = new Cursor();
            copy.importedRow = importedRow;
            copy.secondRow = secondRow;
            copy.lastSequence = lastSequence;
            copy.lastEndNs = lastEndNs;
            copy.previousCloseE8 = previousCloseE8;
            copy.open = open.copy();
            return copy;
        }
    }

    /**
     * The candles up to a moment.
     *
     * @param partial the bar of the current second; not kept
     */
    synchronized Candles upTo(final BarSource source, final Bar partial) {
        final List<Candle> tail = new ArrayList<>(2);
        final int kept;
        final Cursor cursor;
        if (source.sequence() >= head.lastSequence) {
            advance(head, source, sealed, null);
            kept = sealed.size();
            cursor = head.copy();
        } else {
            kept = sealed.upTo(source.sequence());
            cursor = from(source, kept);
            advance(cursor, source, null, tail);
        }
        finish(cursor, partial, tail);
        return new Candles(timeframeNs, sealed, kept, tail);
    }

    /** A cursor behind the kept candles. */
    private Cursor from(final BarSource source, final int kept) {
        final Cursor cursor = new Cursor();
        if (kept > 0) {
            final long last = sealed.get(kept - 1, LongTable.SEQUENCE);
            cursor.lastSequence = last;
            cursor.importedRow = source.imported().firstAtLeast(LongTable.SEQUENCE, last + 1, source.importedSize());
            cursor.secondRow = source.seconds().firstAtLeast(LongTable.SEQUENCE, last + 1, source.secondsSize());
            cursor.previousCloseE8 = sealed.get(kept - 1, Bar.CLOSE);
            cursor.lastEndNs = sealed.get(kept - 1, END);
        }
        return cursor;
    }

    private void advance(final Cursor cursor, final BarSource source, final LongTable table, final List<Candle> list) {
        while (true) {
            final boolean hasImported = cursor.importedRow < source.importedSize();
            final boolean hasSecond = cursor.secondRow < source.secondsSize();
            if (!hasImported && !hasSecond) {
                return;
            }
            final boolean takeImported = hasImported && (!hasSecond
                || source.imported().get(cursor.importedRow, LongTable.SEQUENCE) <= source.seconds().get(cursor.secondRow, LongTable.SEQUENCE));
            final LongTable from = takeImported ? source.imported() : source.seconds();
            final int row = takeImported ? cursor.importedRow++ : cursor.secondRow++;
            final long openTimeNs = from.get(row, LongTable.TIME);
            if (openTimeNs >= cursor.lastEndNs) {
                place(cursor, openTimeNs, table, list);
                cursor.open.add(from, row);
                cursor.lastEndNs = openTimeNs + (takeImported ? source.importedDurationNs() : BarSource.SECOND_NS);
            }
            cursor.lastSequence = from.get(row, LongTable.SEQUENCE);
        }
    }

    /** Ends the open candle if a bar belongs to a later one. */
    private void place(final Cursor cursor, final long openTimeNs, final LongTable table, final List<Candle> list) {
        final long bucket = Math.floorDiv(openTimeNs, timeframeNs) * timeframeNs;
        if (cursor.open.openTimeNs == bucket) {
            return;
        }
        close(cursor, table, list);
        cursor.open.begin(bucket);
    }

    /** A candle before the first trade is none. */
    private static void close(final Cursor cursor, final LongTable table, final List<Candle> list) {
        cursor.open.fill(cursor.previousCloseE8);
        if (cursor.open.hasBegun() && cursor.open.openE8 != 0) {
            cursor.previousCloseE8 = cursor.open.closeE8;
            if (table != null) {
                cursor.open.write(table, cursor.lastSequence);
                table.set(table.size() - 1, END, cursor.lastEndNs);
            } else {
                list.add(cursor.open.candle());
            }
        }
    }

    private void finish(final Cursor cursor, final Bar partial, final List<Candle> tail) {
        if (partial.hasBegun() && partial.openTimeNs >= cursor.lastEndNs) {
            place(cursor, partial.openTimeNs, null, tail);
            cursor.open.add(partial);
        }
        close(cursor, null, tail);
    }
}
