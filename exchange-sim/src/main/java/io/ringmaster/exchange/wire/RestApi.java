package io.ringmaster.exchange.wire;

import io.ringmaster.exchange.matching.MarginAccount;
import io.ringmaster.pipeline.core.market.MarketView;
import io.ringmaster.pipeline.core.market.OrderBook;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Derivatives REST v3. One thread.
 *
 * <p>Where the documents leave a choice: an edit's {@code size} in mode RELATIVE is the new open quantity, in mode ABSOLUTE the new whole
 * one; ids of {@code orders/status} are taken repeated and joined with commas.
 */
final class RestApi {

    private static final Set<Fault> INSTEAD = EnumSet.of(Fault.HTTP_ERROR, Fault.API_LIMIT, Fault.AUTHENTICATION, Fault.NONCE);
    private static final Set<Fault> REFUSED_ORDER = EnumSet.of(Fault.REJECT);
    private static final Set<Fault> UNHEARD_OF = EnumSet.of(Fault.UNHEARD_OF);
    private static final int PAGE = 100;
    private static final String ACCOUNT_LOG = "account-log";
    private static final int LOG_PAGE = 500;
    private static final int CHEAP_LOG_PAGE = 25;
    private static final int LONGEST_CLIENT_ID = 100;
    private static final long COSTS_OF_AN_ORDER = 10;
    private static final List<String> ORDER_TYPES = List.of("lmt", "post", "ioc", "mkt", "stp", "take_profit", "trailing_stop");
    /** Every word an order can be refused with, and one nobody has heard of. */
    private static final List<String> REFUSALS = List.of(
        "marketSuspended", "marketInactive", "invalidPrice", "invalidSize", "tooManySmallOrders", "insufficientAvailableFunds",
        "wouldCauseLiquidation", "clientOrderIdTooBig", "maxPositionViolation", "outsidePriceCollar", "wouldIncreasePriceDislocation",
        "postWouldExecute", "iocWouldNotExecute", "selfFill", "wouldNotReducePosition", "marketIsPostOnly", "tooManyOrders",
        "fixedLeverageTooHigh", "clientOrderIdInvalid", "wouldProcessAfterSpecifiedTime", "somethingUnheardOf");

    private final Venue venue;
    private final MarketBoard board;
    private final List<InstrumentDefinition> instruments;
    private final Authentication authentication;
    private final FaultSchedule faults;
    private final LongSupplier clockMs;
    private final Map<String, RateLimit> limits = new TreeMap<>();
    private final Map<String, RateLimit> historyLimits = new TreeMap<>();
    private int nextRefusal;

    RestApi(
        final Venue venue, final MarketBoard board, final List<InstrumentDefinition> instruments, final Authentication authentication,
        final FaultSchedule faults, final LongSupplier clockMs) {
        this.venue = venue;
        this.board = board;
        this.instruments = instruments;
        this.authentication = authentication;
        this.faults = faults;
        this.clockMs = clockMs;
    }

    RestReply handle(final RestRequest request) {
        final String endpoint = request.endpoint();
        final FaultRule rule = faults.strike(endpoint, INSTEAD);
        if (rule != null) {
            return instead(rule);
        }
        try {
            return RestReply.ok(answer(endpoint, request));
        } catch (final RestRefusal refusal) {
            return error(refusal.getMessage());
        }
    }

    private RestReply instead(final FaultRule rule) {
        return switch (rule.fault()) {
            case API_LIMIT -> error("apiLimitExceeded");
            case AUTHENTICATION -> error("authenticationError");
            case NONCE -> error("nonceBelowThreshold");
            default -> new RestReply(rule.value() == 0 ? 502 : (int) rule.value(), "<html><body>try again later</body></html>");
        };
    }

    private RestReply error(final String word) {
        return new RestReply(word.equals("notFound") ? 404 : 200, Json.object(
            json -> json.text("result", "error").text("error", word).text("serverTime", Json.time(clockMs.getAsLong()))));
    }

    private String answer(final String endpoint, final RestRequest request) {
        final Arguments arguments = new Arguments(request.values());
        return switch (endpoint) {
            case "instruments" -> success(this::instruments);
            case "instruments/status" -> success(json -> json.objects("instrumentStatus", ids(), (each, id) -> each
                .text("tradeable", board.symbol(id)).flag("experiencingDislocation", false).flag("experiencingExtremeVolatility", false)));
            case "tickers" -> success(json -> json.objects("tickers", ids(), this::ticker));
            case "orderbook" -> orderBook(instrument(arguments));
            case "history" -> history(instrument(arguments));
            case "historical-funding-rates" -> fundingRates(instrument(arguments));
            case String charts when charts.startsWith("charts/trade/") -> charts(charts, arguments);
            default -> endpoint.startsWith("tickers/")
                ? success(json -> json.object("ticker", each -> ticker(each, instrument(endpoint.substring("tickers/".length())))))
                : privately(endpoint, request, arguments);
        };
    }

