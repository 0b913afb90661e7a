package io.ringmaster.exchange.wire;

import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.pipeline.market.OrderBook;
import io.ringmaster.schema.Side;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The requests that need no key: instruments and their market. One thread. */
final class PublicRest {

    private static final String TICKERS = "tickers/";
    private static final String INSTRUMENTS = "instruments/";
    private static final String STATUS = "/status";
    private static final String MARKET_HISTORY = "history/market/";
    private static final String CHARTS = "charts/";
    private static final int EXECUTIONS_IN_A_PAGE = 100;

    private final Venue venue;
    private final MarketBoard board;
    private final List<InstrumentDefinition> instruments;
    private final Envelope envelope;

    PublicRest(final Venue venue, final MarketBoard board, final List<InstrumentDefinition> instruments, final Envelope envelope) {
        this.venue = venue;
        this.board = board;
        this.instruments = instruments;
        this.envelope = envelope;
    }

    /** The answer, or null if this is no public endpoint. */
    String answer(final String endpoint, final Arguments arguments) {
        return switch (endpoint) {
            case "instruments" -> envelope.success(this::instruments);
            case "instruments/status" -> envelope.success(json -> json.objects("instrumentStatus", ids(), this::status));
            case "tickers" -> envelope.success(json -> json.objects("tickers", wanted(arguments), this::ticker));
            case "orderbook" -> orderBook(instrument(arguments.required("symbol")));
            case "history" -> history(instrument(arguments.required("symbol")), arguments.timeMs("lastTime"));
            case "historical-funding-rates" -> fundingRates(instrument(arguments.required("symbol")));
            default -> answerWithPath(endpoint, arguments);
        };
    }

    private String answerWithPath(final String endpoint, final Arguments arguments) {
        if (endpoint.startsWith(TICKERS)) {
            final int id = instrument(endpoint.substring(TICKERS.length()));
            return envelope.success(json -> json.object("ticker", each -> ticker(each, id)));
        }
        if (endpoint.startsWith(INSTRUMENTS) && endpoint.endsWith(STATUS)) {
            final int id = instrument(endpoint.substring(INSTRUMENTS.length(), endpoint.length() - STATUS.length()));
            return envelope.success(json -> status(json, id));
        }
        if (endpoint.startsWith(CHARTS)) {
            return charts(endpoint, arguments);
        }
        return endpoint.startsWith(MARKET_HISTORY) ? marketHistory(endpoint.substring(MARKET_HISTORY.length()), arguments) : null;
    }

    /** Candles of a minute of the first product's trades; of another product, price or resolution there are none. */
    private String charts(final String endpoint, final Arguments arguments) {
        final boolean isKnown = endpoint.equals(CHARTS + "trade/" + board.symbol(0) + "/1m");
        return isKnown ? venue.chart(arguments.whole("from", 0) * 1_000) : Json.object(json -> json
            .objects("candles", List.of(), (each, none) -> { }).flag("more_candles", false));
    }

    // ------------------------------------------------------------------ instruments

    List<Integer> ids() {
        return IntStream.range(0, instruments.size()).boxed().toList();
    }

    /** @throws RestRefusal if there is none of that name */
    int instrument(final String symbol) {
        for (int id = 0; id < instruments.size(); id++) {
            if (instruments.get(id).symbol().equalsIgnoreCase(symbol)) {
                return id;
            }
        }
        throw new RestRefusal("notFound");
    }

    /** Those named by {@code symbol}, which may come more than once, or all. */
    private List<Integer> wanted(final Arguments arguments) {
        final List<String> symbols = arguments.all("symbol");
        return symbols.isEmpty() ? ids() : symbols.stream().map(this::instrument).toList();
    }

    private void status(final Json json, final int id) {
        json.text("tradeable", board.symbol(id)).flag("experiencingDislocation", false).nothing("priceDislocationDirection")
            .flag("experiencingExtremeVolatility", false).number("extremeVolatilityInitialMarginMultiplier", 1);
    }

