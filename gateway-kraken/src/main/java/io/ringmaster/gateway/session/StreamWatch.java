package io.ringmaster.gateway.session;

import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.OrderBook;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sees every event of one connection to public feeds on its way to the pipeline, and finds the stream that has stopped while others continue:
 *
 * <ul>
 * <li>a book that stays crossed, or does not change although trades happen or the ticker shows another touch;</li>
 * <li>trades that do not come although the ticker's last price changes;</li>
 * <li>a ticker that does not come although the book changes or trades happen, or at all.</li>
 * </ul>
 *
 * <p>A stream that has stopped is reported until it continues, and is subscribed to again, each time after a longer pause. A book that has
 * stopped is void until its next snapshot, and an event says so. One thread; allocates nothing for an event.
 */
public final class StreamWatch implements InputSink {

    private static final long SHORTEST_SILENCE_MS = 3_000;
    private static final long CROSSED_MS = 500;
    /** So much later than the book's last change a trade must come to show that the book has stopped: feeds are not in step. */
    private static final long OUT_OF_STEP_MS = 1_000;
    private static final long FIRST_PAUSE_MS = 5_000;
    private static final long LONGEST_PAUSE_MS = 60_000;
    private static final long LOOK_EVERY_MS = 100;

    private final List<String> names;
    private final Set<MarketStream> subscribed;
    private final long silenceMs;
    private final InputSink events;
    private final Resubscription resubscription;
    private final Product[] products;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final FeedStateDecoder feed = new FeedStateDecoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
    private long nowMs;
    private long lookDueMs;
    private boolean isOpen;
    private volatile List<String> problems = List.of();

    /** Subscribes to a stream of an instrument again. */
    @FunctionalInterface
    public interface Resubscription {

        void again(MarketStream stream, int instrumentId, String why);
    }

    private static final class Product {

        private final OrderBook book = new OrderBook();
        private final MarketEncoder encoder;
        private final long[] heardMs = new long[MarketStream.values().length];
        private final long[] againMs = new long[MarketStream.values().length];
        private final long[] pauseMs = new long[MarketStream.values().length];
        private final boolean[] hasStopped = new boolean[MarketStream.values().length];
        private long crossedSinceMs;
        private long otherTouchSinceMs;
        private long lastPriceE8;
        private long lastPriceChangedMs;
        private FeedCondition condition = FeedCondition.DOWN;
        private boolean isVoided;

        private Product(final int instrumentId) {
            encoder = new MarketEncoder(instrumentId);
        }
    }

    /**
     * @param names      of the instruments, by id; empty for one that is not on this connection
     * @param subscribed streams of each
     * @param events     takes every event, and those that say that a book is void or whole again
     */
    public StreamWatch(
        final List<String> names, final Set<MarketStream> subscribed, final FeedSettings settings, final InputSink events,
        final Resubscription resubscription) {
        this.names = List.copyOf(names);
        this.subscribed = subscribed;
        silenceMs = Math.max(SHORTEST_SILENCE_MS, settings.silenceMs() / 2);
        this.events = events;
        this.resubscription = resubscription;
        products = new Product[names.size()];
        for (int id = 0; id < products.length; id++) {
            products[id] = new Product(id);
        }
    }

    // ------------------------------------------------------------------ events

    @Override
    public void onInput(final DirectBuffer event, final int offset, final int length) {
        switch (InputMessage.templateId(event, offset)) {
            case BookDeltaDecoder.TEMPLATE_ID -> {
                delta.wrapAndApplyHeader(event, offset, header);
                final Product product = products[delta.instrumentId()];
                product.book.onDelta(delta);
                onBook(product);
                events.onInput(event, offset, length);
            }
            case BookSnapshotDecoder.TEMPLATE_ID -> {
                snapshot.wrapAndApplyHeader(event, offset, header);
                final Product product = products[snapshot.instrumentId()];
                product.book.onSnapshot(snapshot);
                onBook(product);
                events.onInput(event, offset, length);
                restore(product);
            }
            case TradeDecoder.TEMPLATE_ID -> {
                heard(products[trade.wrapAndApplyHeader(event, offset, header).instrumentId()], MarketStream.TRADES);
                events.onInput(event, offset, length);
            }
            case TickerDecoder.TEMPLATE_ID -> {
                onTicker(ticker.wrapAndApplyHeader(event, offset, header));
                events.onInput(event, offset, length);
            }
            case FeedStateDecoder.TEMPLATE_ID -> {
                onFeedState(feed.wrapAndApplyHeader(event, offset, header));
                events.onInput(event, offset, length);
            }
            default -> events.onInput(event, offset, length);
        }
    }

