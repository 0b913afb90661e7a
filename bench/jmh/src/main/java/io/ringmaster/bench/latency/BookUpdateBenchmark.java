package io.ringmaster.bench.latency;

import io.ringmaster.bench.PerOperation;
import io.ringmaster.bench.input.MarketLoop;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.pipeline.market.OrderBook;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import java.util.Comparator;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Question: what does one message cost that changes the order book, and what do two sorted maps cost with the same levels?
 *
 * <p>Input: the messages of a recorded perpetual (about 30 levels each), and those of a random market (one to four levels), in a circle that begins with a
 * snapshot. {@code orderBook} is the book alone, {@code marketState} also makes the view that the stages read, {@code treeMaps} is the baseline.
 *
 * <p>Changes a decision at: a book that is less than 3 times as fast as the maps. Then the sorted arrays are not worth their code.
 */
public class BookUpdateBenchmark extends PerOperation {

    /** Where the messages come from. */
    @Param({"recorded", "random"})
    public String market;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final OrderBook book = new OrderBook();
    private final MarketState state = new MarketState(1);
    private final MarketView view = new MarketView();
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private MarketLoop messages;

    @Setup
    public void load() {
        messages = MarketLoop.named(market, id -> id == BookSnapshotDecoder.TEMPLATE_ID || id == BookDeltaDecoder.TEMPLATE_ID);
    }

    @TearDown
    public void requireBooks() {
        if (book.gaps() + state.book(0).gaps() > 0) {
            throw new IllegalStateException("a book has gaps: the messages of the " + market + " market were not applied");
        }
    }

    @Benchmark
    public BookState orderBook() {
        messages.advance();
        if (messages.templateId == BookDeltaDecoder.TEMPLATE_ID) {
            book.onDelta(delta.wrapAndApplyHeader(messages.message, 0, header));
        } else {
            book.onSnapshot(snapshot.wrapAndApplyHeader(messages.message, 0, header));
        }
        return book.state();
    }

    @Benchmark
    public MarketView marketState() {
        messages.advance();
        state.onInput(messages.message, 0, messages.templateId, view);
        return view;
    }

    @Benchmark
    public long treeMaps() {
        messages.advance();
        if (messages.templateId == BookDeltaDecoder.TEMPLATE_ID) {
            mapDelta();
        } else {
            mapSnapshot();
        }
        return bids.isEmpty() || asks.isEmpty() ? 0 : bids.firstKey() + asks.firstKey();
    }

    private void mapDelta() {
        delta.wrapAndApplyHeader(messages.message, 0, header);
        for (final BookDeltaDecoder.BidsDecoder level = delta.bids(); level.hasNext(); ) {
            level.next();
            set(bids, level.priceE8(), level.qtyE8());
        }
        for (final BookDeltaDecoder.AsksDecoder level = delta.asks(); level.hasNext(); ) {
            level.next();
            set(asks, level.priceE8(), level.qtyE8());
        }
    }

    private void mapSnapshot() {
        snapshot.wrapAndApplyHeader(messages.message, 0, header);
        if (snapshot.part().first()) {
            bids.clear();
            asks.clear();
        }
        for (final BookSnapshotDecoder.BidsDecoder level = snapshot.bids(); level.hasNext(); ) {
            level.next();
            set(bids, level.priceE8(), level.qtyE8());
        }
        for (final BookSnapshotDecoder.AsksDecoder level = snapshot.asks(); level.hasNext(); ) {
            level.next();
            set(asks, level.priceE8(), level.qtyE8());
        }
    }

    private static void set(final TreeMap<Long, Long> side, final long priceE8, final long qtyE8) {
        if (qtyE8 == 0) {
            side.remove(priceE8);
        } else {
            side.put(priceE8, qtyE8);
        }
    }
}
