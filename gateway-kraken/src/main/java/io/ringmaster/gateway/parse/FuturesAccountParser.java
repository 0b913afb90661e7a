package io.ringmaster.gateway.parse;

import io.ringmaster.gateway.wire.OrderIds;
import io.ringmaster.gateway.wire.VenueBalance;
import io.ringmaster.gateway.wire.VenueFill;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.gateway.wire.VenuePosition;
import io.ringmaster.schema.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The private feeds {@code open_orders(_verbose)}, {@code fills}, {@code open_positions}, {@code balances} and {@code notifications_auth}.
 * Messages are rare, so they are passed on as plain records. A missing field keeps the value that means "not reported"; unknown fields are
 * ignored.
 */
final class FuturesAccountParser implements FeedParser {

    private static final int ORDERS = 0;
    private static final int ORDERS_VERBOSE = 1;
    private static final int ORDERS_SNAPSHOT = 2;
    private static final int ORDERS_VERBOSE_SNAPSHOT = 3;
    private static final int FILLS = 4;
    private static final int FILLS_SNAPSHOT = 5;
    private static final int POSITIONS = 6;
    private static final int BALANCES = 7;
    private static final int BALANCES_SNAPSHOT = 8;
    private static final int NOTIFICATIONS = 9;
    private static final int HEARTBEAT = 10;
    private static final Words FEEDS = Words.of(
        "open_orders", "open_orders_verbose", "open_orders_snapshot", "open_orders_verbose_snapshot", "fills", "fills_snapshot",
        "open_positions", "balances", "balances_snapshot", "notifications_auth", "heartbeat");
    /** What the fee of a linear contract is paid in. */
    private static final String QUOTE_CURRENCY = "USD";

    private final FuturesAccountListener account;
    private final List<VenueOrderState> orders = new ArrayList<>();
    private final List<VenueFill> fills = new ArrayList<>();
    private final List<VenuePosition> positions = new ArrayList<>();
    private final List<Notification> notifications = new ArrayList<>();
    private VenueBalance balance;
    private String venueOrderId;
    private String clientText;
    private boolean isCancel;
    private String reason;
    private long timeMs;

    private record Notification(String type, String priority, String note, long effectiveTimeMs) {
    }

    FuturesAccountParser(final FuturesAccountListener account) {
        this.account = account;
    }

    @Override
    public Words feeds() {
        return FEEDS;
    }

    @Override
    public void begin() {
        orders.clear();
        fills.clear();
        positions.clear();
        notifications.clear();
        balance = null;
        venueOrderId = "";
        clientText = "";
        isCancel = false;
        reason = "";
        timeMs = 0;
    }

    @Override
    public void onField(final JsonFrame json, final String name) {
        switch (name) {
            case "order" -> readOrder(json);
            case "orders" -> each(json, this::readOrder);
            case "order_id" -> venueOrderId = json.text();
            case "cli_ord_id" -> clientText = json.text();
            case "time" -> timeMs = json.wholeOrZero();
            case "is_cancel" -> isCancel = json.isTrue();
            case "reason" -> reason = json.text();
            case "fills" -> each(json, this::readFill);
            case "positions" -> each(json, this::readPosition);
            case "flex_futures" -> readBalance(json);
            case "notifications" -> each(json, this::readNotification);
            default -> json.skip();
        }
    }

    private static void each(final JsonFrame array, final Consumer<JsonFrame> read) {
        while (array.nextObject()) {
            read.accept(array);
        }
    }

    @Override
    public void onMessage(final int feed, final int instrumentId, final long receiveTimeNs) {
        switch (feed) {
            case ORDERS, ORDERS_VERBOSE -> onOrder();
            case ORDERS_SNAPSHOT, ORDERS_VERBOSE_SNAPSHOT -> account.onOpenOrders(List.copyOf(orders));
            case FILLS -> fills.forEach(fill -> account.onFill(fill, false));
            // The venue lists the newest first; they are passed on in the order in which they happened.
            case FILLS_SNAPSHOT -> fills.reversed().forEach(fill -> account.onFill(fill, true));
            case POSITIONS -> account.onPositions(List.copyOf(positions));
            case BALANCES, BALANCES_SNAPSHOT -> {
                if (balance != null) {
                    account.onBalance(balance);
                }
            }
            case NOTIFICATIONS -> notifications.forEach(
                news -> account.onNotification(news.type(), news.priority(), news.note(), news.effectiveTimeMs()));
            case HEARTBEAT -> {
                if (timeMs > 0) {
                    account.onHeartbeat(timeMs);
                }
            }
            default -> throw new IllegalStateException("a feed without a branch: " + feed);
        }
    }

    @Override
    public void onLost(final long timeNs) {
        // Nothing to do: the session asks for the whole account again.
    }

    private void onOrder() {
        if (isCancel) {
            final VenueOrderState order = orders.isEmpty() ? null : orders.getFirst();
            account.onOrderGone(order == null ? venueOrderId : order.venueOrderId(), order == null ? clientText : order.ids().clientText(), reason);
        } else if (!orders.isEmpty()) {
            account.onOrder(orders.getFirst(), reason);
        }
    }

