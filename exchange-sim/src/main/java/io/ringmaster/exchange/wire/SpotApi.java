package io.ringmaster.exchange.wire;

import io.ringmaster.pipeline.market.OrderBook;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;
import tools.jackson.core.JacksonException;

/**
 * Spot WebSocket v2, public: the market of the first product under the name of a spot pair. Channels {@code instrument}, {@code book} with
 * checksums, {@code trade} and {@code ohlc} of a minute. One thread.
 *
 * <p>As at the venue, no message removes a level that only fell out of the subscribed depth.
 */
final class SpotApi {

    private static final List<Integer> DEPTHS = List.of(10, 25, 100, 500, 1_000);
    private static final int CHECKED = 10;
    private static final int QTY_PLACES = 8;
    private static final long MINUTE_MS = 60_000;
    private static final int CANDLES_KEPT = 720;

    private final String pair;
    private final int pricePlaces;
    private final MarketBoard board;
    private final FaultSchedule faults;
    private final LongSupplier clockMs;
    private final List<FeedSession> sessions = new ArrayList<>();
    private final Map<Integer, Shown> shown = new TreeMap<>();
    private final ArrayDeque<Candle> candles = new ArrayDeque<>();

    /** The book as clients of one depth know it: quantities by price. */
    private record Shown(Map<Long, Long> bids, Map<Long, Long> asks) {
    }

    private static final class Candle {

        private final long beginMs;
        private final long openE8;
        private long highE8;
        private long lowE8;
        private long closeE8;
        private long volumeE8;
        private int trades;

        Candle(final long beginMs, final long priceE8) {
            this.beginMs = beginMs;
            openE8 = priceE8;
            highE8 = priceE8;
            lowE8 = priceE8;
        }

        private void add(final RecentTrade trade) {
            highE8 = Math.max(highE8, trade.priceE8());
            lowE8 = Math.min(lowE8, trade.priceE8());
            closeE8 = trade.priceE8();
            volumeE8 += trade.qtyE8();
            trades++;
        }
    }

    /** @param pair such as {@code BTC/USD} */
    SpotApi(final String pair, final long tickE8, final MarketBoard board, final FaultSchedule faults, final LongSupplier clockMs) {
        this.pair = pair;
        this.board = board;
        this.faults = faults;
        this.clockMs = clockMs;
        pricePlaces = MarketBoard.places(tickE8);
    }

    // ------------------------------------------------------------------ clients

    FeedSession open(final FeedSocket socket) {
        final FeedSession session = new FeedSession(socket, faults);
        sessions.add(session);
        session.say(Json.object(json -> json.text("channel", "status").text("type", "update").objects("data", List.of(1), (each, one) -> each
            .text("version", "2.0.0").text("system", "online").text("api_version", "v2").number("connection_id", sessions.size()))));
        return session;
    }

    void closed(final FeedSession session) {
        sessions.remove(session);
    }

    void onText(final FeedSession session, final String text) {
        final SpotRequest request;
        try {
            request = SpotRequest.parse(text);
        } catch (final JacksonException e) {
            session.say(refusal("", "Malformed request"));
            return;
        }
        switch (request.method()) {
            case "ping" -> session.say(Json.object(json -> json.text("method", "pong")));
            case "subscribe" -> subscribe(session, request);
            case "unsubscribe" -> {
                session.unsubscribe(request.channel(), key(request));
                session.say(done(request));
            }
            default -> session.say(refusal(request.method(), "Unknown method"));
        }
    }

    private void subscribe(final FeedSession session, final SpotRequest request) {
        final String channel = request.channel();
        if (channel.equals("instrument")) {
            session.say(done(request));
            session.send("spot_instrument", instruments());
            return;
        }
        if (!request.symbols().contains(pair)) {
            session.say(refusal("subscribe", "Currency pair not supported " + String.join(",", request.symbols())));
            return;
        }
        switch (channel) {
            case "book" -> subscribeToBook(session, request);
            case "trade" -> {
                accept(session, request);
                session.send("spot_trade", trades("snapshot", board.trades(0)));
            }
            case "ohlc" -> {
                if (request.interval() == 1) {
                    accept(session, request);
                    session.send("spot_ohlc", ohlc("snapshot", List.copyOf(candles)));
                } else {
                    session.say(refusal("subscribe", "Subscription ohlc interval not supported"));
                }
            }
            default -> session.say(refusal("subscribe", "Channel not supported " + channel));
        }
    }

