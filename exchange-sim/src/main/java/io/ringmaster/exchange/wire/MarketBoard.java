package io.ringmaster.exchange.wire;

import io.ringmaster.pipeline.market.MarketState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.pipeline.market.OrderBook;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/**
 * The public side of the venue: books, trades and tickers as the feeds write them, numbered anew for each product, one level a message.
 * One thread.
 */
final class MarketBoard {

    private static final int TRADES_KEPT = 100;

    private final List<InstrumentDefinition> instruments;
    private final MarketState market;
    private final MarketView view = new MarketView();
    private final LongSupplier clockMs;
    private final Supplier<String> ids;
    private final MarketFeed feed;
    private final TradeListener tradeListener;
    private final FundingRates rates;
    private final Product[] products;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private boolean isPostOnly;
    private boolean isSuspended;

    /** Takes messages of public feeds. */
    interface MarketFeed {

        /** @param text called once, and only if a client is subscribed */
        void publish(String feed, String product, Supplier<String> text);
    }

    /** Takes every trade. */
    interface TradeListener {

        void onTrade(int instrumentId, RecentTrade trade);
    }

    /** What one product shows. */
    private static final class Product {

        private final ArrayDeque<RecentTrade> trades = new ArrayDeque<>();
        private long bookSequence;
        private long tradeSequence;
        /** 0 while the market gives none. */
        private long indexE8;
        private long openInterestE8;
        /** A bid above the best ask, shown as a fault; 0 for none. */
        private long crossingBidE8;
        private String lastTicker;
    }

    MarketBoard(
        final List<InstrumentDefinition> instruments, final LongSupplier clockMs, final Supplier<String> ids, final MarketFeed feed,
        final TradeListener tradeListener) {
        this.tradeListener = tradeListener;
        this.instruments = instruments;
        this.clockMs = clockMs;
        this.ids = ids;
        this.feed = feed;
        market = new MarketState(instruments.size());
        rates = new FundingRates(instruments.size());
        products = new Product[instruments.size()];
        Arrays.setAll(products, id -> new Product());
    }

    /**
     * A message of the market that drives the venue.
     *
     * @return the instrument it is about
     */
    int onMarket(final DirectBuffer buffer, final int offset) {
        final int templateId = InputMessage.templateId(buffer, offset);
        market.onInput(buffer, offset, templateId, view);
        switch (templateId) {
            case BookSnapshotDecoder.TEMPLATE_ID -> {
                snapshot.wrapAndApplyHeader(buffer, offset, header);
                if (snapshot.part().last()) {
                    final int id = snapshot.instrumentId();
                    products[id].bookSequence++;
                    feed.publish("book", symbol(id), () -> bookSnapshot(id));
                }
            }
            case BookDeltaDecoder.TEMPLATE_ID -> onDelta(delta.wrapAndApplyHeader(buffer, offset, header));
            case TradeDecoder.TEMPLATE_ID -> onTrade(trade.wrapAndApplyHeader(buffer, offset, header));
            case TickerDecoder.TEMPLATE_ID -> onTicker(ticker.wrapAndApplyHeader(buffer, offset, header));
            default -> { }
        }
        return view.instrumentId;
    }

    private void onDelta(final BookDeltaDecoder message) {
        final int id = message.instrumentId();
        for (final BookDeltaDecoder.BidsDecoder level = message.bids(); level.hasNext(); ) {
            level.next();
            publishLevel(id, "buy", level.priceE8(), level.qtyE8());
        }
        for (final BookDeltaDecoder.AsksDecoder level = message.asks(); level.hasNext(); ) {
            level.next();
            publishLevel(id, "sell", level.priceE8(), level.qtyE8());
        }
    }

    private void publishLevel(final int id, final String side, final long priceE8, final long qtyE8) {
        products[id].bookSequence++;
        feed.publish("book", symbol(id), () -> Json.object(json -> json
            .text("feed", "book").text("product_id", symbol(id)).text("side", side).number("seq", products[id].bookSequence)
            .e8("price", priceE8).e8("qty", qtyE8).number("timestamp", clockMs.getAsLong())));
    }

