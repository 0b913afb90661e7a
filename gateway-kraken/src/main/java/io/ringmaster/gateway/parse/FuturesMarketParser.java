package io.ringmaster.gateway.parse;

import io.ringmaster.pipeline.feed.BookParts;
import io.ringmaster.pipeline.feed.Levels;
import io.ringmaster.pipeline.feed.TickerRow;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The public feeds {@code book}, {@code trade} and {@code ticker} of Kraken Derivatives WebSocket v1, encoded as events.
 *
 * <p>A book begins with a snapshot; what comes before it is passed over. Its messages are numbered without holes, so a number left out
 * means a lost level: the book is void from there until its next snapshot, and the listener is notified. The snapshot of trades is history:
 * only what happened while we were away is handed on. The venue's own state comes with the ticker and is an event when it changes. A number
 * or a time that cannot be costs its own message and none after it.
 */
final class FuturesMarketParser implements FeedParser {

    private static final long MS_TO_NS = 1_000_000;
    private static final int BOOK = 0;
    private static final int BOOK_SNAPSHOT = 1;
    private static final int TRADE = 2;
    private static final int TRADE_SNAPSHOT = 3;
    private static final int TICKER = 4;
    private static final int HEARTBEAT = 5;
    private static final Words FEEDS = Words.of("book", "book_snapshot", "trade", "trade_snapshot", "ticker", "heartbeat");
    private static final Words SIDES = Words.of("buy", "sell");