    private void subscribeToBook(final FeedSession session, final SpotRequest request) {
        if (!DEPTHS.contains(request.depth())) {
            session.say(refusal("subscribe", "Subscription depth not supported"));
            return;
        }
        accept(session, request);
        final Shown now = shown.computeIfAbsent(request.depth(), this::top);
        session.send("spot_book", book("snapshot", now.bids, now.asks));
    }

    private void accept(final FeedSession session, final SpotRequest request) {
        session.subscribe(request.channel(), key(request));
        session.say(done(request));
    }

    private static String key(final SpotRequest request) {
        return request.channel().equals("book") ? Integer.toString(request.depth()) : "";
    }

    private String done(final SpotRequest request) {
        return Json.object(json -> json.text("method", request.method())
            .object("result", result -> result.text("channel", request.channel()).text("symbol", pair)).flag("success", true));
    }

    private static String refusal(final String method, final String why) {
        return Json.object(json -> json.optionalText("method", method).text("error", why).flag("success", false));
    }

    // ------------------------------------------------------------------ what happens

    /** The market moved; what was shown of the book is brought up to date. */
    void onMarket() {
        for (final Map.Entry<Integer, Shown> each : shown.entrySet()) {
            final Shown before = each.getValue();
            final Shown now = top(each.getKey());
            final OrderBook whole = board.book(0);
            final Map<Long, Long> bids = changes(before.bids, now.bids, whole.bidLevels(), whole::bidPriceE8);
            final Map<Long, Long> asks = changes(before.asks, now.asks, whole.askLevels(), whole::askPriceE8);
            each.setValue(now);
            if (!bids.isEmpty() || !asks.isEmpty()) {
                FeedSession.publish(sessions, "spot_book", "book", each.getKey().toString(), () -> book("update", bids, asks));
            }
        }
    }

    private static Map<Long, Long> changes(
        final Map<Long, Long> before, final Map<Long, Long> now, final int levels, final IntToLongFunction priceE8) {
        final Map<Long, Long> changes = new LinkedHashMap<>();
        for (final long gone : before.keySet()) {
            // A level that still exists below the shown depth is not reported.
            if (!now.containsKey(gone) && !isThere(gone, levels, priceE8)) {
                changes.put(gone, 0L);
            }
        }
        now.forEach((price, qty) -> {
            if (!qty.equals(before.get(price))) {
                changes.put(price, qty);
            }
        });
        return changes;
    }

    private static boolean isThere(final long wantedE8, final int levels, final IntToLongFunction priceE8) {
        for (int i = 0; i < levels; i++) {
            if (priceE8.applyAsLong(i) == wantedE8) {
                return true;
            }
        }
        return false;
    }

