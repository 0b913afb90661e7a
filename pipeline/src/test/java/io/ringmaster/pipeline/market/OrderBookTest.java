package io.ringmaster.pipeline.market;

import static io.ringmaster.pipeline.market.BookMessages.NOTHING;
import static io.ringmaster.pipeline.market.BookMessages.levels;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class OrderBookTest {

    private static final long SEED = Long.getLong("seed", 20261121);

    private final OrderBook book = new OrderBook();
    private final BookMessages messages = new BookMessages(book);

    @Test
    void shouldAgreeWithTheNaiveBookOnRandomStreams() {
        for (int stream = 0; stream < 150; stream++) {
            final Random random = new Random(SEED + stream);
            final OrderBook fast = new OrderBook();
            final BookMessages toFast = new BookMessages(fast);
            final NaiveBook naive = new NaiveBook();
            long sequence = 100;
            long middle = 600_000;
            for (int message = 0; message < 250; message++) {
                final String label = "seed=" + (SEED + stream) + " message=" + message;
                middle += random.nextInt(21) - 10;
                final long[] bids = side(random, middle, -1, stream % 2 == 0);
                final long[] asks = side(random, middle, 1, stream % 2 == 0);
                final int what = random.nextInt(100);
                if (message == 1 || what < 4) {
                    sequence += random.nextInt(5);
                    naive.onSnapshot(sequence, bids, asks);
                    toFast.snapshot(sequence, bids, asks);
                } else if (what == 4) {
                    if (naive.state != BookState.NONE) {
                        naive.drop(BookState.DISCONNECTED);
                    }
                    fast.onDisconnect();
                } else {
                    final long previous = what < 6 ? sequence + 1 : what < 10 ? sequence - 2 : sequence;
                    final long next = what >= 8 && what < 10 ? sequence - 1 : previous + 1 + random.nextInt(3);
                    naive.onDelta(previous, next, bids, asks);
                    toFast.delta(previous, next, bids, asks);
                    sequence = Math.max(next, sequence);
                }
                assertSame(label, naive, fast);
            }
        }
    }

    /** The best jumps farther than the part of a side that is kept without sorting, and some prices are between the steps of the others. */
    @Test
    void shouldAgreeWithTheNaiveBookWhileTheBestJumpsAndStepsShrink() {
        for (int stream = 0; stream < 40; stream++) {
            final Random random = new Random(SEED + stream);
            final OrderBook fast = new OrderBook();
            final BookMessages toFast = new BookMessages(fast);
            final NaiveBook naive = new NaiveBook();
            final long[] steps = {10_000_000, 5_000, 12, 1};
            for (int message = 1; message <= 200; message++) {
                final long stepE8 = steps[random.nextInt(message / 60 + 1)];
                final long[] bids = jumping(random, stepE8, naive.bids);
                final long[] asks = jumping(random, stepE8, naive.asks);
                if (message == 1 || message == 120) {
                    naive.onSnapshot(message, bids, asks);
                    toFast.snapshot(message, bids, asks);
                } else {
                    naive.onDelta(message - 1, message, bids, asks);
                    toFast.delta(message - 1, message, bids, asks);
                }
                assertSame("seed=" + (SEED + stream) + " message=" + message, naive, fast);
            }
        }
    }

    private static long[] jumping(final Random random, final long stepE8, final NavigableMap<Long, Long> known) {
        final long[] levels = new long[2 * (1 + random.nextInt(12))];
        for (int i = 0; i < levels.length; i += 2) {
            final boolean isKnown = !known.isEmpty() && random.nextInt(3) == 0;
            levels[i] = isKnown ? known.firstKey() : stepE8 * (1 + random.nextInt(1 << 6 + random.nextInt(13)));
            levels[i + 1] = isKnown ? 0 : 1 + random.nextInt(1_000);
        }
        return levels;
    }

    @Test
    void shouldBeVoidFromAGapToTheNextSnapshot() {
        messages.snapshot(10, levels(99, 1), levels(101, 2));
        messages.delta(11, 12, levels(99, 9), NOTHING);
        assertEquals(BookState.GAPPED, book.state());
        assertEquals(1, book.gaps());
        assertEquals(0, book.bestBidE8());
        messages.delta(12, 13, levels(99, 9), NOTHING);
        assertEquals(BookState.GAPPED, book.state());
        assertEquals(1, book.gaps());
        messages.snapshot(13, levels(98, 1), levels(102, 2));
        assertEquals(BookState.VALID, book.state());
        assertEquals(98, book.bestBidE8());
        assertEquals(102, book.bestAskE8());
    }

    @Test
    void shouldCountAndIgnoreWhatItKnowsAlready() {
        messages.snapshot(10, levels(99, 1), levels(101, 2));
        messages.delta(10, 11, levels(99, 5), NOTHING);
        messages.delta(10, 11, levels(99, 7), NOTHING);
        messages.delta(8, 9, levels(99, 7), NOTHING);
        assertEquals(BookState.VALID, book.state());
        assertEquals(5, book.bestBidQtyE8());
        assertEquals(2, book.duplicates());
        assertEquals(0, book.gaps());
    }

    @Test
    void shouldBeCrossedUntilItUncrosses() {
        messages.snapshot(10, levels(99, 1), levels(101, 2));
        messages.delta(10, 11, levels(101, 1), NOTHING);
        assertEquals(BookState.CROSSED, book.state());
        assertEquals(0, book.imbalance(10));
        messages.delta(11, 12, levels(101, 3), NOTHING);
        assertEquals(1, book.crossings());
        messages.delta(12, 13, NOTHING, levels(101, 0, 102, 3));
        assertEquals(BookState.VALID, book.state());
    }

    @Test
    void shouldBeOneSidedWhileASideIsEmpty() {
        messages.snapshot(10, levels(99, 1), NOTHING);
        assertEquals(BookState.ONE_SIDED, book.state());
        messages.delta(10, 11, NOTHING, levels(101, 1));
        assertEquals(BookState.VALID, book.state());
        messages.delta(11, 12, levels(99, 0), NOTHING);
        assertEquals(BookState.ONE_SIDED, book.state());
        assertEquals(101, book.bestAskE8());
    }

    @Test
    void shouldNotBeReadBetweenParts() {
        messages.snapshotPart(10, true, false, levels(99, 1), NOTHING);
        assertEquals(BookState.PARTIAL, book.state());
        messages.snapshotPart(10, false, true, NOTHING, levels(101, 1));
        assertEquals(BookState.VALID, book.state());
        messages.deltaPart(10, 15, true, false, levels(100, 1), NOTHING);
        assertEquals(BookState.PARTIAL, book.state());
        messages.deltaPart(10, 15, false, true, levels(100, 0), NOTHING);
        assertEquals(BookState.VALID, book.state());
        assertEquals(99, book.bestBidE8());
    }

    @Test
    void shouldBeVoidWhenAPartIsMissing() {
        messages.snapshot(10, levels(99, 1), levels(101, 2));
        messages.deltaPart(10, 11, true, false, levels(100, 1), NOTHING);
        messages.delta(11, 12, levels(99, 1), NOTHING);
        assertEquals(BookState.GAPPED, book.state(), "the last part of 11 is missing");

        messages.snapshot(20, levels(99, 1), levels(101, 2));
        messages.deltaPart(20, 21, false, true, levels(100, 1), NOTHING);
        assertEquals(BookState.GAPPED, book.state(), "the first part of 21 is missing");

        messages.snapshotPart(30, true, false, levels(99, 1), levels(101, 2));
        messages.snapshotPart(31, false, true, levels(98, 1), NOTHING);
        assertEquals(BookState.GAPPED, book.state(), "parts of 30 and of 31 are missing");
        assertEquals(3, book.gaps());
    }

    @Test
    void shouldBeVoidAfterALevelThatCannotBe() {
        messages.snapshot(10, levels(99, 1), levels(101, 2));
        messages.delta(10, 11, levels(99, -1), NOTHING);
        assertEquals(BookState.GAPPED, book.state());
        assertEquals(1, book.invalidLevels());
        messages.delta(11, 12, levels(99, 1), NOTHING);
        assertEquals(BookState.GAPPED, book.state());
    }

    @Test
    void shouldBeVoidWhenTheConnectionIsGone() {
        messages.snapshot(10, levels(99, 1), levels(101, 2));
        book.onDisconnect();
        assertEquals(BookState.DISCONNECTED, book.state());
        messages.delta(10, 11, levels(99, 1), NOTHING);
        assertEquals(BookState.DISCONNECTED, book.state());
        assertEquals(0, book.bidLevels());
    }

    private static void assertSame(final String label, final NaiveBook naive, final OrderBook fast) {
        assertEquals(naive.state, fast.state(), label);
        assertSide(label + " bids", naive.bids, fast.bidLevels(), fast::bidPriceE8, fast::bidQtyE8);
        assertSide(label + " asks", naive.asks, fast.askLevels(), fast::askPriceE8, fast::askQtyE8);
        assertEquals(naive.bids.isEmpty() ? 0 : naive.bids.firstKey(), fast.bestBidE8(), label);
        assertEquals(naive.asks.isEmpty() ? 0 : naive.asks.firstEntry().getValue(), fast.bestAskQtyE8(), label);
        assertEquals(naive.imbalance(10), fast.imbalance(10), 1e-12, label);
    }

    private static void assertSide(
        final String label, final NavigableMap<Long, Long> naive, final int size, final IntToLongFunction price,
        final IntToLongFunction qty) {
        assertEquals(naive.size(), size, label);
        int rank = 0;
        for (final Map.Entry<Long, Long> level : naive.entrySet()) {
            assertEquals(level.getKey(), price.applyAsLong(rank), label + " rank " + rank);
            assertEquals(level.getValue(), qty.applyAsLong(rank++), label + " rank " + rank);
        }
    }

    /** @param wide whether levels lie far apart now and then */
    private static long[] side(final Random random, final long middle, final int sign, final boolean wide) {
        final long[] levels = new long[2 * random.nextInt(30)];
        for (int i = 0; i < levels.length; i += 2) {
            final long away = wide && random.nextInt(10) == 0 ? random.nextInt(200_000) : random.nextInt(40) - 1;
            levels[i] = middle + sign * away;
            levels[i + 1] = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(1_000);
        }
        return levels;
    }
}
