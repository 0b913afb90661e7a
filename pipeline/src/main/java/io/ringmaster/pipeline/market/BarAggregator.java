package io.ringmaster.pipeline.market;

import java.util.Arrays;

/**
 * Builds bars of several timeframes from trades, or from imported bars of a smaller timeframe.
 *
 * <ul>
 * <li>A trade belongs to the bar its event time falls into; bars start at multiples of their length since the epoch.
 * <li>A bar of trades closes with the first event at or after its end. A bar of imported bars closes with the imported bar that ends with it
 *     or, if that one is missing, with the first event after its end. So a forming bar is never published.
 * <li>There is no bar for a time without trades; such bars are counted as missing. If some imported bars of a bar are missing, it is published
 *     from the others, and the missing ones are counted too.
 * <li>Bars that close at the same moment are published by ascending timeframe within an instrument.
 * <li>A timeframe smaller than the imported bars is never published. An imported bar that begins before the end of what was published
 *     is left out.
 * </ul>
 * Owned by one thread; allocates nothing after construction.
 */
public final class BarAggregator {

    private static final long NEVER = Long.MAX_VALUE;

    private final Forming[][] formingByInstrument;
    private final BarListener listener;
    /** No open bar ends before this time. */
    private long nextEndNs = NEVER;
    private long missingBars;

    /** One bar in the making. */
    private static final class Forming {

        private final int instrumentId;
        private final long timeframeNs;
        private boolean isOpen;
        private boolean isImported;
        private long importedNs = NEVER;
        private boolean isMultiple;
        private long openTimeNs;
        private long lastClosedEndNs = NEVER;
        private long openE8;
        private long highE8;
        private long lowE8;
        private long closeE8;
        private long volumeE8;

        private Forming(final int instrumentId, final long timeframeNs) {
            this.instrumentId = instrumentId;
            this.timeframeNs = timeframeNs;
        }

        private void add(final long open, final long high, final long low, final long close, final long volume) {
            if (!isOpen) {
                isOpen = true;
                openE8 = open;
                highE8 = high;
                lowE8 = low;
                volumeE8 = 0;
            }
            highE8 = Math.max(highE8, high);
            lowE8 = Math.min(lowE8, low);
            closeE8 = close;
            // A sum that does not fit becomes the largest long, so that a hostile print does not end a session.
            volumeE8 = volumeE8 > Long.MAX_VALUE - volume ? Long.MAX_VALUE : volumeE8 + volume;
        }

        /** Most bars follow the one before, which saves a division. */
        private long startOf(final long timeNs) {
            final boolean follows = timeNs >= lastClosedEndNs && timeNs - lastClosedEndNs < timeframeNs;
            return follows ? lastClosedEndNs : Math.floorDiv(timeNs, timeframeNs) * timeframeNs;
        }

        /** Imported bars are of one length as a rule, which saves a division. */
        private boolean isMultipleOf(final long durationNs) {
            if (durationNs != importedNs) {
                importedNs = durationNs;
                isMultiple = timeframeNs % durationNs == 0;
            }
            return isMultiple;
        }

        /** Whether a bar that begins then is of the past: history that is sent again after a lost connection is left out. */
        private boolean isBehind(final long beginNs) {
            return lastClosedEndNs != NEVER && beginNs < lastClosedEndNs || isOpen && !isImported && beginNs < openTimeNs;
        }

        private long endNs() {
            return openTimeNs + timeframeNs;
        }
    }

    /** @param timeframesNs by instrument id, the timeframes wanted, in nanoseconds, in any order */
    public BarAggregator(final long[][] timeframesNs, final BarListener listener) {
        this.listener = listener;
        formingByInstrument = new Forming[timeframesNs.length][];
        for (int id = 0; id < timeframesNs.length; id++) {
            final long[] ascending = Arrays.stream(timeframesNs[id]).sorted().distinct().toArray();
            formingByInstrument[id] = new Forming[ascending.length];
            for (int i = 0; i < ascending.length; i++) {
                formingByInstrument[id][i] = new Forming(id, ascending[i]);
            }
        }
    }

    /** Takes the time of an event, before the event itself, and closes the bars that are over. */
    public void onTime(final long timeNs) {
        if (timeNs >= nextEndNs) {
            closeDue(timeNs);
        }
    }

    private void closeDue(final long timeNs) {
        for (final Forming[] ofInstrument : formingByInstrument) {
            for (final Forming bar : ofInstrument) {
                if (bar.isOpen && (bar.isImported ? timeNs > bar.endNs() : timeNs >= bar.endNs())) {
                    close(bar);
                }
            }
        }
        findNextEnd();
    }

    /** A trade in the market; call {@link #onTime} with its time first. */
    public void onTrade(final int instrumentId, final long timeNs, final long priceE8, final long qtyE8) {
        for (final Forming bar : formingByInstrument[instrumentId]) {
            if (!bar.isOpen) {
                bar.openTimeNs = bar.startOf(timeNs);
                bar.isImported = false;
                nextEndNs = Math.min(nextEndNs, bar.endNs());
            }
            assert timeNs < bar.endNs() : "onTime must come first: " + timeNs;
            bar.add(priceE8, priceE8, priceE8, priceE8, qtyE8);
        }
    }

    /** A closed bar from outside; call {@link #onTime} with its time, at or after its end, first. */
    public void onImportedBar(
        final int instrumentId, final long openTimeNs, final long durationNs,
        final long openE8, final long highE8, final long lowE8, final long closeE8, final long volumeE8) {
        final long endNs = openTimeNs + durationNs;
        for (final Forming bar : formingByInstrument[instrumentId]) {
            if (bar.isMultipleOf(durationNs) && !bar.isBehind(openTimeNs)) {
                if (bar.isOpen && openTimeNs >= bar.endNs()) {
                    close(bar);
                }
                if (!bar.isOpen) {
                    bar.openTimeNs = bar.startOf(openTimeNs);
                    bar.isImported = true;
                }
                bar.add(openE8, highE8, lowE8, closeE8, volumeE8);
                if (endNs >= bar.endNs()) {
                    close(bar);
                } else {
                    nextEndNs = Math.min(nextEndNs, bar.endNs());
                }
            }
        }
    }

    private void close(final Forming bar) {
        bar.isOpen = false;
        if (bar.lastClosedEndNs != NEVER && bar.lastClosedEndNs != bar.openTimeNs) {
            missingBars += (bar.openTimeNs - bar.lastClosedEndNs) / bar.timeframeNs;
        }
        bar.lastClosedEndNs = bar.endNs();
        listener.onBarClosed(
            bar.instrumentId, bar.timeframeNs, bar.openTimeNs, bar.endNs(),
            bar.openE8, bar.highE8, bar.lowE8, bar.closeE8, bar.volumeE8);
    }

    private void findNextEnd() {
        nextEndNs = NEVER;
        for (final Forming[] ofInstrument : formingByInstrument) {
            for (final Forming bar : ofInstrument) {
                if (bar.isOpen) {
                    nextEndNs = Math.min(nextEndNs, bar.endNs());
                }
            }
        }
    }

    /** Bars that are missing because nothing traded in their time. */
    public long missingBars() {
        return missingBars;
    }
}
