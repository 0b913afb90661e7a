package io.ringmaster.exchange.wire;

import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The requests that place, edit, cancel and list orders. One thread.
 *
 * <p>Where the documents leave a choice: an edit's {@code size} in mode RELATIVE is the new open quantity, in mode ABSOLUTE the new whole
 * one; ids of {@code orders/status} are taken repeated and joined with commas.
 */
final class OrderRest {

    private static final Set<Fault> REFUSED_ORDER = EnumSet.of(Fault.REJECT);
    private static final int LONGEST_CLIENT_ID = 100;
    private static final String TOO_LATE = "wouldProcessAfterSpecifiedTime";
    private static final String PLACED = "placed";
    private static final List<String> ORDER_TYPES = List.of("lmt", "post", "ioc", "mkt", "stp", "take_profit", "trailing_stop");
    /** Every word an order can be refused with, and one that is unknown to clients. */
    private static final List<String> REFUSALS = List.of(
        "marketSuspended", "marketInactive", "invalidPrice", "invalidSize", "tooManySmallOrders", "insufficientAvailableFunds",
        "wouldCauseLiquidation", "clientOrderIdTooBig", "maxPositionViolation", "outsidePriceCollar", "wouldIncreasePriceDislocation",
        "postWouldExecute", "iocWouldNotExecute", "selfFill", "wouldNotReducePosition", "marketIsPostOnly", "tooManyOrders",
        "fixedLeverageTooHigh", "clientOrderIdInvalid", TOO_LATE, "somethingUnheardOf");

    private final Venue venue;
    private final MarketBoard board;
    private final PublicRest products;
    private final OrderJson words;
    private final FaultSchedule faults;
    private final Envelope envelope;
    private int nextRefusal;

    OrderRest(
        final Venue venue, final MarketBoard board, final PublicRest products, final OrderJson words, final FaultSchedule faults,
        final Envelope envelope) {
        this.venue = venue;
        this.board = board;
        this.products = products;
        this.words = words;
        this.faults = faults;
        this.envelope = envelope;
    }

    /**
     * What became of a request about one order.
     *
     * @param order  null when there is none
     * @param events of the request
     */
    private record Outcome(String venueOrderId, String clientText, String status, AccountOrder order, List<Consumer<Json>> events) {

        void json(final Json json, final String idName, final String timeName, final String time) {
            json.optionalText(idName, venueOrderId).text("status", status).text(timeName, time).optionalText("cliOrdId", clientText)
                .objects("orderEvents", events, (each, event) -> event.accept(each));
        }
    }

    /** The answer, or null if this is no endpoint of orders. */
    String answer(final String endpoint, final VenueAccount account, final Arguments arguments) {
        return switch (endpoint) {
            case "sendorder" -> one("sendStatus", "order_id", send(account, arguments));
            case "editorder" -> one("editStatus", "orderId", edit(account, arguments, "orderId"));
            case "cancelorder" -> one("cancelStatus", "order_id", cancel(account, arguments));
            case "batchorder" -> batch(account, arguments);
            case "cancelallorders" -> cancelAll(account, arguments);
            case "cancelallordersafter" -> deadMansSwitch(account, arguments);
            case "openorders" -> envelope.success(json -> json.objects("openOrders", account.open(), this::openOrder));
            case "orders/status" -> orderStatus(account, arguments);
            default -> null;
        };
    }

    private String one(final String name, final String idName, final Outcome outcome) {
        return envelope.success(json -> json.object(name, reply -> outcome.json(reply, idName, "receivedTime", envelope.now())));
    }

    private boolean isTooLate(final Arguments arguments) {
        return envelope.nowMs() > arguments.timeMs("processBefore");
    }

    // ------------------------------------------------------------------ send

    private Outcome send(final VenueAccount account, final Arguments arguments) {
        final OrderRequest request = orderRequest(arguments);
        final String refused = refusedBeforehand(request, arguments);
        if (!refused.isEmpty()) {
            return new Outcome(venue.newId(), request.clientText(), refused, null, List.of(json -> json.text("type", "REJECT").text("reason", refused)));
        }
        final VenueAccount.Sent sent = account.send(request);
        return new Outcome(sent.order().venueOrderId, request.clientText(), sent.status(), sent.order(), sendEvents(account, sent));
    }