    private void heard(final Product product, final MarketStream stream) {
        product.heardMs[stream.ordinal()] = nowMs;
    }

    private void onBook(final Product product) {
        heard(product, MarketStream.BOOK);
        product.otherTouchSinceMs = 0;
        final boolean isCrossed = product.book.state() == BookState.CROSSED;
        product.crossedSinceMs = !isCrossed ? 0 : product.crossedSinceMs == 0 ? nowMs : product.crossedSinceMs;
    }

    /** The book was declared void here, so its end is declared here too. */
    private void restore(final Product product) {
        if (product.isVoided && product.book.state() == BookState.VALID) {
            product.isVoided = false;
            events.onInput(buffer, 0, product.encoder.feedState(buffer, 0, product.condition));
        }
    }

    private void onTicker(final TickerDecoder message) {
        final Product product = products[message.instrumentId()];
        heard(product, MarketStream.TICKER);
        onLastPrice(product, message.lastPriceE8());
        final boolean isOther = product.book.state() == BookState.VALID
            && (differs(message.bidPriceE8(), product.book.bestBidE8()) || differs(message.askPriceE8(), product.book.bestAskE8()));
        product.otherTouchSinceMs = !isOther ? 0 : product.otherTouchSinceMs == 0 ? nowMs : product.otherTouchSinceMs;
    }

    /** Remembers the first change after the last trade that is not that trade's own. */
    private void onLastPrice(final Product product, final long priceE8) {
        if (priceE8 == TickerDecoder.lastPriceE8NullValue() || priceE8 == product.lastPriceE8) {
            return;
        }
        final long tradeMs = product.heardMs[MarketStream.TRADES.ordinal()];
        if (product.lastPriceE8 != 0 && nowMs > tradeMs + OUT_OF_STEP_MS && product.lastPriceChangedMs <= tradeMs) {
            product.lastPriceChangedMs = nowMs;
        }
        product.lastPriceE8 = priceE8;
    }

    private static boolean differs(final long tickerE8, final long bookE8) {
        return tickerE8 != TickerDecoder.bidPriceE8NullValue() && tickerE8 > 0 && tickerE8 != bookE8;
    }

    private void onFeedState(final FeedStateDecoder message) {
        final Product product = products[message.instrumentId()];
        if (message.condition() == FeedCondition.DOWN) {
            product.book.onDisconnect();
            product.crossedSinceMs = 0;
            product.otherTouchSinceMs = 0;
        } else {
            product.isVoided = false;
        }
        product.condition = message.condition();
    }

    // ------------------------------------------------------------------ time

    /**
     * Time passed; called often.
     *
     * @param isConnected whether messages can be expected
     */
    public void onTime(final long timeMs, final boolean isConnected) {
        nowMs = timeMs;
        if (isConnected != isOpen) {
            isOpen = isConnected;
            begin();
        }
        if (isOpen && nowMs >= lookDueMs) {
            lookDueMs = nowMs + LOOK_EVERY_MS;
            look();
        }
    }

    /** A connection begins, or is gone: nothing has stopped yet. */
    private void begin() {
        for (final Product product : products) {
            for (final MarketStream stream : MarketStream.values()) {
                product.heardMs[stream.ordinal()] = nowMs;
                product.hasStopped[stream.ordinal()] = false;
                product.pauseMs[stream.ordinal()] = 0;
                product.againMs[stream.ordinal()] = 0;
            }
            product.crossedSinceMs = 0;
            product.otherTouchSinceMs = 0;
            product.lastPriceChangedMs = 0;
            product.isVoided = false;
        }
        problems = List.of();
    }

    private void look() {
        boolean isChanged = false;
        for (int id = 0; id < products.length; id++) {
            if (!names.get(id).isEmpty()) {
                for (final MarketStream stream : subscribed) {
                    isChanged |= look(id, stream);
                }
            }
        }
        if (isChanged) {
            problems = describe();
        }
    }

