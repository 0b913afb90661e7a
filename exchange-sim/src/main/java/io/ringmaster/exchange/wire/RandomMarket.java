package io.ringmaster.exchange.wire;

import io.ringmaster.pipeline.feed.BookParts;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.feed.TickerRow;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.SplittableRandom;
import org.agrona.MutableDirectBuffer;

/** An endless market of one instrument out of a seed: a book that breathes, a price that walks, trades that take. */
public final class RandomMarket implements MarketDataSource {

    private static final int LEVELS = 25;
    private static final int LARGEST_LOTS = 20_000;
    private static final long TICKER_NS = 1_000_000_000L;
    private static final int MEAN_STEP_NS = 50_000_000;
    private static final double MOVE = 0.1;
    private static final double TRADE = 0.25;

    private final InstrumentDefinition instrument;
    private final SplittableRandom random;
    private final BookParts book;
    private final MarketEncoder encoder;
    private final TickerRow ticker = new TickerRow();
    private final long[] bidQtyE8 = new long[LEVELS];
    private final long[] askQtyE8 = new long[LEVELS];
    private long bestBidTicks;
    private long timeNs;
    private long tickerDueNs;
    private long sequence;
    private long trades;

    /**
     * @param priceE8 where it begins
     * @param startNs event time of the first message
     */
    public RandomMarket(final InstrumentDefinition instrument, final int instrumentId, final long priceE8, final long startNs, final long seed) {
        this.instrument = instrument;
        random = new SplittableRandom(seed);
        book = new BookParts(instrumentId);
        encoder = new MarketEncoder(instrumentId);
        bestBidTicks = priceE8 / instrument.tickE8();
        timeNs = startNs;
        tickerDueNs = startNs;
        for (int i = 0; i < LEVELS; i++) {
            bidQtyE8[i] = size();
            askQtyE8[i] = size();
        }
    }

    private long size() {
        return (1 + random.nextInt(LARGEST_LOTS)) * instrument.lotE8();
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        if (book.isPending()) {
            return book.encodeNext(buffer);
        }
        if (sequence == 0) {
            return first(buffer);
        }
        timeNs += 1 + random.nextInt(2 * MEAN_STEP_NS);
        if (timeNs >= tickerDueNs) {
            tickerDueNs = timeNs + TICKER_NS;
            return ticker(buffer);
        }
        final double what = random.nextDouble();
        if (what < TRADE) {
            return trade(buffer);
        }
        beginChange();
        if (what < TRADE + MOVE) {
            move(random.nextBoolean());
        } else {
            breathe();
        }
        return book.encodeNext(buffer);
    }

    private int first(final MutableDirectBuffer buffer) {
        for (int i = 0; i < LEVELS; i++) {
            book.bids.add(bidE8(i), bidQtyE8[i]);
            book.asks.add(askE8(i), askQtyE8[i]);
        }
        book.beginSnapshot(timeNs, timeNs, ++sequence);
        return book.encodeNext(buffer);
    }

    private void beginChange() {
        book.bids.clear();
        book.asks.clear();
        book.beginDelta(timeNs, timeNs, sequence, sequence + 1);
        sequence++;
    }

    private void breathe() {
        final int level = random.nextInt(LEVELS);
        if (random.nextBoolean()) {
            bidQtyE8[level] = size();
            book.bids.add(bidE8(level), bidQtyE8[level]);
        } else {
            askQtyE8[level] = size();
            book.asks.add(askE8(level), askQtyE8[level]);
        }
    }

    /** The book moves one tick up or down: one side loses its farthest level, the other gains a new best price. */
    private void move(final boolean up) {
        final long[] growing = up ? bidQtyE8 : askQtyE8;
        final long[] shrinking = up ? askQtyE8 : bidQtyE8;
        if (up) {
            book.bids.add(bidE8(LEVELS - 1), 0);
            book.asks.add(askE8(0), 0);
        } else {
            book.asks.add(askE8(LEVELS - 1), 0);
            book.bids.add(bidE8(0), 0);
        }
        bestBidTicks += up ? 1 : -1;
        System.arraycopy(growing, 0, growing, 1, LEVELS - 1);
        System.arraycopy(shrinking, 1, shrinking, 0, LEVELS - 1);
        growing[0] = size();
        shrinking[LEVELS - 1] = size();
        (up ? book.bids : book.asks).add(up ? bidE8(0) : askE8(0), growing[0]);
        (up ? book.asks : book.bids).add(up ? askE8(LEVELS - 1) : bidE8(LEVELS - 1), shrinking[LEVELS - 1]);
    }

    private int trade(final MutableDirectBuffer buffer) {
        final Side aggressor = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long[] taken = aggressor == Side.BUY ? askQtyE8 : bidQtyE8;
        final long lots = taken[0] / instrument.lotE8();
        if (lots < 2) {
            beginChange();
            breathe();
            return book.encodeNext(buffer);
        }
        final long qtyE8 = (1 + random.nextLong(lots - 1)) * instrument.lotE8();
        taken[0] -= qtyE8;
        final long priceE8 = aggressor == Side.BUY ? askE8(0) : bidE8(0);
        beginChange();
        (aggressor == Side.BUY ? book.asks : book.bids).add(priceE8, taken[0]);
        return encoder.trade(buffer, timeNs, timeNs, ++trades, priceE8, qtyE8, aggressor);
    }

    private int ticker(final MutableDirectBuffer buffer) {
        ticker.clear();
        ticker.receiveTimeNs = timeNs;
        ticker.exchangeTimeNs = timeNs;
        ticker.bidE8 = bidE8(0);
        ticker.askE8 = askE8(0);
        ticker.markE8 = bidE8(0) + instrument.tickE8() / 2;
        ticker.indexE8 = ticker.markE8;
        ticker.fundingRateE8 = FixedPoint.multiplyHalfEven(ticker.markE8, 1_000);
        ticker.openInterestE8 = 10_000 * FixedPoint.ONE;
        return encoder.ticker(buffer, ticker);
    }

    private long bidE8(final int level) {
        return (bestBidTicks - level) * instrument.tickE8();
    }

    private long askE8(final int level) {
        return (bestBidTicks + 1 + level) * instrument.tickE8();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