    private void onTrade(final TradeDecoder message) {
        final int id = message.instrumentId();
        final RecentTrade print = new RecentTrade(
            ids.get(), ++products[id].tradeSequence, clockMs.getAsLong(), message.priceE8(), message.qtyE8(), message.aggressorSide());
        products[id].trades.addFirst(print);
        if (products[id].trades.size() > TRADES_KEPT) {
            products[id].trades.removeLast();
        }
        feed.publish("trade", symbol(id), () -> Json.object(json -> tradeFields(json, id, print)));
        tradeListener.onTrade(id, print);
    }

    private void onTicker(final TickerDecoder message) {
        final int id = message.instrumentId();
        if (message.indexPriceE8() != TickerDecoder.indexPriceE8NullValue()) {
            products[id].indexE8 = message.indexPriceE8();
        }
        if (message.fundingRateE8() != TickerDecoder.fundingRateE8NullValue()) {
            rates.onRate(id, message.fundingRateE8());
        }
        if (message.openInterestE8() != TickerDecoder.openInterestE8NullValue()) {
            products[id].openInterestE8 = message.openInterestE8();
        }
    }

    private void tradeFields(final Json json, final int id, final RecentTrade print) {
        json.text("feed", "trade").text("product_id", symbol(id)).text("uid", print.uid())
            .text("side", print.aggressor() == Side.BUY ? "buy" : "sell").text("type", "fill").number("seq", print.sequence())
            .number("time", print.timeMs()).e8("qty", print.qtyE8()).e8("price", print.priceE8());
    }

    /** The whole book, as a subscription begins. */
    String bookSnapshot(final int id) {
        return bookSnapshot(id, 0);
    }

    /** @param moreBids levels below the lowest bid, far from the market */
    String bookSnapshot(final int id, final int moreBids) {
        final OrderBook book = market.book(id);
        final int bids = book.bidLevels();
        final long lowestE8 = bids == 0 ? 0 : book.bidPriceE8(bids - 1);
        final long tickE8 = instruments.get(id).tickE8();
        final int more = (int) Math.min(moreBids, Math.max(0, lowestE8 / tickE8 - 1));
        return Json.object(json -> json
            .text("feed", "book_snapshot").text("product_id", symbol(id)).number("timestamp", clockMs.getAsLong())
            .number("seq", products[id].bookSequence).nothing("tickSize")
            .levelObjects("bids", bids + more, i -> i < bids ? book.bidPriceE8(i) : lowestE8 - (i - bids + 1) * tickE8,
                i -> i < bids ? book.bidQtyE8(i) : instruments.get(id).lotE8())
            .levelObjects("asks", book.askLevels(), book::askPriceE8, book::askQtyE8));
    }

    /** The last trades, the newest first, as a subscription begins. */
    String tradeSnapshot(final int id) {
        return Json.object(json -> json
            .text("feed", "trade_snapshot").text("product_id", symbol(id))
            .objects("trades", products[id].trades, (each, print) -> tradeFields(each, id, print)));
    }

    /** The ticker as it is now. */
    String ticker(final int id) {
        final MarketView now = market.view(id);
        return Json.object(json -> json
            .number("time", clockMs.getAsLong()).text("product_id", symbol(id)).text("feed", "ticker")
            .e8("funding_rate", rates.rateE8(id)).e8("funding_rate_prediction", rates.nextRateE8(id))
            .number("next_funding_rate_time", FundingRates.hourOf(clockMs.getAsLong()) + FundingRates.HOUR_MS)
            .e8("bid", now.bidPriceE8).e8("ask", now.askPriceE8).e8("bid_size", now.bidQtyE8).e8("ask_size", now.askQtyE8)
            .e8("index", indexE8(id)).e8("last", now.lastPriceE8).e8("markPrice", now.markPriceE8).flag("suspended", isSuspended)
            .text("tag", "perpetual").text("pair", pair(id)).e8("openInterest", products[id].openInterestE8).flag("post_only", isPostOnly));
    }