    /** Returns whether it stopped or continued since the last check. */
    private boolean look(final int id, final MarketStream stream) {
        final Product product = products[id];
        final int index = stream.ordinal();
        final String why = switch (stream) {
            case BOOK -> whyBookStopped(product);
            case TRADES -> whyTradesStopped(product);
            case TICKER -> whyTickerStopped(product);
        };
        final boolean hadStopped = product.hasStopped[index];
        if (why.isEmpty()) {
            final boolean goesOn = stream != MarketStream.BOOK || !product.isVoided;
            product.hasStopped[index] = hadStopped && !goesOn;
            if (nowMs - product.againMs[index] > LONGEST_PAUSE_MS) {
                product.pauseMs[index] = 0;
            }
        } else {
            product.hasStopped[index] = true;
            if (nowMs >= product.againMs[index] + product.pauseMs[index]) {
                again(id, stream, why);
            }
        }
        return product.hasStopped[index] != hadStopped;
    }

    private void again(final int id, final MarketStream stream, final String why) {
        final Product product = products[id];
        final int index = stream.ordinal();
        product.againMs[index] = nowMs;
        product.pauseMs[index] = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, 2 * product.pauseMs[index]));
        if (stream == MarketStream.BOOK && !product.isVoided && product.condition != FeedCondition.DOWN) {
            product.isVoided = true;
            product.book.onDisconnect();
            product.crossedSinceMs = 0;
            product.otherTouchSinceMs = 0;
            events.onInput(buffer, 0, product.encoder.feedState(buffer, 0, FeedCondition.DOWN));
        }
        resubscription.again(stream, id, why);
    }

    private String whyBookStopped(final Product product) {
        if (product.condition == FeedCondition.DOWN || product.isVoided) {
            // It is asked for already, and the connection waits for it.
            return "";
        }
        if (product.crossedSinceMs != 0 && nowMs - product.crossedSinceMs >= CROSSED_MS) {
            return "it is crossed";
        }
        final long bookMs = product.heardMs[MarketStream.BOOK.ordinal()];
        if (nowMs - bookMs < silenceMs) {
            return "";
        }
        final long tradeMs = product.heardMs[MarketStream.TRADES.ordinal()];
        if (tradeMs > bookMs + OUT_OF_STEP_MS) {
            return "it has not changed for " + (nowMs - bookMs) + " ms although trades happen";
        }
        return product.otherTouchSinceMs != 0 && nowMs - product.otherTouchSinceMs >= OUT_OF_STEP_MS
            ? "it has not changed for " + (nowMs - bookMs) + " ms although the ticker shows another bid or ask" : "";
    }

    private String whyTradesStopped(final Product product) {
        final boolean isMissing = product.lastPriceChangedMs > product.heardMs[MarketStream.TRADES.ordinal()]
            && nowMs - product.lastPriceChangedMs >= silenceMs;
        return isMissing ? "none came although the last price changed " + (nowMs - product.lastPriceChangedMs) + " ms ago" : "";
    }

    private String whyTickerStopped(final Product product) {
        final long tickerMs = product.heardMs[MarketStream.TICKER.ordinal()];
        final long othersMs = Math.max(product.heardMs[MarketStream.BOOK.ordinal()], product.heardMs[MarketStream.TRADES.ordinal()]);
        final boolean doOthersGoOn = othersMs > tickerMs + OUT_OF_STEP_MS && nowMs - othersMs < silenceMs;
        return nowMs - tickerMs >= (doOthersGoOn ? silenceMs : 2 * silenceMs) ? "nothing came for " + (nowMs - tickerMs) + " ms" : "";
    }

    private List<String> describe() {
        final List<String> found = new ArrayList<>();
        for (int id = 0; id < products.length; id++) {
            for (final MarketStream stream : MarketStream.values()) {
                if (products[id].hasStopped[stream.ordinal()]) {
                    found.add(stream.inWords() + " of " + names.get(id) + " stopped");
                }
            }
        }
        return List.copyOf(found);
    }

    /** Streams that have stopped while others continue, in words for a person; empty if there are none. Any thread. */
    public List<String> problems() {
        return problems;
    }
}
