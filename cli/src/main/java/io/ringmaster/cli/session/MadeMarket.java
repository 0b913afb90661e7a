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

/** A market of books, trades and tickers that walk at random: every instrument has each kind of event that a venue sends. */
final class MadeMarket implements MarketDataSource {

    private static final int LEVELS = 100;
    private static final int CHANGES = 4;
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
        timeNs += stepNs;
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
                midTicks[id] = Math.max(FIRST_TICKS / 2, midTicks[id] + random.nextInt(-2, 3));
                yield book(buffer, id, turn, CHANGES);
            }
        };
    }

    /** The levels around the mid; those that the mid has passed are taken away. */
    private int book(final MutableDirectBuffer buffer, final int id, final long turn, final int levels) {
        final BookParts book = books[id];
        book.bids.clear();
        book.asks.clear();
        for (int i = 1; i <= levels; i++) {
            book.bids.add(priceE8(id, midTicks[id] - i), quantityE8());
            book.asks.add(priceE8(id, midTicks[id] + i), quantityE8());
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

    private long quantityE8() {
        return FixedPoint.ONE * (1 + random.nextInt(9));
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
