package io.ringmaster.monitor.model;

/** A candle while it is built, with mark and index at its end; 0 stands for a price that is not known. One thread. */
final class Bar {

    /** Fields of a {@link LongTable} of bars: the sequence of the input that ended it, its open time, and these. */
    static final int OPEN = 2;
    static final int HIGH = 3;
    static final int LOW = 4;
    static final int CLOSE = 5;
    static final int VOLUME = 6;
    static final int MARK = 7;
    static final int INDEX = 8;
    static final int WIDTH = 9;

    long openTimeNs = Long.MIN_VALUE;
    long openE8;
    long highE8;
    long lowE8;
    long closeE8;
    long volumeE8;
    long markE8;
    long indexE8;

    void begin(final long timeNs) {
        openTimeNs = timeNs;
        openE8 = 0;
        highE8 = 0;
        lowE8 = 0;
        closeE8 = 0;
        volumeE8 = 0;
        markE8 = 0;
        indexE8 = 0;
    }

    boolean hasBegun() {
        return openTimeNs != Long.MIN_VALUE;
    }

    void trade(final long priceE8, final long qtyE8) {
        add(priceE8, priceE8, priceE8, priceE8, qtyE8);
    }

    /** Adds a later part of the candle; without a trade if {@code open} is 0. */
    void add(final long open, final long high, final long low, final long close, final long volume) {
        if (open == 0) {
            return;
        }
        openE8 = openE8 == 0 ? open : openE8;
        highE8 = highE8 == 0 ? high : Math.max(highE8, high);
        lowE8 = lowE8 == 0 ? low : Math.min(lowE8, low);
        closeE8 = close;
        volumeE8 += volume;
    }

    void reference(final long mark, final long index) {
        markE8 = mark == 0 ? markE8 : mark;
        indexE8 = index == 0 ? indexE8 : index;
    }

    void add(final LongTable table, final int row) {
        add(table.get(row, OPEN), table.get(row, HIGH), table.get(row, LOW), table.get(row, CLOSE), table.get(row, VOLUME));
        reference(table.get(row, MARK), table.get(row, INDEX));
    }

    void add(final Bar later) {
        add(later.openE8, later.highE8, later.lowE8, later.closeE8, later.volumeE8);
        reference(later.markE8, later.indexE8);
    }

    /** Without a trade of its own, a candle stays at the close before it. */
    void fill(final long previousCloseE8) {
        if (openE8 == 0) {
            add(previousCloseE8, previousCloseE8, previousCloseE8, previousCloseE8, 0);
        }
    }

    void write(final LongTable table, final long sequence) {
        final int row = table.add(sequence, openTimeNs);
        table.set(row, OPEN, openE8);
        table.set(row, HIGH, highE8);
        table.set(row, LOW, lowE8);
        table.set(row, CLOSE, closeE8);
        table.set(row, VOLUME, volumeE8);
        table.set(row, MARK, markE8);
        table.set(row, INDEX, indexE8);
    }

    Bar copy() {
        final Bar copy = new Bar();
        copy.begin(openTimeNs);
        copy.add(this);
        return copy;
    }

    Candle candle() {
        return new Candle(openTimeNs, new Candle.Prices(openE8, highE8, lowE8, closeE8), volumeE8, markE8, indexE8);
    }

    static Candle candle(final LongTable table, final int row) {
        return new Candle(
            table.get(row, LongTable.TIME),
            new Candle.Prices(table.get(row, OPEN), table.get(row, HIGH), table.get(row, LOW), table.get(row, CLOSE)), table.get(row, VOLUME),
            table.get(row, MARK), table.get(row, INDEX));
    }
}