    private Shown top(final int depth) {
        final OrderBook whole = board.book(0);
        final Map<Long, Long> bids = new LinkedHashMap<>();
        final Map<Long, Long> asks = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(depth, whole.bidLevels()); i++) {
            bids.put(whole.bidPriceE8(i), whole.bidQtyE8(i));
        }
        for (int i = 0; i < Math.min(depth, whole.askLevels()); i++) {
            asks.put(whole.askPriceE8(i), whole.askQtyE8(i));
        }
        return new Shown(bids, asks);
    }

    /** Something traded. */
    void onTrade(final RecentTrade trade) {
        final long beginMs = trade.timeMs() / MINUTE_MS * MINUTE_MS;
        if (candles.isEmpty() || candles.getLast().beginMs != beginMs) {
            candles.addLast(new Candle(beginMs, trade.priceE8()));
            if (candles.size() > CANDLES_KEPT) {
                candles.removeFirst();
            }
        }
        candles.getLast().add(trade);
        FeedSession.publish(sessions, "spot_trade", "trade", "", () -> trades("update", List.of(trade)));
        FeedSession.publish(sessions, "spot_ohlc", "ohlc", "", () -> ohlc("update", List.of(candles.getLast())));
    }

    void heartbeat() {
        for (final FeedSession session : List.copyOf(sessions)) {
            session.say(Json.object(json -> json.text("channel", "heartbeat")));
        }
    }

    int minutes() {
        return candles.size();
    }

    // ------------------------------------------------------------------ shapes

    /** Candles in the format of the charts of Derivatives. */
    String chart(final long fromMs) {
        return Json.object(json -> json
            .objects("candles", candles.stream().filter(candle -> candle.beginMs >= fromMs).toList(), (each, candle) -> each
                .number("time", candle.beginMs).text("open", FixedPoint.format(candle.openE8)).text("high", FixedPoint.format(candle.highE8))
                .text("low", FixedPoint.format(candle.lowE8)).text("close", FixedPoint.format(candle.closeE8))
                .text("volume", FixedPoint.format(candle.volumeE8)))
            .flag("more_candles", false));
    }

    private String instruments() {
        return Json.object(json -> json.text("channel", "instrument").text("type", "snapshot").object("data", data -> data
            .objects("assets", List.of(), (each, none) -> { })
            .objects("pairs", List.of(pair), (each, name) -> each
                .text("symbol", name).text("base", name.replaceFirst("/.*", "")).text("quote", name.replaceFirst(".*/", ""))
                .text("status", "online").number("qty_precision", QTY_PLACES).number("price_precision", pricePlaces))));
    }

    private String book(final String type, final Map<Long, Long> bids, final Map<Long, Long> asks) {
        return Json.object(json -> json.text("channel", "book").text("type", type).objects("data", List.of(pair), (each, name) -> each
            .text("symbol", name)
            .objects("bids", bids.entrySet(), (level, entry) -> level.e8("price", entry.getKey()).e8("qty", entry.getValue()))
            .objects("asks", asks.entrySet(), (level, entry) -> level.e8("price", entry.getKey()).e8("qty", entry.getValue()))
            .number("checksum", checksum()).text("timestamp", Json.time(clockMs.getAsLong()))));
    }

    /** Of the ten best asks and the ten best bids: their digits, without point and leading zeros. */
    private long checksum() {
        final OrderBook whole = board.book(0);
        final StringBuilder digits = new StringBuilder();
        for (int i = 0; i < Math.min(CHECKED, whole.askLevels()); i++) {
            digits.append(digits(whole.askPriceE8(i), pricePlaces)).append(digits(whole.askQtyE8(i), QTY_PLACES));
        }
        for (int i = 0; i < Math.min(CHECKED, whole.bidLevels()); i++) {
            digits.append(digits(whole.bidPriceE8(i), pricePlaces)).append(digits(whole.bidQtyE8(i), QTY_PLACES));
        }
        final CRC32 crc = new CRC32();
        crc.update(digits.toString().getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }

    private static String digits(final long valueE8, final int places) {
        long whole = valueE8;
        for (int i = QTY_PLACES; i > places; i--) {
            whole /= 10;
        }
        return Long.toString(whole);
    }

    private String trades(final String type, final Iterable<RecentTrade> of) {
        return Json.object(json -> json.text("channel", "trade").text("type", type).objects("data", of, (each, trade) -> each
            .text("symbol", pair).text("side", trade.aggressor() == Side.BUY ? "buy" : "sell").e8("price", trade.priceE8())
            .e8("qty", trade.qtyE8()).text("ord_type", "market").number("trade_id", trade.sequence())
            .text("timestamp", Json.time(trade.timeMs()))));
    }

    private String ohlc(final String type, final Iterable<Candle> of) {
        return Json.object(json -> json.text("channel", "ohlc").text("type", type).objects("data", of, (each, candle) -> each
            .text("symbol", pair).e8("open", candle.openE8).e8("high", candle.highE8).e8("low", candle.lowE8).e8("close", candle.closeE8)
            .number("trades", candle.trades).e8("volume", candle.volumeE8).e8("vwap", candle.closeE8)
            .text("interval_begin", Json.time(candle.beginMs)).number("interval", 1).text("timestamp", Json.time(candle.beginMs + MINUTE_MS))));
    }
}