    private final InputSink sink;
    private final FeedListener listener;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[FuturesFrames.MAX_MESSAGE_BYTES]);
    private final FuturesProduct[] products;
    private final Levels bids = new Levels();
    private final Levels asks = new Levels();
    private final TickerRow ticker = new TickerRow();
    private final List<TradeRow> trades = new ArrayList<>();
    private int tradeCount;
    private final TradeRow only = new TradeRow();
    private long timestampMs;
    private boolean isSuspended;
    private boolean isPostOnly;
    private long gaps;
    private long duplicates;
    private long early;

    FuturesMarketParser(final int instruments, final InputSink sink, final FeedListener listener) {
        this.sink = sink;
        this.listener = listener;
        products = new FuturesProduct[instruments];
        Arrays.setAll(products, FuturesProduct::new);
    }

    @Override
    public Words feeds() {
        return FEEDS;
    }

    @Override
    public void begin() {
        only.clear();
        bids.clear();
        asks.clear();
        ticker.clear();
        tradeCount = 0;
        timestampMs = 0;
        isSuspended = false;
        isPostOnly = false;
    }

    @Override
    public void onField(final JsonFrame json, final String name) {
        switch (name) {
            case "side", "seq", "price", "qty", "time" -> only.onField(json, name);
            case "timestamp" -> timestampMs = json.whole();
            case "bids" -> readLevels(json, bids);
            case "asks" -> readLevels(json, asks);
            case "trades" -> readTrades(json);
            default -> onTickerField(json, name);
        }
    }

    private void onTickerField(final JsonFrame json, final String name) {
        if (json.isNull()) {
            return;
        }
        if (FuturesTicker.read(name, json, ticker)) {
            return;
        }
        switch (name) {
            case "suspended" -> isSuspended = json.isTrue();
            case "post_only" -> isPostOnly = json.isTrue();
            default -> json.skip();
        }
    }

    /** Reads an array of {@code {"price":…,"qty":…}}. */
    static void readLevels(final JsonFrame json, final Levels levels) {
        while (json.nextObject()) {
            long priceE8 = 0;
            long qtyE8 = -1;
            while (json.nextField()) {
                switch (json.name()) {
                    case "price" -> priceE8 = json.exactE8();
                    case "qty" -> qtyE8 = json.exactE8();
                    default -> json.skip();
                }
            }
            levels.add(positive(priceE8, "price"), notNegative(qtyE8, "qty"));
        }
    }

    private void readTrades(final JsonFrame json) {
        while (json.nextObject()) {
            if (tradeCount == trades.size()) {
                trades.add(new TradeRow());
            }
            final TradeRow trade = trades.get(tradeCount++);
            trade.clear();
            while (json.nextField()) {
                trade.onField(json, json.name());
            }
        }
    }

    @Override
    public void onMessage(final int feed, final int instrumentId, final long receiveTimeNs) {
        if (feed == HEARTBEAT) {
            return;
        }
        if (instrumentId < 0) {
            throw new MalformedMessageException("field 'product_id' is missing");
        }
        switch (feed) {
            case BOOK -> onDelta(instrumentId, receiveTimeNs);
            case BOOK_SNAPSHOT -> onSnapshot(instrumentId, receiveTimeNs);
            case TRADE -> onTrade(products[instrumentId], only, receiveTimeNs);
            case TRADE_SNAPSHOT -> onTradeSnapshot(products[instrumentId], receiveTimeNs);
            case TICKER -> onTicker(products[instrumentId], receiveTimeNs);
            default -> throw new IllegalStateException("a feed without a branch: " + feed);
        }
    }

    private void onSnapshot(final int id, final long receiveTimeNs) {
        final FuturesProduct product = products[id];
        final BookParts book = product.book;
        book.bids.copyFrom(bids);
        book.asks.copyFrom(asks);
        book.beginSnapshot(receiveTimeNs, timestampMs * MS_TO_NS, positive(only.sequence, "seq"));
        while (book.isPending()) {
            send(book.encodeNext(buffer));
        }
        product.deltaNumbers.onSnapshot(only.sequence);
        product.isWhole = true;
        if (product.isDown) {
            product.isDown = false;
            send(product.encoder.feedState(buffer, receiveTimeNs, product.condition));
        }
        listener.onBookWhole(id);
    }

    private void onDelta(final int id, final long receiveTimeNs) {
        final long sequence = positive(only.sequence, "seq");
        final long priceE8 = positive(only.priceE8, "price");
        final long qtyE8 = notNegative(only.qtyE8, "qty");
        final FuturesProduct product = products[id];
        final DeltaNumbers numbers = product.deltaNumbers;
        if (!product.isWhole) {
            early++;
            numbers.remember(sequence, priceE8, qtyE8, only.side());
            return;
        }
        final long before = numbers.last();
        switch (numbers.judge(sequence, priceE8, qtyE8, only.side())) {
            case PASS_OVER -> duplicates++;
            case LOST -> {
                gaps++;
                takeDown(product, receiveTimeNs);
                listener.onBookLost(id, "number " + sequence + " follows " + before);
            }
            case APPLY -> {
                final BookParts book = product.book;
                book.bids.clear();
                book.asks.clear();
                (only.side() == Side.BUY ? book.bids : book.asks).add(priceE8, qtyE8);
                book.beginDelta(receiveTimeNs, timestampMs * MS_TO_NS, before, sequence);
                send(book.encodeNext(buffer));
            }
        }
    }

    private void takeDown(final FuturesProduct product, final long timeNs) {
        product.isWhole = false;
        product.isDown = true;
        send(product.encoder.feedState(buffer, timeNs, FeedCondition.DOWN));
    }

    private void onTrade(final FuturesProduct product, final TradeRow trade, final long receiveTimeNs) {
        final long sequence = positive(trade.sequence, "seq");
        final long priceE8 = positive(trade.priceE8, "price");
        final long qtyE8 = positive(trade.qtyE8, "qty");
        if (!product.tradeNumbers.isNew(sequence, trade.timeMs, priceE8, qtyE8, trade.side())) {
            duplicates++;
            return;
        }
        send(product.encoder.trade(buffer, receiveTimeNs, trade.timeMs * MS_TO_NS, sequence, priceE8, qtyE8, trade.side()));
    }

    /** Newest first. On the first connection all of it is history; later, trades that are not known yet happened while we were away. */
    private void onTradeSnapshot(final FuturesProduct product, final long receiveTimeNs) {
        if (tradeCount == 0) {
            return;
        }
        final TradeNumbers numbers = product.tradeNumbers;
        final TradeRow newest = trades.getFirst();
        final boolean isHistory = numbers.isEmpty();
        final long last = numbers.last();
        final long lastTimeMs = numbers.lastTime();
        final boolean isNumberedAnew = newest.sequence < last;
        for (int i = tradeCount - 1; i >= 0; i--) {
            final TradeRow trade = trades.get(i);
            final boolean isLater = isNumberedAnew ? trade.timeMs > lastTimeMs : trade.sequence > last;
            if (!isHistory && isLater) {
                onTrade(product, trade, receiveTimeNs);
            } else if (!numbers.isKnown(trade.sequence, trade.timeMs, trade.priceE8, trade.qtyE8, trade.side())) {
                numbers.remember(trade.sequence, trade.timeMs, trade.priceE8, trade.qtyE8, trade.side());
            }
        }
        if (isHistory || isNumberedAnew) {
            numbers.goOnFrom(positive(newest.sequence, "seq"), newest.timeMs);
        }
    }

    private void onTicker(final FuturesProduct product, final long receiveTimeNs) {
        if (product.tickerTimes.isNew(only.timeMs)) {
            ticker.receiveTimeNs = receiveTimeNs;
            ticker.exchangeTimeNs = only.timeMs * MS_TO_NS;
            send(product.encoder.ticker(buffer, ticker));
        }
        final FeedCondition condition =
            isSuspended ? FeedCondition.SUSPENDED : isPostOnly ? FeedCondition.POST_ONLY : FeedCondition.UP;
        if (condition != product.condition) {
            product.condition = condition;
            if (!product.isDown) {
                send(product.encoder.feedState(buffer, receiveTimeNs, condition));
            }
        }
    }

    private void send(final int length) {
        sink.onInput(buffer, 0, length);
    }

    private static long positive(final long value, final String field) {
        if (value <= 0) {
            throw new MalformedMessageException("field '" + field + "' is missing or not positive");
        }
        return value;
    }

    private static long notNegative(final long value, final String field) {
        if (value < 0) {
            throw new MalformedMessageException("field '" + field + "' is missing or negative");
        }
        return value;
    }

    /** It may have been a change of any book: all of them are void until their next snapshot. */
    @Override
    public void onLost(final long timeNs) {
        for (final FuturesProduct product : products) {
            product.tickerTimes.reset();
            if (!product.isDown) {
                takeDown(product, timeNs);
            }
        }
    }

    /** Books that lost a message. */
    long gaps() {
        return gaps;
    }

    /** Messages that were older than what is known. */
    long duplicates() {
        return duplicates;
    }

    /** Changes of a book before its snapshot. */
    long early() {
        return early;
    }

    /** Times a trade was left out. */
    long tradeGaps() {
        return Arrays.stream(products).mapToLong(product -> product.tradeNumbers.gaps()).sum();
    }

    /** One trade, or one change of the book: they have the same fields. */
    private static final class TradeRow {

        private int sideIndex;
        private long sequence;
        private long timeMs;
        private long priceE8;
        private long qtyE8;

        void clear() {
            sideIndex = Words.UNKNOWN;
            sequence = 0;
            timeMs = 0;
            priceE8 = 0;
            qtyE8 = -1;
        }

        void onField(final JsonFrame json, final String name) {
            switch (name) {
                case "side" -> sideIndex = json.word(SIDES);
                case "seq" -> sequence = json.whole();
                case "time" -> timeMs = json.whole();
                case "price" -> priceE8 = json.exactE8();
                case "qty" -> qtyE8 = json.exactE8();
                default -> json.skip();
            }
        }

        Side side() {
            if (sideIndex == Words.UNKNOWN) {
                throw new MalformedMessageException("field 'side' is neither buy nor sell");
            }
            return sideIndex == 0 ? Side.BUY : Side.SELL;
        }
    }
}