    /** Minutes of the first product; of another one, or of other resolutions, there are none. */
    private String charts(final String endpoint, final Arguments arguments) {
        final boolean isKnown = endpoint.equals("charts/trade/" + board.symbol(0) + "/1m");
        final String from = arguments.text("from");
        return isKnown ? venue.chart(from.isEmpty() ? 0 : Long.parseLong(from) * 1_000) : Json.object(json -> json
            .objects("candles", List.of(), (each, none) -> { }).flag("more_candles", false));
    }

    private String privately(final String endpoint, final RestRequest request, final Arguments arguments) {
        final long cost = cost(endpoint, arguments);
        final String refusal = authentication.refusal(
            request.apiKey() == null ? "" : request.apiKey(), request.signature(), request.nonce(), request.parameters(), request.decoded(),
            request.path());
        if (!refusal.isEmpty()) {
            throw new RestRefusal(refusal);
        }
        final boolean isHistory = endpoint.equals(ACCOUNT_LOG);
        final RateLimit limit = (isHistory ? historyLimits : limits).computeIfAbsent(
            request.apiKey(), key -> isHistory ? new RateLimit(100, 600_000, clockMs) : new RateLimit(500, 10_000, clockMs));
        if (!limit.spend(cost)) {
            throw new RestRefusal("apiLimitExceeded");
        }
        final TradingDesk desk = venue.desk(request.apiKey());
        return switch (endpoint) {
            case "api-keys/v3/check" -> keyRights(venue.key(request.apiKey()));
            case "sendorder" -> sendOrder(desk, arguments);
            case "editorder" -> editOrder(desk, arguments);
            case "cancelorder" -> cancelOrder(desk, arguments);
            case "cancelallorders" -> cancelAll(desk, arguments);
            case "cancelallordersafter" -> deadMansSwitch(desk, arguments);
            case "openorders" -> success(json -> json.objects("openOrders", desk.open(), this::openOrder));
            case "orders/status" -> orderStatus(desk, arguments);
            case "fills" -> fills(desk, arguments);
            case "openpositions" -> openPositions(desk);
            case "accounts" -> accounts(desk);
            case ACCOUNT_LOG -> accountLog(desk, arguments);
            case "leveragepreferences" -> success(json -> json.objects("leveragePreferences", venue.isolated(), (each, id) -> each
                .text("symbol", board.symbol(id)).number("maxLeverage", 1)));
            case "self-trade-strategy" -> success(json -> json.text("strategy", "REJECT_TAKER"));
            case "notifications" -> success(json -> json.objects("notifications", venue.notices(), (each, notice) -> each
                .text("type", "maintenance").text("priority", "high").text("note", notice).text("effectiveTime", Json.time(clockMs.getAsLong()))));
            default -> throw new RestRefusal("notFound");
        };
    }

    /** An answer of another service of the venue's: it is not wrapped as all others are. */
    private static String keyRights(final ApiKey key) {
        return Json.object(json -> json.text("apiKey", key.key()).text("accountUid", "00000000-0000-4000-8000-000000000000")
            .object("permissions", rights -> rights.text("general", "FULL_ACCESS").text("transfer", key.mayTransfer() ? "FULL_ACCESS" : "NO_ACCESS")));
    }

    private static long cost(final String endpoint, final Arguments arguments) {
        return switch (endpoint) {
            case "sendorder", "editorder", "cancelorder" -> COSTS_OF_AN_ORDER;
            case "cancelallorders", "cancelallordersafter" -> 25;
            case "fills" -> arguments.text("lastFillTime").isEmpty() ? 2 : 25;
            case "orders/status" -> 1;
            case ACCOUNT_LOG -> arguments.whole("count", LOG_PAGE) <= CHEAP_LOG_PAGE ? 1 : 3;
            default -> 2;
        };
    }

