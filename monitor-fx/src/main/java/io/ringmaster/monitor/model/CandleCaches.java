package io.ringmaster.monitor.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One {@link CandleCache} for each instrument and timeframe that was asked for, and each length of imported bars behind it. Any thread. */
final class CandleCaches {

    private final Map<Key, CandleCache> caches = new ConcurrentHashMap<>();

    private record Key(int instrument, long timeframeNs, long importedDurationNs) {
    }

    Candles upTo(
        final Timeline timeline, final Sizes sizes, final int instrument, final long timeframeNs, final Bar partial, final long sequence) {
        if (timeframeNs < BarSource.SECOND_NS) {
            throw new IllegalArgumentException("a candle must last 1 s or more: timeframeNs=" + timeframeNs);
        }
        final Sizes.HistorySize history = history(sizes, instrument, timeframeNs);
        final BarSource source = new BarSource(
            sequence, timeline.seconds(instrument), sizes.seconds()[instrument], history.bars(), history.size(), history.durationNs());
        final Key key = new Key(instrument, timeframeNs, history.durationNs());
        return caches.computeIfAbsent(key, any -> new CandleCache(timeframeNs)).upTo(source, partial);
    }

    /** The longest imported bars that make up such candles; none if there are only longer ones, because a part of a bar is not known. */
    private static Sizes.HistorySize history(final Sizes sizes, final int instrument, final long timeframeNs) {
        Sizes.HistorySize best = new Sizes.HistorySize(instrument, 0, new LongTable(Bar.WIDTH), 0);
        for (final Sizes.HistorySize one : sizes.history()) {
            if (one.instrument() == instrument && timeframeNs % one.durationNs() == 0 && one.durationNs() > best.durationNs()) {
                best = one;
            }
        }
        return best;
    }
}