    /** The few fields of it that a list of products shows. */
    String tickerLite(final int id) {
        final MarketView now = market.view(id);
        final long premiumE8 = indexE8(id) == 0 ? 0 : FixedPoint.divideHalfEven(100 * (now.markPriceE8 - indexE8(id)), indexE8(id));
        return Json.object(json -> json
            .text("feed", "ticker_lite").text("product_id", symbol(id)).e8("bid", now.bidPriceE8).e8("ask", now.askPriceE8)
            .number("change", 0).e8("premium", premiumE8).number("volume", 0).text("tag", "perpetual").text("pair", pair(id)).number("dtm", 0)
            .number("maturityTime", 0).number("volumeQuote", 0));
    }

    /** @param isStale whether they say once more what they said last */
    void publishTickers(final boolean isStale) {
        for (int id = 0; id < instruments.size(); id++) {
            if (market.view(id).markPriceE8 > 0) {
                if (!isStale || products[id].lastTicker == null) {
                    products[id].lastTicker = ticker(id);
                }
                final String text = products[id].lastTicker;
                feed.publish("ticker", symbol(id), () -> text);
                final int product = id;
                feed.publish("ticker_lite", symbol(id), () -> tickerLite(product));
            }
        }
    }

    /** Shows a bid above the best ask of every product. */
    void cross() {
        for (int id = 0; id < instruments.size(); id++) {
            final long askE8 = market.view(id).askPriceE8;
            if (askE8 > 0 && market.book(id).askLevels() > 0) {
                products[id].crossingBidE8 = askE8 + instruments.get(id).tickE8();
                publishLevel(id, "buy", products[id].crossingBidE8, instruments.get(id).lotE8());
            }
        }
    }

    /** Removes these bids. */
    void uncross() {
        for (int id = 0; id < instruments.size(); id++) {
            if (products[id].crossingBidE8 != 0) {
                publishLevel(id, "buy", products[id].crossingBidE8, 0);
                products[id].crossingBidE8 = 0;
            }
        }
    }

    OrderBook book(final int id) {
        return market.book(id);
    }

    MarketView view(final int id) {
        return market.view(id);
    }

    /** The recorded index, or else the mark. */
    long indexE8(final int id) {
        return products[id].indexE8 == 0 ? market.view(id).markPriceE8 : products[id].indexE8;
    }

    /** Absolute, quote currency for a unit of base and hour. */
    FundingRates rates() {
        return rates;
    }

    long openInterestE8(final int id) {
        return products[id].openInterestE8;
    }

    /** The newest first. */
    Iterable<RecentTrade> trades(final int id) {
        return products[id].trades;
    }

    String symbol(final int id) {
        return instruments.get(id).symbol();
    }

    /** {@code XBT:USD} of {@code PF_XBTUSD}. */
    String pair(final int id) {
        final String symbol = symbol(id).substring(symbol(id).indexOf('_') + 1);
        return symbol.substring(0, symbol.length() - 3) + ':' + symbol.substring(symbol.length() - 3);
    }

    /** Places of the smallest quantity. */
    int qtyPlaces(final int id) {
        return places(instruments.get(id).lotE8());
    }

    /** Places that multiples of a step are written with. */
    static int places(final long stepE8) {
        int places = 0;
        for (long step = stepE8; step % FixedPoint.ONE != 0; step *= 10) {
            places++;
        }
        return places;
    }

    void setCondition(final boolean postOnly, final boolean suspended) {
        if (postOnly != isPostOnly || suspended != isSuspended) {
            isPostOnly = postOnly;
            isSuspended = suspended;
            publishTickers(false);
        }
    }

    boolean isPostOnly() {
        return isPostOnly;
    }

    boolean isSuspended() {
        return isSuspended;
    }
}