    private OrderRequest orderRequest(final Arguments arguments) {
        final String type = arguments.required("orderType").toLowerCase(Locale.ROOT);
        if (!ORDER_TYPES.contains(type)) {
            throw new RestRefusal("invalidArgument");
        }
        final OrderRequest order = new OrderRequest(
            arguments.text("cliOrdId"),
            new OrderRequest.Terms(
                type, products.instrument(arguments.required("symbol")), arguments.side(), arguments.requiredE8("size"),
                arguments.e8("limitPrice"), arguments.flag("reduceOnly")),
            new OrderRequest.TriggerTerms(
                arguments.e8("stopPrice"), arguments.text("triggerSignal"), arguments.e8("trailingStopMaxDeviation"),
                arguments.text("trailingStopDeviationUnit").equals("PERCENT")));
        final boolean needsLimit = type.equals("lmt") || type.equals("post") || type.equals("ioc");
        final boolean needsStop = type.equals("stp") || type.equals("take_profit");
        if (needsLimit && order.terms().limitPriceE8() == 0 || needsStop && order.trigger().stopPriceE8() == 0
            || type.equals("trailing_stop") && order.trigger().trailE8() == 0) {
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
        if (isTooLate(arguments)) {
            return TOO_LATE;
        }
        if (board.isSuspended()) {
            return "marketSuspended";
        }
        return board.isPostOnly() && !order.terms().type().equals("post") ? "marketIsPostOnly" : "";
    }

    /** Executions first, then what rests of the order, or why nothing does. */
    private List<Consumer<Json>> sendEvents(final VenueAccount account, final VenueAccount.Sent sent) {
        final List<Consumer<Json>> events = new ArrayList<>();
        final OrderImage order = OrderImage.of(sent.order());
        for (final AccountFill fill : List.copyOf(account.requestFills())) {
            events.add(json -> words.execution(json, fill, null));
        }
        if (!sent.status().equals(PLACED)) {
            events.add(json -> words.reject(json, order, sent.status()));
        } else if (sent.order().isOpen()) {
            events.add(json -> words.place(json, order));
        }
        return events;
    }

    // ------------------------------------------------------------------ edit and cancel

    private Outcome edit(final VenueAccount account, final Arguments arguments, final String idName) {
        final AccountOrder order = find(account, arguments, idName);
        if (order == null || !order.isOpen()) {
            return new Outcome(order == null ? "" : order.venueOrderId, order == null ? "" : order.clientText, "orderForEditNotFound", order, List.of());
        }
        if (isTooLate(arguments)) {
            return new Outcome(order.venueOrderId, order.clientText, TOO_LATE, order, List.of());
        }
        if (arguments.e8("stopPrice") != 0 && !order.isTrigger()) {
            return new Outcome(order.venueOrderId, order.clientText, "orderForEditNotAStop", order, List.of());
        }
        final OrderImage before = OrderImage.of(order);
        final String status = edit(account, order, arguments);
        return new Outcome(order.venueOrderId, order.clientText, status, order, status.equals("edited") ? editEvents(account, before, order) : List.of());
    }

    private static String edit(final VenueAccount account, final AccountOrder order, final Arguments arguments) {
        final long sizeE8 = arguments.e8("size");
        final long wholeE8 = sizeE8 == 0 ? order.qtyE8 : arguments.text("qtyMode").equals("ABSOLUTE") ? sizeE8 : order.filledE8 + sizeE8;
        final long limitPriceE8 = arguments.e8("limitPrice");
        final long stopPriceE8 = arguments.e8("stopPrice");
        return account.edit(order, wholeE8, limitPriceE8 == 0 ? order.limitPriceE8 : limitPriceE8, stopPriceE8 == 0 ? order.stopPriceE8 : stopPriceE8);
    }

    /** The order as it was and as it was edited to, then what the edit made it execute. */
    private List<Consumer<Json>> editEvents(final VenueAccount account, final OrderImage before, final AccountOrder order) {
        final List<AccountFill> fills = List.copyOf(account.requestFills());
        final OrderImage after = fills.isEmpty() ? OrderImage.of(order) : fills.getFirst().source().prior();
        final List<Consumer<Json>> events = new ArrayList<>();
        events.add(json -> words.edit(json, before, after));
        fills.forEach(fill -> events.add(json -> words.execution(json, fill, before)));
        return events;
    }

    private static AccountOrder find(final VenueAccount account, final Arguments arguments, final String idName) {
        if (arguments.text(idName).isEmpty() && arguments.text("cliOrdId").isEmpty()) {
            throw new RestRefusal("requiredArgumentMissing");
        }
        return account.find(arguments.text(idName), arguments.text("cliOrdId"));
    }

    private Outcome cancel(final VenueAccount account, final Arguments arguments) {
        final AccountOrder order = find(account, arguments, "order_id");
        final String status = isTooLate(arguments) ? TOO_LATE : account.cancel(arguments.text("order_id"), arguments.text("cliOrdId"));
        if (order == null) {
            return new Outcome(arguments.text("order_id"), arguments.text("cliOrdId"), status, null, List.of());
        }
        final OrderImage image = OrderImage.of(order);
        return new Outcome(order.venueOrderId, order.clientText, status, order, List.of(json -> words.cancel(json, image)));
    }

    private String cancelAll(final VenueAccount account, final Arguments arguments) {
        final String symbol = arguments.text("symbol");
        final List<AccountOrder> canceled = account.cancelAll(symbol.isEmpty() ? -1 : products.instrument(symbol), "cancelled_by_user");
        return envelope.success(json -> json.object("cancelStatus", reply -> reply
            .text("receivedTime", envelope.now()).text("cancelOnly", symbol.isEmpty() ? "all" : symbol)
            .text("status", canceled.isEmpty() ? "noOrdersToCancel" : "cancelled")
            .objects("cancelledOrders", canceled, (each, order) -> each.text("order_id", order.venueOrderId).optionalText("cliOrdId", order.clientText))
            .objects("orderEvents", canceled, (each, order) -> words.cancel(each, OrderImage.of(order)))));
    }

    private String deadMansSwitch(final VenueAccount account, final Arguments arguments) {
        final long timeoutMs = arguments.requiredE8("timeout") / (FixedPoint.ONE / 1_000);
        account.setDeadMansSwitch(timeoutMs);
        return envelope.success(json -> json.object("status", reply -> reply
            .text("currentTime", envelope.now()).text("triggerTime", timeoutMs == 0 ? "0" : Json.time(account.switchDueMs()))));
    }

    // ------------------------------------------------------------------ batch

    /** One answer an instruction, in their order; an instruction that can't be read is refused alone. */
    private String batch(final VenueAccount account, final Arguments arguments) {
        final List<BatchOutcome> outcomes =
            BatchInstructions.parse(arguments.required("json")).stream().map(each -> carryOut(account, each)).toList();
        return envelope.success(json -> json.objects("batchStatus", outcomes, (each, done) -> {
            each.optionalText("order_tag", done.tag());
            if (done.outcome() == null) {
                each.text("status", done.refusal()).objects("orderEvents", List.of(), (fields, none) -> { });
            } else {
                done.outcome().json(each, "order_id", "dateTimeReceived", envelope.now());
            }
        }));
    }

    /** @param outcome null when the instruction was refused as a whole */
    private record BatchOutcome(String tag, Outcome outcome, String refusal) {
    }

    private BatchOutcome carryOut(final VenueAccount account, final Arguments instruction) {
        final String tag = instruction.text("order_tag");
        try {
            return new BatchOutcome(tag, switch (instruction.required("order")) {
                case "send" -> send(account, instruction);
                case "edit" -> edit(account, instruction, "order_id");
                case "cancel" -> cancel(account, instruction);
                default -> throw new RestRefusal("invalidArgument");
            }, "");
        } catch (final RestRefusal refusal) {
            return new BatchOutcome(tag, null, refusal.getMessage());
        }
    }

    // ------------------------------------------------------------------ what there is

    /** The real venue sometimes leaves out {@code unfilledSize} for resting triggers, which breaks clients that rely on it. */
    private void openOrder(final Json json, final AccountOrder order) {
        words.openOrder(json, order, order.status != AccountOrder.Status.TRIGGER_PLACED || !envelope.isOdd("openorders"));
    }

    private String orderStatus(final VenueAccount account, final Arguments arguments) {
        final List<AccountOrder> found = new ArrayList<>();
        arguments.all("orderIds").forEach(id -> addIfFound(found, account.find(id, "")));
        arguments.all("cliOrdIds").forEach(text -> addIfFound(found, account.find("", text)));
        return envelope.success(json -> json.objects("orders", found, words::status));
    }

    private static void addIfFound(final List<AccountOrder> found, final AccountOrder order) {
        if (order != null) {
            found.add(order);
        }
    }
}