    private String success(final Consumer<Json> fields) {
        final boolean isOdd = faults.strike("", UNHEARD_OF) != null;
        return Json.object(json -> {
            json.text("result", "success");
            if (isOdd) {
                json.object("unheardOf", deep -> deep.nothing("nothing").texts("words", List.of("new")));
            }
            fields.accept(json);
            json.text("serverTime", Json.time(clockMs.getAsLong()));
        });
    }

    // ------------------------------------------------------------------ public

    private List<Integer> ids() {
        return IntStream.range(0, instruments.size()).boxed().toList();
    }

    private int instrument(final Arguments arguments) {
        return instrument(arguments.required("symbol"));
    }

    private int instrument(final String symbol) {
        for (int id = 0; id < instruments.size(); id++) {
            if (instruments.get(id).symbol().equalsIgnoreCase(symbol)) {
                return id;
            }
        }
        throw new RestRefusal("notFound");
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

    private void ticker(final Json json, final int id) {
        final MarketView view = board.view(id);
        json.text("symbol", board.symbol(id)).text("tag", "perpetual").text("pair", board.pair(id)).e8("markPrice", view.markPriceE8)
            .e8("bid", view.bidPriceE8).e8("bidSize", view.bidQtyE8).e8("ask", view.askPriceE8).e8("askSize", view.askQtyE8)
            .e8("last", view.lastPriceE8).text("lastTime", Json.time(clockMs.getAsLong())).number("lastSize", 0).number("vol24h", 0)
            .number("volumeQuote", 0).e8("openInterest", board.openInterestE8(id)).e8("open24h", view.lastPriceE8)
            .e8("high24h", view.lastPriceE8).e8("low24h", view.lastPriceE8).e8("fundingRate", board.rates().rateE8(id))
            .e8("fundingRatePrediction", board.rates().nextRateE8(id)).e8("indexPrice", board.indexE8(id)).flag("suspended", board.isSuspended())
            .flag("postOnly", board.isPostOnly()).number("change24h", 0);
    }

    private String orderBook(final int id) {
        final OrderBook book = board.book(id);
        return success(json -> json.object("orderBook", levels -> levels
            .levels("bids", book.bidLevels(), book::bidPriceE8, book::bidQtyE8)
            .levels("asks", book.askLevels(), book::askPriceE8, book::askQtyE8)));
    }

    private String fundingRates(final int id) {
        return success(json -> json.objects("rates", board.rates().hours(id), (each, hour) -> each
            .text("timestamp", Json.time(hour.beganMs())).e8("fundingRate", hour.rateE8()).e8("relativeFundingRate", hour.relativeE8())));
    }

    private String history(final int id) {
        return success(json -> json.objects("history", board.trades(id), (each, print) -> each
            .text("time", Json.time(print.timeMs())).number("trade_id", print.sequence()).e8("price", print.priceE8())
            .e8("size", print.qtyE8()).text("side", side(print.aggressor())).text("type", "fill").text("uid", print.uid())));
    }

    // ------------------------------------------------------------------ orders

    private String sendOrder(final TradingDesk desk, final Arguments arguments) {
        final OrderRequest order = orderRequest(arguments);
        final String refused = refusedBeforehand(order, arguments);
        final TradingDesk.Sent sent = refused.isEmpty() ? desk.send(order) : null;
        final String status = sent == null ? refused : sent.status();
        return success(json -> json.object("sendStatus", reply -> {
            reply.text("order_id", sent == null ? venue.newId() : sent.order().orderId).text("status", status)
                .text("receivedTime", Json.time(clockMs.getAsLong())).optionalText("cliOrdId", order.clientText());
            orderEvents(reply, desk, sent, status);
        }));
    }

    private static OrderRequest orderRequestOf(final Arguments arguments, final int id, final String type) {
        return new OrderRequest(
            type, id, arguments.side(), arguments.requiredE8("size"), arguments.e8("limitPrice"), arguments.e8("stopPrice"),
            arguments.text("cliOrdId"), arguments.text("triggerSignal"), arguments.flag("reduceOnly"),
            arguments.e8("trailingStopMaxDeviation"), arguments.text("trailingStopDeviationUnit").equals("PERCENT"));
    }

    private OrderRequest orderRequest(final Arguments arguments) {
        final String type = arguments.required("orderType").toLowerCase(Locale.ROOT);
        if (!ORDER_TYPES.contains(type)) {
            throw new RestRefusal("invalidArgument");
        }
        final OrderRequest order = orderRequestOf(arguments, instrument(arguments), type);
        final boolean needsLimit = type.equals("lmt") || type.equals("post") || type.equals("ioc");
        final boolean needsStop = type.equals("stp") || type.equals("take_profit");
        if (needsLimit && order.limitE8() == 0 || needsStop && order.stopE8() == 0 || type.equals("trailing_stop") && order.trailE8() == 0) {
            throw new RestRefusal("requiredArgumentMissing");
        }
        return order;
    }

    private String refusedBeforehand(final OrderRequest order, final Arguments arguments) {
        if (faults.strike("sendorder", REFUSED_ORDER) != null) {
            return REFUSALS.get(nextRefusal++ % REFUSALS.size());
        }
        if (order.clientText().length() > LONGEST_CLIENT_ID) {
            return "clientOrderIdTooBig";
        }
        if (clockMs.getAsLong() > arguments.timeMs("processBefore")) {
            return "wouldProcessAfterSpecifiedTime";
        }
        if (board.isSuspended()) {
            return "marketSuspended";
        }
        return board.isPostOnly() && !order.type().equals("post") ? "marketIsPostOnly" : "";
    }

    private void orderEvents(final Json json, final TradingDesk desk, final TradingDesk.Sent sent, final String status) {
        if (sent == null) {
            json.objects("orderEvents", List.of(status), (each, reason) -> each.text("type", "REJECT").text("reason", reason));
            return;
        }
        final DeskOrder order = sent.order();
        final List<Object> events = new ArrayList<>(desk.requestFills());
        if (!status.equals("placed") || order.isOpen()) {
            events.addFirst(order);
        }
        json.objects("orderEvents", events, (each, event) -> {
            if (event instanceof final DeskFill fill) {
                each.text("type", "EXECUTION").text("executionId", fill.fillId()).e8("price", fill.priceE8()).e8("amount", fill.qtyE8())
                    .object("orderPriorExecution", fields -> orderFields(fields, order));
            } else if (status.equals("placed")) {
                each.text("type", "PLACE").object("order", fields -> orderFields(fields, order)).nothing("reducedQuantity");
            } else {
                each.text("type", "REJECT").text("uid", order.orderId).text("reason", status.toUpperCase(Locale.ROOT))
                    .object("order", fields -> orderFields(fields, order));
            }
        });
    }

    private void orderFields(final Json json, final DeskOrder order) {
        json.text("orderId", order.orderId);
        if (order.clientText.isEmpty()) {
            json.nothing("cliOrdId");
        } else {
            json.text("cliOrdId", order.clientText);
        }
        json.text("type", order.type).text("symbol", board.symbol(order.instrumentId)).text("side", side(order.side))
            .e8("quantity", order.qtyE8).e8("filled", order.filledE8).optionalE8("limitPrice", order.limitE8)
            .optionalE8("stopPrice", order.stopE8).flag("reduceOnly", order.reduceOnly).text("timestamp", Json.time(order.receivedMs))
            .text("lastUpdateTimestamp", Json.time(order.updatedMs));
    }

    private String editOrder(final TradingDesk desk, final Arguments arguments) {
        final DeskOrder order = find(desk, arguments, "orderId");
        final String status = order == null || !order.isOpen() ? "orderForEditNotFound" : edit(desk, order, arguments);
        return success(json -> json.object("editStatus", reply -> {
            reply.text("status", status).text("receivedTime", Json.time(clockMs.getAsLong()));
            if (order != null) {
                reply.text("orderId", order.orderId).optionalText("cliOrdId", order.clientText);
            }
            reply.objects("orderEvents", List.<DeskFill>copyOf(desk.requestFills()), (each, fill) -> each
                .text("type", "EXECUTION").text("executionId", fill.fillId()).e8("price", fill.priceE8()).e8("amount", fill.qtyE8()));
        }));
    }

    private String edit(final TradingDesk desk, final DeskOrder order, final Arguments arguments) {
        if (clockMs.getAsLong() > arguments.timeMs("processBefore")) {
            return "wouldProcessAfterSpecifiedTime";
        }
        final long sizeE8 = arguments.e8("size");
        final long wholeE8 = sizeE8 == 0 ? order.qtyE8 : arguments.text("qtyMode").equals("ABSOLUTE") ? sizeE8 : order.filledE8 + sizeE8;
        final long limitE8 = arguments.e8("limitPrice");
        final long stopE8 = arguments.e8("stopPrice");
        return desk.edit(order, wholeE8, limitE8 == 0 ? order.limitE8 : limitE8, stopE8 == 0 ? order.stopE8 : stopE8);
    }

    private static DeskOrder find(final TradingDesk desk, final Arguments arguments, final String idName) {
        if (arguments.text(idName).isEmpty() && arguments.text("cliOrdId").isEmpty()) {
            throw new RestRefusal("requiredArgumentMissing");
        }
        return desk.find(arguments.text(idName), arguments.text("cliOrdId"));
    }

    private String cancelOrder(final TradingDesk desk, final Arguments arguments) {
        final DeskOrder order = find(desk, arguments, "order_id");
        final String status = clockMs.getAsLong() > arguments.timeMs("processBefore")
            ? "wouldProcessAfterSpecifiedTime" : desk.cancel(arguments.text("order_id"), arguments.text("cliOrdId"));
        return success(json -> json.object("cancelStatus", reply -> {
            reply.text("status", status).text("receivedTime", Json.time(clockMs.getAsLong()));
            if (order != null) {
                reply.text("order_id", order.orderId).optionalText("cliOrdId", order.clientText)
                    .objects("orderEvents", List.of(order), (each, event) -> each
                        .text("type", "CANCEL").text("uid", event.orderId).object("order", fields -> orderFields(fields, event)));
            }
        }));
    }

    private String cancelAll(final TradingDesk desk, final Arguments arguments) {
        final String symbol = arguments.text("symbol");
        final List<DeskOrder> canceled = desk.cancelAll(symbol.isEmpty() ? -1 : instrument(symbol), "cancelled_by_user");
        return success(json -> json.object("cancelStatus", reply -> reply
            .text("receivedTime", Json.time(clockMs.getAsLong())).text("cancelOnly", symbol.isEmpty() ? "all" : symbol)
            .text("status", canceled.isEmpty() ? "noOrdersToCancel" : "cancelled")
            .objects("cancelledOrders", canceled, (each, order) -> each.text("order_id", order.orderId).optionalText("cliOrdId", order.clientText))
            .objects("orderEvents", canceled, (each, order) -> each
                .text("type", "CANCEL").text("uid", order.orderId).object("order", fields -> orderFields(fields, order)))));
    }

    private String deadMansSwitch(final TradingDesk desk, final Arguments arguments) {
        final long timeoutMs = arguments.requiredE8("timeout") / (FixedPoint.ONE / 1_000);
        desk.setDeadMansSwitch(timeoutMs);
        return success(json -> json.object("status", reply -> reply
            .text("currentTime", Json.time(clockMs.getAsLong()))
            .text("triggerTime", timeoutMs == 0 ? "0" : Json.time(desk.switchDueMs()))));
    }

    // ------------------------------------------------------------------ what there is

    private void openOrder(final Json json, final DeskOrder order) {
        final String listed = switch (order.type) {
            case "stp" -> "stop";
            case "post" -> "lmt";
            default -> order.type;
        };
        json.text("order_id", order.orderId).optionalText("cliOrdId", order.clientText).text("symbol", board.symbol(order.instrumentId))
            .text("side", side(order.side)).text("orderType", listed).optionalE8("limitPrice", order.limitE8)
            .optionalE8("stopPrice", order.stopE8);
        // The venue was seen to leave it out for triggers that rest, which fails clients that count on it.
        if (order.status != DeskOrder.Status.TRIGGER_PLACED || faults.strike("openorders", UNHEARD_OF) == null) {
            json.e8("unfilledSize", order.qtyE8 - order.filledE8);
        }
        json.e8("filledSize", order.filledE8).text("status", order.filledE8 == 0 ? "untouched" : "partiallyFilled")
            .flag("reduceOnly", order.reduceOnly).optionalText("triggerSignal", order.isTrigger() ? order.triggerSignal : "")
            .text("receivedTime", Json.time(order.receivedMs)).text("lastUpdateTime", Json.time(order.updatedMs));
    }

    private String orderStatus(final TradingDesk desk, final Arguments arguments) {
        final List<DeskOrder> found = new ArrayList<>();
        arguments.all("orderIds").forEach(id -> addIfFound(found, desk.find(id, "")));
        arguments.all("cliOrdIds").forEach(text -> addIfFound(found, desk.find("", text)));
        return success(json -> json.objects("orders", found, (each, order) -> each
            .object("order", fields -> orderFields(
                fields.text("kind", order.isTrigger() ? "TRIGGER_ORDER" : "ORDER"), order))
            .text("status", order.status.name()).text("updateReason", order.reason.toUpperCase(Locale.ROOT))));
    }

    private static void addIfFound(final List<DeskOrder> found, final DeskOrder order) {
        if (order != null) {
            found.add(order);
        }
    }

    private String fills(final TradingDesk desk, final Arguments arguments) {
        final long beforeMs = arguments.timeMs("lastFillTime");
        final List<DeskFill> page = desk.fills().reversed().stream().filter(fill -> fill.timeMs() < beforeMs).limit(PAGE).toList();
        return success(json -> json.objects("fills", page, (each, fill) -> each
            .text("fill_id", fill.fillId()).text("order_id", fill.orderId()).optionalText("cliOrdId", fill.clientText())
            .text("symbol", board.symbol(fill.instrumentId())).text("side", side(fill.side())).e8("size", fill.qtyE8())
            .e8("price", fill.priceE8()).text("fillTime", Json.time(fill.timeMs())).text("fillType", fill.fillType())));
    }

    private String openPositions(final TradingDesk desk) {
        final MarginAccount account = desk.account();
        final List<Integer> held = ids().stream().filter(id -> account.positionE8(id) != 0).toList();
        return success(json -> json.objects("openPositions", held, (each, id) -> each
            .text("side", account.positionE8(id) > 0 ? "long" : "short").text("symbol", board.symbol(id))
            .e8("price", account.averageEntryPriceE8(id)).text("fillTime", Json.time(clockMs.getAsLong()))
            .e8("size", Math.abs(account.positionE8(id))).e8("unrealizedFunding", desk.unrealizedFundingE8(id))));
    }

    private String accounts(final TradingDesk desk) {
        final MarginAccount account = desk.account();
        final long cashE8 = account.cashE8();
        return success(json -> json.object("accounts", all -> all
            .object("cash", cash -> cash.text("type", "cashAccount").object("balances", balances -> balances.e8("usd", 0)))
            .object("flex", flex -> flex
                .text("type", "multiCollateralMarginAccount")
                .object("currencies", currencies -> currencies.object("USD", usd -> usd
                    .e8("quantity", cashE8).e8("value", cashE8).e8("collateral", cashE8)
                    .e8("available", account.equityE8() - account.marginUsedE8())))
                .e8("balanceValue", cashE8).e8("portfolioValue", account.equityE8()).e8("collateralValue", cashE8)
                .e8("initialMargin", account.marginUsedE8()).e8("initialMarginWithOrders", account.marginUsedE8())
                .e8("maintenanceMargin", account.maintenanceMarginE8()).e8("pnl", account.equityE8() - cashE8)
                .e8("unrealizedFunding", ids().stream().mapToLong(desk::unrealizedFundingE8).sum()).e8("totalUnrealized", account.equityE8() - cashE8)
                .e8("totalUnrealizedAsMargin", account.equityE8() - cashE8).e8("availableMargin", account.equityE8() - account.marginUsedE8())
                .e8("marginEquity", account.equityE8()))));
    }

    /** Not wrapped as the answers of the trading API are. Realised profit is left to what cash, fee and funding leave of it. */
    private String accountLog(final TradingDesk desk, final Arguments arguments) {
        final long sinceMs = arguments.whole("since", 0);
        final long from = arguments.whole("from", 0);
        final List<LogEntry> page = desk.log().stream().filter(entry -> entry.timeMs() >= sinceMs && entry.number() >= from)
            .limit(arguments.whole("count", LOG_PAGE)).toList();
        return Json.object(json -> json.text("accountUid", "00000000-0000-4000-8000-000000000000").objects("logs", page, this::logEntry));
    }

    private void logEntry(final Json json, final LogEntry entry) {
        json.number("id", entry.number()).text("date", Json.time(entry.timeMs())).text("asset", "usd").text("info", entry.info())
            .text("booking_uid", entry.uid()).text("margin_account", "flex").text("collateral", "usd")
            .text("contract", board.symbol(entry.instrumentId()).toLowerCase(Locale.ROOT))
            .e8("old_balance", entry.oldCashE8()).e8("new_balance", entry.newCashE8()).e8("fee", entry.feeE8())
            .e8("realized_pnl", entry.newCashE8() - entry.oldCashE8() + entry.feeE8() - entry.fundingE8())
            .e8("funding_rate", entry.rateE8()).e8("realized_funding", entry.fundingE8());
        if (entry.execution().isEmpty()) {
            json.nothing("execution");
        } else {
            json.text("execution", entry.execution());
        }
    }

    private static String side(final Side side) {
        return side == Side.BUY ? "buy" : "sell";
    }
}