    private void instruments(final Json json) {
        json.objects("instruments", ids(), (each, id) -> {
            final InstrumentDefinition instrument = instruments.get(id);
            each.text("symbol", instrument.symbol()).text("type", "flexible_futures").text("pair", board.pair(id))
                .text("base", board.pair(id).replaceFirst(":.*", "")).text("quote", "USD").e8("tickSize", instrument.tickE8())
                .number("contractSize", 1).number("contractValueTradePrecision", board.qtyPlaces(id)).flag("tradeable", true)
                .flag("postOnly", board.isPostOnly()).number("impactMidSize", 1).e8("maxPositionSize", instrument.maxPositionE8())
                .text("openingDate", "2022-03-22T00:00:00Z")
                .objects("marginLevels", instrument.marginLevels(), (margin, level) -> margin
                    .e8("numNonContractUnits", level.fromNotionalE8()).e8("initialMargin", level.initialMarginE8())
                    .e8("maintenanceMargin", level.maintenanceMarginE8()))
                .number("fundingRateCoefficient", 24).e8("maxRelativeFundingRate", 250_000).text("category", "Layer 1")
                .texts("tags", List.of());
        });
    }

    // ------------------------------------------------------------------ market

    private void ticker(final Json json, final int id) {
        final MarketView view = board.view(id);
        json.text("symbol", board.symbol(id)).text("tag", "perpetual").text("pair", board.pair(id)).e8("markPrice", view.markPriceE8)
            .e8("bid", view.bidPriceE8).e8("bidSize", view.bidQtyE8).e8("ask", view.askPriceE8).e8("askSize", view.askQtyE8)
            .e8("last", view.lastPriceE8).text("lastTime", envelope.now()).number("lastSize", 0).number("vol24h", 0)
            .number("volumeQuote", 0).e8("openInterest", board.openInterestE8(id)).e8("open24h", view.lastPriceE8)
            .e8("high24h", view.lastPriceE8).e8("low24h", view.lastPriceE8).e8("fundingRate", board.rates().rateE8(id))
            .e8("fundingRatePrediction", board.rates().nextRateE8(id)).e8("indexPrice", board.indexE8(id)).flag("suspended", board.isSuspended())
            .flag("postOnly", board.isPostOnly()).number("change24h", 0);
    }

    private String orderBook(final int id) {
        final OrderBook book = board.book(id);
        return envelope.success(json -> json.object("orderBook", levels -> levels
            .levels("bids", book.bidLevels(), book::bidPriceE8, book::bidQtyE8)
            .levels("asks", book.askLevels(), book::askPriceE8, book::askQtyE8)));
    }

    private String fundingRates(final int id) {
        return envelope.success(json -> json.objects("rates", board.rates().hours(id), (each, hour) -> each
            .text("timestamp", Json.time(hour.beganMs())).e8("fundingRate", hour.rateE8()).e8("relativeFundingRate", hour.relativeE8())));
    }

    private String history(final int id, final long beforeMs) {
        final List<RecentTrade> prints = new ArrayList<>();
        board.trades(id).forEach(print -> {
            if (print.timeMs() < beforeMs) {
                prints.add(print);
            }
        });
        return envelope.success(json -> json.objects("history", prints, (each, print) -> each
            .text("time", Json.time(print.timeMs())).number("trade_id", print.sequence()).e8("price", print.priceE8())
            .e8("size", print.qtyE8()).text("side", print.aggressor() == Side.BUY ? "buy" : "sell").text("type", "fill").text("uid", print.uid())));
    }

    /** {@code SYMBOL/executions}: the prints of the market in the history's words. The orders behind them are not known. */
    private String marketHistory(final String symbolAndKind, final Arguments arguments) {
        final int slash = symbolAndKind.indexOf('/');
        if (slash < 0 || !symbolAndKind.substring(slash).equals("/executions")) {
            throw new RestRefusal("notFound");
        }
        final int id = instrument(symbolAndKind.substring(0, slash));
        final List<RecentTrade> oldestFirst = new ArrayList<>();
        board.trades(id).forEach(oldestFirst::addFirst);
        final HistoryPage<RecentTrade> page = HistoryPage.of(oldestFirst, RecentTrade::timeMs, arguments, EXECUTIONS_IN_A_PAGE);
        return page.json(json -> { }, (each, print) -> each
            .text("uid", print.uid()).number("timestamp", print.timeMs())
            .object("event", event -> event.object("Execution", outer -> outer
                .object("execution", fields -> execution(fields, id, print)).text("takerReducedQuantity", ""))));
    }

    private void execution(final Json json, final int id, final RecentTrade print) {
        json.text("uid", print.uid())
            .object("takerOrder", taker -> taker
                .text("tradeable", board.symbol(id)).text("direction", print.aggressor() == Side.BUY ? "Buy" : "Sell")
                .textE8("quantity", print.qtyE8()).number("timestamp", print.timeMs()))
            .number("timestamp", print.timeMs()).textE8("quantity", print.qtyE8()).textE8("price", print.priceE8())
            .textE8("markPrice", board.view(id).markPriceE8).flag("limitFilled", false);
    }
}
