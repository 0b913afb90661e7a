package io.ringmaster.cli.session;

import io.ringmaster.pipeline.feed.BookParts;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.feed.TickerRow;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.agrona.MutableDirectBuffer;

/**
 * A market of books, trades and tickers that walk at random and sometimes jump: every instrument has each kind of event that a venue sends, and orders
 * meet a changed book.
 */
final class MadeMarket implements MarketDataSource {

    private static final int LEVELS = 100;
    private static final int CHANGES = 4;
    private static final int JUMP = 50;
    private static final int ONE_IN = 64;
    private static final long BURST_NS = 20_000;
    private static final long FIRST_TICKS = 10_000;

    private final List<InstrumentDefinition> instruments;
    private final BooleanSupplier isWanted;
    private final long stepNs;
    private final SplittableRandom random = new SplittableRandom(71);
    private final BookParts[] books;
    private final MarketEncoder[] encoders;
    private final long[] midTicks;
    private final long[] sequences;
    private final TickerRow row = new TickerRow();
    private long timeNs;
    private long events;

    /**
     * @param stepNs   event time between two events
     * @param isWanted whether another event is wanted; asked before each
     */
    MadeMarket(final List<InstrumentDefinition> instruments, final long firstTimeNs, final long stepNs, final BooleanSupplier isWanted) {
        this.instruments = instruments;
        this.isWanted = isWanted;
        this.stepNs = stepNs;
        timeNs = firstTimeNs;
        books = new BookParts[instruments.size()];
        encoders = new MarketEncoder[instruments.size()];
        midTicks = new long[instruments.size()];
        sequences = new long[instruments.size()];
        for (int id = 0; id < books.length; id++) {
            books[id] = new BookParts(id);
            encoders[id] = new MarketEncoder(id);
            midTicks[id] = FIRST_TICKS;
        }
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        if (!isWanted.getAsBoolean()) {
            return 0;
        }
        // Every other event comes while the orders of the one before are under way.
        final long burstNs = Math.min(BURST_NS, stepNs);
        timeNs += events % 2 == 0 ? 2 * stepNs - burstNs : burstNs;
        final int id = (int) (events % books.length);
        final long turn = events++ / books.length;
        if (turn == 0) {
            return book(buffer, id, turn, LEVELS);
        }
        return switch ((int) (turn % 8)) {
            case 0 -> ticker(buffer, id);
            case 1, 2, 3 -> encoders[id].trade(
                buffer, timeNs, timeNs, turn, priceE8(id, midTicks[id]), FixedPoint.ONE, random.nextBoolean() ? Side.BUY : Side.SELL);
            default -> {
                final boolean jumps = random.nextInt(ONE_IN) == 0;
                midTicks[id] = Math.max(FIRST_TICKS / 2, midTicks[id] + (jumps ? random.nextInt(-JUMP, JUMP + 1) : random.nextInt(-2, 3)));
                yield book(buffer, id, turn, jumps ? JUMP : CHANGES);
            }
        };
    }

    /** The levels around the mid; those that the mid has passed are taken away. */
    private int book(final MutableDirectBuffer buffer, final int id, final long turn, final int levels) {
        final BookParts book = books[id];
        book.bids.clear();
        book.asks.clear();
        for (int i = 1; i <= levels; i++) {
            book.bids.add(priceE8(id, midTicks[id] - i), quantityE8(id));
            book.asks.add(priceE8(id, midTicks[id] + i), quantityE8(id));
            if (turn > 0) {
                book.bids.add(priceE8(id, midTicks[id] + i - 1), 0);
                book.asks.add(priceE8(id, midTicks[id] - i + 1), 0);
            }
        }
        if (turn == 0) {
            book.beginSnapshot(timeNs, timeNs, 1);
        } else {
            book.beginDelta(timeNs, timeNs, sequences[id], sequences[id] + 1);
        }
        sequences[id]++;
        return book.encodeNext(buffer);
    }

    private int ticker(final MutableDirectBuffer buffer, final int id) {
        row.clear();
        row.receiveTimeNs = timeNs;
        row.exchangeTimeNs = timeNs;
        row.markE8 = priceE8(id, midTicks[id]);
        row.indexE8 = row.markE8;
        row.lastE8 = row.markE8;
        return encoders[id].ticker(buffer, row);
    }

    private long priceE8(final int id, final long ticks) {
        return ticks * instruments.get(id).tickE8();
    }

    /** Some levels are so small that an order takes only a part there. */
    private long quantityE8(final int id) {
        final int lots = random.nextInt(1, 10);
        return lots < 3 ? lots * instruments.get(id).lotE8() : lots * FixedPoint.ONE;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
