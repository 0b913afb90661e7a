package io.ringmaster.pipeline.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BarAggregatorTest {

    private static final long SEED = Long.getLong("seed", 20261121);
    private static final long MINUTE = 60_000_000_000L;
    /** 1m, 5m, 15m, 1h, 4h, 1d, given in disorder. */
    private static final long[] TIMEFRAMES = {15 * MINUTE, MINUTE, 1_440 * MINUTE, 5 * MINUTE, 60 * MINUTE, 240 * MINUTE};

    private final List<Bar> closed = new ArrayList<>();
    private final BarAggregator bars = aggregator(1);
    private long nowNs;

    private record Bar(int instrument, long timeframe, long open, long openE8, long highE8, long lowE8, long closeE8, long volumeE8) {
    }

    private BarAggregator aggregator(final int instruments) {
        final long[][] timeframes = new long[instruments][];
        Arrays.fill(timeframes, TIMEFRAMES);
        return new BarAggregator(timeframes, (id, timeframe, open, close, o, h, l, c, v) -> {
            assertEquals(open + timeframe, close);
            assertEquals(0, open % timeframe);
            assertTrue(close <= nowNs, "a forming bar was published");
            closed.add(new Bar(id, timeframe, open, o, h, l, c, v));
        });
    }

    @Test
    void shouldCloseABarWithTheFirstEventAtItsEndAndNoEarlier() {
        trade(10, 100);
        trade(MINUTE - 1, 105);
        time(MINUTE - 1);
        assertEquals(List.of(), closed);
        time(MINUTE);
        assertEquals(List.of(new Bar(0, MINUTE, 0, 100, 105, 100, 105, 2)), closed);
    }

    @Test
    void shouldPublishAscendingTimeframesWhenSeveralEndTogether() {
        trade(0, 100);
        time(240 * MINUTE);
        assertEquals(List.of(MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 240 * MINUTE), closed.stream().map(Bar::timeframe).toList());
    }

    @Test
    void shouldCountMissingBarsAndInventNone() {
        trade(0, 100);
        trade(4 * MINUTE, 110);
        time(5 * MINUTE);
        assertEquals(2, closed.stream().filter(bar -> bar.timeframe == MINUTE).count());
        assertEquals(3, bars.missingBars());
    }

    @Test
    void shouldCloseAnImportedBarWithItsLastPart() {
        for (int minute = 0; minute < 5; minute++) {
            nowNs = (minute + 1) * MINUTE;
            bars.onTime(nowNs);
            bars.onImportedBar(0, minute * MINUTE, MINUTE, 100 + minute, 110 + minute, 90 - minute, 101 + minute, 2);
        }
        assertEquals(6, closed.size());
        assertEquals(new Bar(0, 5 * MINUTE, 0, 100, 114, 86, 105, 10), closed.getLast());
    }

    @Test
    void shouldCloseAnImportedBarWhoseLastPartIsMissingWithTheNextEvent() {
        nowNs = MINUTE;
        bars.onTime(nowNs);
        bars.onImportedBar(0, 0, MINUTE, 100, 110, 90, 105, 2);
        nowNs = 8 * MINUTE;
        bars.onTime(nowNs);
        bars.onImportedBar(0, 7 * MINUTE, MINUTE, 120, 121, 119, 120, 2);
        assertEquals(
            List.of(new Bar(0, MINUTE, 0, 100, 110, 90, 105, 2), new Bar(0, 5 * MINUTE, 0, 100, 110, 90, 105, 2),
                new Bar(0, MINUTE, 7 * MINUTE, 120, 121, 119, 120, 2)), closed);
        assertEquals(6, bars.missingBars());
    }

    /** The whole history grouped by plain maps, once at the end, must be what was published as it went by. */
    @Test
    void shouldAgreeWithBarsGroupedAtTheEnd() {
        final Random random = new Random(SEED);
        final BarAggregator many = aggregator(2);
        final TreeMap<String, long[]> expected = new TreeMap<>();
        for (int i = 0; i < 60_000; i++) {
            nowNs += random.nextInt(60) == 0 ? random.nextLong(30 * MINUTE) : random.nextLong(MINUTE / 8);
            final int id = random.nextInt(2);
            final long priceE8 = 6_000 + random.nextInt(500);
            final long qtyE8 = 1 + random.nextInt(9);
            many.onTime(nowNs);
            many.onTrade(id, nowNs, priceE8, qtyE8);
            for (final long timeframe : TIMEFRAMES) {
                final String key = String.format("%d %015d %020d", id, timeframe, nowNs / timeframe * timeframe);
                final long[] bar = expected.computeIfAbsent(key, k -> new long[] {priceE8, priceE8, priceE8, priceE8, 0});
                bar[1] = Math.max(bar[1], priceE8);
                bar[2] = Math.min(bar[2], priceE8);
                bar[3] = priceE8;
                bar[4] += qtyE8;
            }
        }
        nowNs += 2_880 * MINUTE;
        many.onTime(nowNs);

        final TreeMap<String, long[]> published = new TreeMap<>();
        for (final Bar bar : closed) {
            published.put(String.format("%d %015d %020d", bar.instrument, bar.timeframe, bar.open),
                new long[] {bar.openE8, bar.highE8, bar.lowE8, bar.closeE8, bar.volumeE8});
        }
        assertEquals(closed.size(), published.size(), "a bar was published twice: seed=" + SEED);
        assertEquals(expected.keySet(), published.keySet(), "seed=" + SEED);
        expected.forEach((key, bar) -> assertEquals(
            Arrays.toString(bar), Arrays.toString(published.get(key)), key + " seed=" + SEED));
    }

    private void time(final long timeNs) {
        nowNs = timeNs;
        bars.onTime(timeNs);
    }

    private void trade(final long timeNs, final long priceE8) {
        time(timeNs);
        bars.onTrade(0, timeNs, priceE8, 1);
    }
}