    private void readOrder(final JsonFrame json) {
        String id = "";
        String client = "";
        String product = "";
        String type = "";
        Side side = null;
        long remainingE8 = -1;
        long filledE8 = 0;
        long limitPriceE8 = 0;
        long stopPriceE8 = 0;
        boolean reduceOnly = false;
        while (json.nextField()) {
            switch (json.isNull() ? "" : json.name()) {
                case "order_id" -> id = json.text();
                case "cli_ord_id" -> client = json.text();
                case "instrument" -> product = json.text();
                case "type" -> type = json.text();
                case "direction" -> side = json.whole() == 0 ? Side.BUY : Side.SELL;
                case "qty" -> remainingE8 = json.roundedE8();
                case "filled" -> filledE8 = json.roundedE8();
                case "limit_price" -> limitPriceE8 = json.roundedE8();
                case "stop_price" -> stopPriceE8 = json.roundedE8();
                case "reduce_only" -> reduceOnly = json.isTrue();
                default -> json.skip();
            }
        }
        require(side != null, "direction");
        orders.add(new VenueOrderState(
            new OrderIds(required(id, "order_id"), client), required(product, "instrument"), side, type,
            new VenueOrderState.Quantities(remainingE8, filledE8), new VenueOrderState.Prices(limitPriceE8, stopPriceE8), reduceOnly));
    }

    private void readFill(final JsonFrame json) {
        String fillId = "";
        String id = "";
        String client = "";
        String product = "";
        String fillType = "";
        String feeCurrency = "";
        Side side = null;
        long qtyE8 = 0;
        long priceE8 = 0;
        long timeMs = 0;
        long feeE8 = VenueFill.NO_FEE;
        long remainingE8 = -1;
        while (json.nextField()) {
            switch (json.isNull() ? "" : json.name()) {
                case "fill_id" -> fillId = json.text();
                case "order_id" -> id = json.text();
                case "cli_ord_id" -> client = json.text();
                case "instrument" -> product = json.text();
                case "fill_type" -> fillType = json.text();
                case "fee_currency" -> feeCurrency = json.text();
                case "buy" -> side = json.isTrue() ? Side.BUY : Side.SELL;
                case "qty" -> qtyE8 = json.exactE8();
                case "price" -> priceE8 = json.exactE8();
                case "time" -> timeMs = json.whole();
                case "fee_paid" -> feeE8 = json.roundedE8();
                case "remaining_order_qty" -> remainingE8 = json.roundedE8();
                default -> json.skip();
            }
        }
        require(side != null, "buy");
        require(qtyE8 > 0, "qty");
        require(priceE8 > 0, "price");
        fills.add(new VenueFill(
            required(fillId, "fill_id"), new OrderIds(id, client), required(product, "instrument"), side,
            new VenueFill.Execution(qtyE8, priceE8, timeMs, fillType), feeCurrency.equals(QUOTE_CURRENCY) ? feeE8 : VenueFill.NO_FEE, remainingE8));
    }

    private void readPosition(final JsonFrame json) {
        String product = "";
        long qtyE8 = 0;
        long entryE8 = 0;
        while (json.nextField()) {
            switch (json.isNull() ? "" : json.name()) {
                case "instrument" -> product = json.text();
                case "balance" -> qtyE8 = json.exactE8();
                case "entry_price" -> entryE8 = json.roundedE8();
                default -> json.skip();
            }
        }
        positions.add(new VenuePosition(required(product, "instrument"), qtyE8, entryE8));
    }

    private void readBalance(final JsonFrame json) {
        if (!json.isObject()) {
            throw json.wrong("no object");
        }
        long balanceE8 = 0;
        long portfolioE8 = 0;
        long marginE8 = 0;
        while (json.nextField()) {
            switch (json.isNull() ? "" : json.name()) {
                case "balance_value" -> balanceE8 = json.roundedE8();
                case "portfolio_value" -> portfolioE8 = json.roundedE8();
                case "initial_margin" -> marginE8 = json.roundedE8();
                default -> json.skip();
            }
        }
        balance = new VenueBalance(balanceE8, portfolioE8, marginE8);
    }

    private void readNotification(final JsonFrame json) {
        String type = "";
        String priority = "";
        String note = "";
        long timeMs = 0;
        while (json.nextField()) {
            switch (json.isNull() ? "" : json.name()) {
                case "type" -> type = json.text();
                case "priority" -> priority = json.text();
                case "note" -> note = json.text();
                case "effective_time" -> timeMs = json.whole();
                default -> json.skip();
            }
        }
        notifications.add(new Notification(type, priority, note, timeMs));
    }

    private static String required(final String text, final String field) {
        require(!text.isEmpty(), field);
        return text;
    }

    private static void require(final boolean isThere, final String field) {
        if (!isThere) {
            throw new MalformedMessageException("field '" + field + "' is missing or cannot be");
        }
    }
}
