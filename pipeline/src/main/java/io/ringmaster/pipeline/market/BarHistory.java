package io.ringmaster.pipeline.market;

import java.util.Arrays;

/**
 * The last one-minute bars of each instrument, to warm up strategies that are added while a session runs. Computed from the same events as everything
 * else. Allocates a larger block each time the number of bars has doubled, and nothing otherwise.
 */
public final class BarHistory {

    /** Length of its bars. */
    public static final long MINUTE_NS = 60_000_000_000L;

    private static final int INITIAL_BARS = 1 << 11;
    /** A month and a half. */
    private static final int MOST_BARS = 1 << 16;

    private final BarAggregator minutes;
    private final Bars[] byInstrument;

    /** Bars of one instrument, the oldest at {@code first}. */
    private static final class Bars {

        private static final int FIELDS = 6;

        private long[] values = new long[FIELDS * INITIAL_BARS];
        private int first;
        private int count;

        private void add(final long openTimeNs, final long open, final long high, final long low, final long close, final long volume) {
            final int capacity = values.length / FIELDS;
            if (count == capacity && capacity < MOST_BARS) {
                values = Arrays.copyOf(values, 2 * values.length);
            }
            final int most = values.length / FIELDS;
            final int at = (first + count) % most * FIELDS;
            if (count == most) {
                first = (first + 1) % most;
            } else {
                count++;
            }
            values[at] = openTimeNs;
            values[at + 1] = open;
            values[at + 2] = high;
            values[at + 3] = low;
            values[at + 4] = close;
            values[at + 5] = volume;
        }

        private int at(final int i) {
            return (first + i) % (values.length / FIELDS) * FIELDS;
        }
    }

    /** Takes bars of the past, of all instruments in the order of their start. */
    @FunctionalInterface
    public interface Taker {

        void onBar(int instrumentId, long openTimeNs, long openE8, long highE8, long lowE8, long closeE8, long volumeE8);
    }

    public BarHistory(final int instruments) {
        byInstrument = new Bars[instruments];
        final long[][] timeframesNs = new long[instruments][];
        for (int i = 0; i < instruments; i++) {
            byInstrument[i] = new Bars();
            timeframesNs[i] = new long[] {MINUTE_NS};
        }
        minutes = new BarAggregator(timeframesNs, this::onBarClosed);
    }

    private void onBarClosed(
        final int instrumentId, final long timeframeNs, final long openTimeNs, final long closeTimeNs,
        final long openE8, final long highE8, final long lowE8, final long closeE8, final long volumeE8) {
        byInstrument[instrumentId].add(openTimeNs, openE8, highE8, lowE8, closeE8, volumeE8);
    }

    /** Takes the time of an event, before the event itself. */
    public void onTime(final long timeNs) {
        minutes.onTime(timeNs);
    }

    public void onTrade(final int instrumentId, final long timeNs, final long priceE8, final long qtyE8) {
        minutes.onTrade(instrumentId, timeNs, priceE8, qtyE8);
    }

    /** Bars longer than a minute are not kept. */
    public void onImportedBar(
        final int instrumentId, final long openTimeNs, final long durationNs,
        final long openE8, final long highE8, final long lowE8, final long closeE8, final long volumeE8) {
        minutes.onImportedBar(instrumentId, openTimeNs, durationNs, openE8, highE8, lowE8, closeE8, volumeE8);
    }

    /** Passes on each bar that is kept. The current minute is not kept yet. */
    public void forEach(final Taker taker) {
        final int[] next = new int[byInstrument.length];
        for (int id = earliest(next); id >= 0; id = earliest(next)) {
            final long[] values = byInstrument[id].values;
            final int at = byInstrument[id].at(next[id]++);
            taker.onBar(id, values[at], values[at + 1], values[at + 2], values[at + 3], values[at + 4], values[at + 5]);
        }
    }

    /** The instrument whose next bar begins first; -1 when there is none left. */
    private int earliest(final int[] next) {
        int best = -1;
        long bestNs = Long.MAX_VALUE;
        for (int id = 0; id < next.length; id++) {
            final Bars bars = byInstrument[id];
            if (next[id] < bars.count && bars.values[bars.at(next[id])] < bestNs) {
                best = id;
                bestNs = bars.values[bars.at(next[id])];
            }
        }
        return best;
    }
}
