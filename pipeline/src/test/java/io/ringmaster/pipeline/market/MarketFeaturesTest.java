package io.ringmaster.pipeline.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateEncoder;
import io.ringmaster.schema.BookDeltaEncoder;
import io.ringmaster.schema.BookSnapshotEncoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OutsideSignalEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.SignalSource;
import io.ringmaster.schema.TickerEncoder;
import io.ringmaster.schema.TradeEncoder;
import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.FeatureValues;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarketFeaturesTest {

    private static final long E8 = 100_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[16_384]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final double[] seen = Feature.unknown();
    private final FeatureValues place = new FeatureValues(seen);
    private MarketFeatures features;
    private long nowNs = 100 * SECOND;
    private long sequence;

    @BeforeEach
    void everyFeatureIsRead() {
        features = new MarketFeatures(1, id -> EnumSet.allOf(Feature.class), id -> place);
    }

    @Test
    void shouldSayWhatTheBookHolds() {
        snapshot(Map.of(99L, 2L, 98L, 3L, 90L, 40L), Map.of(101L, 1L, 102L, 4L));
        nowNs += 3 * SECOND;
        assertFeature(Feature.BID, 99);
        assertFeature(Feature.ASK, 101);
        assertFeature(Feature.BID_QTY, 2);
        assertFeature(Feature.ASK_QTY, 1);
        assertFeature(Feature.BID_DEPTH, 45);
        assertFeature(Feature.ASK_DEPTH, 5);
        assertFeature(Feature.BID_NEAR, 0);          // Within 0.1 % of 100 there is nothing.
        assertFeature(Feature.BID_TENTH, 90);
        assertFeature(Feature.ASK_TENTH, 102);
        assertFeature(Feature.BUY_COST, 101);
        assertFeature(Feature.SELL_COST, 99);
        assertFeature(Feature.BOOK_AGE, 3);
        assertFeature(Feature.BOOK_FLOW, 0);
    }

    /** Cont, Kukanov and Stoikov: a better bid counts whole, an equal one by its change, a worse one takes away what was there. */
    @Test
    void shouldAddUpTheOrderFlow() {
        snapshot(Map.of(99L, 2L, 98L, 3L), Map.of(101L, 1L, 102L, 4L));
        delta(Map.of(99L, 5L), Map.of());            // +3
        assertFeature(Feature.BOOK_FLOW, 3);
        delta(Map.of(100L, 7L), Map.of());           // +7
        assertFeature(Feature.BOOK_FLOW, 10);
        delta(Map.of(100L, 0L), Map.of());           // -7
        assertFeature(Feature.BOOK_FLOW, 3);
        delta(Map.of(), Map.of(101L, 0L));           // The ask goes up: +1
        assertFeature(Feature.BOOK_FLOW, 4);
        delta(Map.of(), Map.of(101L, 6L));           // A better ask: -6
        assertFeature(Feature.BOOK_FLOW, -2);
        assertFeature(Feature.BIDS_ADDED, 10);
        assertFeature(Feature.BIDS_REMOVED, 7);
        assertFeature(Feature.ASKS_ADDED, 6);
        assertFeature(Feature.ASKS_REMOVED, 1);
        assertFeature(Feature.ARRIVALS, 3);
        assertFeature(Feature.REMOVALS, 2);
    }

    @Test
    void shouldNotKnowABookWithAGap() {
        snapshot(Map.of(99L, 2L), Map.of(101L, 1L));
        sequence++;
        delta(Map.of(99L, 5L), Map.of());
        assertFeature(Feature.BID, Double.NaN);
        assertFeature(Feature.SELL_COST, Double.NaN);
        assertFeature(Feature.BOOK_AGE, Double.NaN);
        assertFeature(Feature.BIDS_ADDED, 0);
        snapshot(Map.of(97L, 2L), Map.of(101L, 1L));
        assertFeature(Feature.BID, 97);
    }

    @Test
    void shouldAddUpTradesBySide() {
        for (int i = 0; i < 20; i++) {
            trade(Side.SELL, E8);
        }
        trade(Side.BUY, 5 * E8);
        trade(Side.BUY, 6 * E8);
        assertFeature(Feature.SOLD, 20);
        assertFeature(Feature.BOUGHT, 11);
        assertFeature(Feature.SELLS, 20);
        assertFeature(Feature.BUYS, 2);
        assertFeature(Feature.SQUARED_TRADES, 20 + 25 + 36);
    }

    /** Of the sizes 1 to 100 the 95th percentile is 95: what is above it is large, and 95 itself is not. */
    @Test
    void shouldCallATradeLargeAboveThe95thPercentileOfTheDayBefore() {
        for (int i = 100; i >= 1; i--) {
            trade(i == 100 ? Side.SELL : Side.BUY, i * E8);
        }
        assertFeature(Feature.LARGE_BOUGHT, 0);      // None of them was above those before it.
        assertFeature(Feature.LARGE_SOLD, 0);
        trade(Side.BUY, 95 * E8);
        assertFeature(Feature.LARGE_BOUGHT, 0);
        trade(Side.SELL, 96 * E8);                   // Of 101 the 96th, 95, is the percentile.
        assertFeature(Feature.LARGE_SOLD, 96);
        nowNs += 24 * 3_600 * SECOND - 1;
        trade(Side.BUY, 97 * E8);                    // Of 102 the 97th is 96; all are a nanosecond younger than a day.
        assertFeature(Feature.LARGE_BOUGHT, 97);
        nowNs += 1;
        trade(Side.BUY, 98 * E8);                    // All but the last are too old, and one is too few.
        assertFeature(Feature.LARGE_BOUGHT, 97);
    }

    @Test
    void shouldAgreeWithSortedSizesOverDays() {
        final long seed = Long.getLong("seed", 20261129);
        final Random random = new Random(seed);
        final List<long[]> trades = new ArrayList<>();
        double large = 0;
        for (int i = 0; i < 8_000; i++) {
            nowNs += random.nextInt(200_000) * 1_000_000L;
            // Lots of 0.0001, as on Kraken; below 0.4 bins and lots are the same.
            final long qtyE8 = 10_000L * (1 + random.nextInt(i % 1_000 < 500 ? 300 : 3_000));
            final long sinceNs = nowNs - 24 * 3_600 * SECOND;
            final long[] sorted = trades.stream().filter(trade -> trade[0] > sinceNs).mapToLong(trade -> trade[1]).sorted().toArray();
            final boolean isLarge = sorted.length >= 20 && qtyE8 > sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
            large += isLarge ? qtyE8 / (double) E8 : 0;
            trades.add(new long[] {nowNs, qtyE8});
            trade(Side.BUY, qtyE8);
            final int step = i;
            features.sample(0, nowNs);
            assertEquals(large, seen[Feature.LARGE_BOUGHT.ordinal()], 1e-6, () -> "trade " + step + " seed=" + seed);
        }
        assertTrue(large > 0, "some are large, seed=" + seed);
    }

    /** Three parts of one delta: the bid falls from 99 (2) to 98 (3), the ask stays at 101 and goes from 1 to 5: -2 - 4. */
    @Test
    void shouldCountTheFlowOfADeltaInParts() {
        snapshot(Map.of(99L, 2L, 98L, 3L), Map.of(101L, 1L, 102L, 4L));
        final long before = sequence;
        part(before, before + 1, Map.of(99L, 0L), Map.of(), true, false);
        part(before, before + 1, Map.of(97L, 1L), Map.of(), false, false);
        part(before, before + 1, Map.of(), Map.of(101L, 5L), false, true);
        assertFeature(Feature.BOOK_FLOW, -6);
        part(before, before + 1, Map.of(), Map.of(101L, 5L), false, true);
        assertFeature(Feature.BOOK_FLOW, -6);        // A part that comes twice counts once.
        sequence = before + 1;
        delta(Map.of(98L, 10L), Map.of());
        assertFeature(Feature.BOOK_FLOW, 1);
    }

    @Test
    void shouldKeepWhatTheTickerSaidLast() {
        final TickerEncoder message = new TickerEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(nowNs).markPriceE8(50_010 * E8).indexPriceE8(50_000 * E8).fundingRateE8(E8 / 2)
            .fundingRatePredictionE8(-E8).openInterestE8(7 * E8).instrumentId(0);
        features.onInput(buffer, TickerEncoder.TEMPLATE_ID);
        nowNs += 60 * SECOND;
        new TickerEncoder().wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(nowNs).openInterestE8(8 * E8)
            .markPriceE8(TickerEncoder.markPriceE8NullValue()).indexPriceE8(TickerEncoder.indexPriceE8NullValue())
            .fundingRateE8(TickerEncoder.fundingRateE8NullValue())
            .fundingRatePredictionE8(TickerEncoder.fundingRatePredictionE8NullValue()).instrumentId(0);
        features.onInput(buffer, TickerEncoder.TEMPLATE_ID);
        nowNs += 2 * SECOND;
        assertFeature(Feature.MARK, 50_010);
        assertFeature(Feature.INDEX, 50_000);
        assertFeature(Feature.FUNDING, 0.5 / 50_000);
        assertFeature(Feature.FUNDING_NEXT, -1.0 / 50_000);
        assertFeature(Feature.OPEN_INTEREST, 8);
        assertFeature(Feature.TICKER_AGE, 2);
    }

    @Test
    void shouldKeepOutsideSignalsApart() {
        signal(SignalSource.FLOW, 120, 0);
        signal(SignalSource.FLOW, -30, -1);
        nowNs += SECOND;
        signal(SignalSource.MENTIONS, 7, 0);
        signal(SignalSource.MENTIONS, 8, 0);
        nowNs += SECOND;
        signal(SignalSource.SENTIMENT, -0.5, 0);
        nowNs += SECOND;
        signal(SignalSource.NEWS, 0.7, 0);
        signal(SignalSource.OTHER, 17.5, 0);
        nowNs += 4 * SECOND;
        assertFeature(Feature.INFLOW, 120);
        assertFeature(Feature.OUTFLOW, 30);
        assertFeature(Feature.MENTIONS, 15);
        assertFeature(Feature.SENTIMENT, -0.5);
        assertFeature(Feature.NEWS, 1);
        assertFeature(Feature.NEWS_SCORE, 0.7);
        assertFeature(Feature.NEWS_AGE, 4);
        assertFeature(Feature.SENTIMENT_AGE, 5);
        assertFeature(Feature.MENTIONS_AGE, 6);
        assertFeature(Feature.FLOW_AGE, 7);
        assertFeature(Feature.OUTSIDE, 17.5);
        assertFeature(Feature.BID, Double.NaN);
    }

    /** Distances 100, 200 and 1,000 basis points; quantities up to there 2, 5 and 45. */
    @Test
    void shouldSayHowQuantityIsSpreadOverDistance() {
        snapshot(Map.of(99L, 2L, 98L, 3L, 90L, 40L), Map.of(101L, 1L, 102L, 4L));
        assertFeature(Feature.BID_WEIGHTED, 2 / 101.0 + 3 / 201.0 + 40 / 1001.0);
        assertFeature(Feature.ASK_WEIGHTED, 1 / 101.0 + 4 / 201.0);
        // numpy.polyfit([100, 200, 1000], [2, 5, 45], 1)[0] and ([100, 200], [1, 5]).
        assertFeature(Feature.BID_SLOPE, 0.04863013698630137);
        assertFeature(Feature.ASK_SLOPE, 0.04);
        snapshot(Map.of(99L, 2L), Map.of(101L, 1L));
        assertFeature(Feature.BID_SLOPE, Double.NaN);
    }

    @Test
    void shouldCountBookMessagesAndWhatStoodAtTheTouch() {
        snapshot(Map.of(99L, 2L), Map.of(101L, 1L));      // 1.5
        delta(Map.of(99L, 5L), Map.of());                 // 3
        delta(Map.of(), Map.of(100L, 7L));                // 6
        assertFeature(Feature.BOOK_UPDATES, 3);
        assertFeature(Feature.TOUCH_QTY, 10.5);
    }

    /** A mid that rises by 2 every 10 seconds, against least squares over the 60 mids written out. */
    @Test
    void shouldGiveTheSlopeOfTheMidOverTheLast60WholeSeconds() {
        final long startNs = nowNs;
        final List<Double> mids = new ArrayList<>();
        nowNs += 300_000_000;
        for (int i = 0; i <= 12; i++) {
            snapshot(Map.of(99L + 2 * i, 2L), Map.of(101L + 2 * i, 1L));
            final boolean isFull = mids.size() >= 60;
            assertEquals(isFull ? slope(mids.subList(mids.size() - 60, mids.size())) : Double.NaN, sampled(Feature.MID_SLOPE), 1e-12, "round " + i);
            for (int second = 0; second < 10; second++) {
                mids.add(100.0 + 2 * i);
            }
            nowNs += 10 * SECOND;
        }
        // A book that may not be read has no mid.
        features.onInput(down(), FeedStateEncoder.TEMPLATE_ID);
        nowNs = startNs + 200 * SECOND;
        assertFeature(Feature.MID_SLOPE, Double.NaN);
    }

    private double sampled(final Feature feature) {
        features.sample(0, nowNs);
        return place.get(feature);
    }

    private DirectBuffer down() {
        new FeedStateEncoder().wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(nowNs).instrumentId(-1).condition(FeedCondition.DOWN);
        return buffer;
    }

    private static double slope(final List<Double> values) {
        final int n = values.size();
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < n; i++) {
            x += i;
            y += values.get(i);
            xx += i * i;
            xy += i * values.get(i);
        }
        return (n * xy - x * y) / (n * xx - x * x);
    }

    @Test
    void shouldKeepEachOutsideSeriesByItsName() {
        final int vix = place.declare("vix");
        final int dollar = place.declare("dollar_index");
        everyFeatureIsRead();

        signal(SignalSource.OTHER, 17.5, -1, "vix");
        nowNs += 2 * SECOND;
        signal(SignalSource.OTHER, 104.25, 0, "dollar_index");
        nowNs += SECOND;
        signal(SignalSource.OTHER, 3, -1, "");
        signal(SignalSource.OTHER, 99, -1, "vixen");
        features.sample(0, nowNs);

        assertEquals(17.5, place.outside(vix));
        assertEquals(3, place.outsideAge(vix));
        assertEquals(104.25, place.outside(dollar));
        assertEquals(1, place.outsideAge(dollar));
        assertFeature(Feature.OUTSIDE, 3);
        assertFeature(Feature.OUTSIDE_AGE, 0);
    }

    /** Before version 3 of the schema a signal ended with its text. */
    @Test
    void shouldReadASignalOfAnOldJournalAsOneWithoutASeries() {
        final int vix = place.declare("vix");
        everyFeatureIsRead();
        final OutsideSignalEncoder old = new OutsideSignalEncoder();
        old.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(nowNs).exchangeTimeNs(nowNs).score(21)
            .instrumentId(-1).source(SignalSource.OTHER).text("VIX");
        header.version(2);
        // What follows in the buffer belongs to another record.
        buffer.setMemory(old.limit(), 64, (byte) 1);
        features.onInput(buffer, OutsideSignalEncoder.TEMPLATE_ID);
        assertFeature(Feature.OUTSIDE, 21);
        assertTrue(Double.isNaN(place.outside(vix)));
    }

    /** News announced for later is younger than nothing. */
    @Test
    void shouldCountDownToAnnouncedNews() {
        new OutsideSignalEncoder().wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(nowNs).exchangeTimeNs(nowNs + 600 * SECOND)
            .score(Double.NaN).instrumentId(-1).source(SignalSource.NEWS).text("FOMC").series("");
        features.onInput(buffer, OutsideSignalEncoder.TEMPLATE_ID);
        assertFeature(Feature.NEWS_AGE, -600);
        assertFeature(Feature.NEWS_SCORE, Double.NaN);
    }

    @Test
    void shouldAgreeWithAPlainFoldOfARandomBook() {
        final long seed = Long.getLong("seed", 20261121);
        final Random random = new Random(seed);
        final NaiveBook book = new NaiveBook();
        final SortedMap<Feature, Double> expected = new TreeMap<>();
        Map<Long, Long> bids = Map.of(995L, 10L);
        Map<Long, Long> asks = Map.of(1_005L, 10L);
        book.onSnapshot(sequence + 1, flat(bids), flat(asks));
        snapshot(bids, asks);
        double flow = 0;
        for (int i = 0; i < 20_000; i++) {
            bids = Map.of(990L + random.nextInt(10), (long) random.nextInt(4));
            asks = Map.of(1_001L + random.nextInt(10), (long) random.nextInt(4));
            final boolean wasValid = book.state == BookState.VALID;
            final double[] before = wasValid ? touch(book) : null;
            book.onDelta(sequence, sequence + 1, flat(bids), flat(asks));
            delta(bids, asks);
            features.sample(0, nowNs);
            if (book.state != BookState.VALID) {
                assertTrue(Double.isNaN(seen[Feature.BID.ordinal()]), "step " + i + " seed=" + seed);
                continue;
            }
            final double[] after = touch(book);
            if (wasValid) {
                flow += (after[0] >= before[0] ? after[1] : 0) - (after[0] <= before[0] ? before[1] : 0)
                    - (after[2] <= before[2] ? after[3] : 0) + (after[2] >= before[2] ? before[3] : 0);
            }
            expected.put(Feature.BID, after[0]);
            expected.put(Feature.ASK_QTY, after[3]);
            expected.put(Feature.BID_DEPTH, book.bids.values().stream().limit(10).mapToDouble(q -> q / (double) E8).sum());
            expected.put(Feature.BOOK_FLOW, flow);
            final long midE8 = (book.bids.firstKey() + book.asks.firstKey()) / 2;
            expected.put(Feature.ASK_NEAR, book.asks.entrySet().stream().filter(level -> 1_000 * level.getKey() <= 1_001 * midE8)
                .mapToDouble(level -> level.getValue() / (double) E8).sum());
            final int step = i;
            expected.forEach((feature, value) ->
                assertEquals(value, seen[feature.ordinal()], 1e-9, feature + " at step " + step + " seed=" + seed));
        }
    }

    private static double[] touch(final NaiveBook book) {
        return new double[] {
            book.bids.firstKey() / (double) E8, book.bids.firstEntry().getValue() / (double) E8,
            book.asks.firstKey() / (double) E8, book.asks.firstEntry().getValue() / (double) E8};
    }

    private void assertFeature(final Feature feature, final double expected) {
        features.sample(0, nowNs);
        assertEquals(expected, seen[feature.ordinal()], 1e-12, feature.toString());
    }

    private static long[] flat(final Map<Long, Long> levels) {
        return levels.entrySet().stream().flatMapToLong(
            level -> LongStream.of(level.getKey() * E8, level.getValue() * E8)).toArray();
    }

    private void snapshot(final Map<Long, Long> bids, final Map<Long, Long> asks) {
        final BookSnapshotEncoder message = new BookSnapshotEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(nowNs).bookSequence(++sequence).instrumentId(0).part().clear().first(true).last(true);
        final BookSnapshotEncoder.BidsEncoder bidLevels = message.bidsCount(bids.size());
        bids.forEach((price, qty) -> bidLevels.next().priceE8(price * E8).qtyE8(qty * E8));
        final BookSnapshotEncoder.AsksEncoder askLevels = message.asksCount(asks.size());
        asks.forEach((price, qty) -> askLevels.next().priceE8(price * E8).qtyE8(qty * E8));
        features.onInput(buffer, BookSnapshotEncoder.TEMPLATE_ID);
    }

    private void delta(final Map<Long, Long> bids, final Map<Long, Long> asks) {
        part(sequence, ++sequence, bids, asks, true, true);
    }

    private void part(
        final long before, final long now, final Map<Long, Long> bids, final Map<Long, Long> asks, final boolean first, final boolean last) {
        final BookDeltaEncoder message = new BookDeltaEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(nowNs).previousBookSequence(before).bookSequence(now).instrumentId(0)
            .part().clear().first(first).last(last);
        final BookDeltaEncoder.BidsEncoder bidLevels = message.bidsCount(bids.size());
        bids.forEach((price, qty) -> bidLevels.next().priceE8(price * E8).qtyE8(qty * E8));
        final BookDeltaEncoder.AsksEncoder askLevels = message.asksCount(asks.size());
        asks.forEach((price, qty) -> askLevels.next().priceE8(price * E8).qtyE8(qty * E8));
        features.onInput(buffer, BookDeltaEncoder.TEMPLATE_ID);
    }

    private void trade(final Side side, final long qtyE8) {
        new TradeEncoder().wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(nowNs).priceE8(100 * E8).qtyE8(qtyE8).instrumentId(0)
            .aggressorSide(side);
        features.onInput(buffer, TradeEncoder.TEMPLATE_ID);
    }

    private void signal(final SignalSource source, final double score, final int instrumentId) {
        signal(source, score, instrumentId, "");
    }

    private void signal(final SignalSource source, final double score, final int instrumentId, final String series) {
        new OutsideSignalEncoder().wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(nowNs).exchangeTimeNs(nowNs).score(score)
            .instrumentId(instrumentId).source(source).text("").series(series);
        features.onInput(buffer, OutsideSignalEncoder.TEMPLATE_ID);
    }
}
