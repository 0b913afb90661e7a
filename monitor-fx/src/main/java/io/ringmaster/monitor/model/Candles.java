package io.ringmaster.monitor.model;

import java.util.List;

/** Candles of one instrument and timeframe up to a moment, the oldest first; the last one is as it was then. Immutable; any thread. */
public final class Candles {

    private final long timeframeNs;
    private final LongTable sealed;
    private final int sealedSize;
    private final List<Candle> tail;

    Candles(final long timeframeNs, final LongTable sealed, final int sealedSize, final List<Candle> tail) {
        this.timeframeNs = timeframeNs;
        this.sealed = sealed;
        this.sealedSize = sealedSize;
        this.tail = tail;
    }

    public long timeframeNs() {
        return timeframeNs;
    }

    public int size() {
        return sealedSize + tail.size();
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    public Candle get(final int index) {
        return index < sealedSize ? Bar.candle(sealed, index) : tail.get(index - sealedSize);
    }

    public long openTimeNs(final int index) {
        return index < sealedSize ? sealed.get(index, LongTable.TIME) : tail.get(index - sealedSize).openTimeNs();
    }

    /** The first candle that opens at or after a time; {@link #size} if there is none. */
    public int firstAtOrAfter(final long timeNs) {
        final int row = sealed.firstAtLeast(LongTable.TIME, timeNs, sealedSize);
        if (row < sealedSize) {
            return row;
        }
        int index = sealedSize;
        while (index < size() && openTimeNs(index) < timeNs) {
            index++;
        }
        return index;
    }
}
