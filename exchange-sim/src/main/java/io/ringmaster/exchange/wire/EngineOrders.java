package io.ringmaster.exchange.wire;

import io.ringmaster.exchange.matching.ExecutionListener;
import io.ringmaster.exchange.matching.MarginAccount;
import io.ringmaster.exchange.matching.MatchingEngine;
import io.ringmaster.exchange.matching.MatchingRules;
import io.ringmaster.exchange.matching.VenueOrder;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.function.LongSupplier;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongHashSet;

/**
 * The orders of one account at its matching engines: puts them in, takes them out, and takes the engines' reports. An edit is a
 * cancel and a new order under the same name: it goes to the end of its queue, where Kraken lets a smaller one keep its place. One thread.
 */
final class EngineOrders implements ExecutionListener {

    private final AccountOrders orders;
    private final AccountFills fills;
    private final AccountListener listener;
    private final LongSupplier clockMs;
    private final MatchingEngine[] engines;
    private final Long2ObjectHashMap<AccountOrder> byEngineId = new Long2ObjectHashMap<>();
    private long engineIds;
    /** The order being put into its engine, and why it was refused or ended at once. */
    private AccountOrder entering;
    private VenueReason refusal = VenueReason.NONE;
    private String reasonInFeed = "";
    private boolean isEditing;

    EngineOrders(
        final List<InstrumentDefinition> instruments, final MatchingRules rules, final MarginAccount margin, final AccountOrders orders,
        final AccountFills fills, final LongSupplier clockMs, final AccountListener listener) {
        this.orders = orders;
        this.fills = fills;
        this.clockMs = clockMs;
        this.listener = listener;
        engines = new MatchingEngine[instruments.size()];
        final LongHashSet used = new LongHashSet();
        for (int i = 0; i < engines.length; i++) {
            engines[i] = new MatchingEngine(i, instruments.get(i), rules, margin, used, this);
        }
    }

    MatchingEngine[] engines() {
        return engines;
    }

    /** Puts an order into its engine; returns the {@code sendStatus}. */
    String enter(final AccountOrder order, final String reason) {
        entering = order;
        refusal = VenueReason.NONE;
        order.engineId = ++engineIds;
        byEngineId.put(order.engineId, order);
        orders.open(order, AccountOrder.Status.ENTERED_BOOK);
        reasonInFeed = reason;
        engines[order.instrumentId].submit(
            order.engineId, engineType(order), order.side, order.qtyE8 - order.filledE8,
            order.limitPriceE8 == 0 ? MatchingEngine.NO_PRICE : order.limitPriceE8, MatchingEngine.NO_PRICE, order.reduceOnly,
            clockMs.getAsLong() * 1_000_000);
        return refusal == VenueReason.NONE ? "placed" : OrderWords.sendStatus(refusal);
    }

    private static OrderType engineType(final AccountOrder order) {
        return switch (order.type) {
            case "post" -> OrderType.POST_ONLY;
            case "ioc" -> OrderType.IOC;
            case "mkt" -> OrderType.MARKET;
            case "lmt" -> OrderType.LIMIT;
            default -> order.limitPriceE8 == 0 ? OrderType.MARKET : OrderType.LIMIT;
        };
    }

    /** The price a trigger waited for was reached. */
    void trigger(final AccountOrder order) {
        orders.report(order, "stop_order_triggered");
        enter(order, "limit_order_from_stop");
        if (refusal != VenueReason.NONE && order.filledE8 == 0) {
            order.status = AccountOrder.Status.TRIGGER_ACTIVATION_FAILURE;
        }
    }

    /** Returns the {@code editStatus}; an edit that is refused leaves the order as it was. */
    String edit(final AccountOrder order, final long qtyE8, final long limitPriceE8) {
        if (qtyE8 <= order.filledE8) {
            return "invalidSize";
        }
        final long oldQtyE8 = order.qtyE8;
        final long oldLimitPriceE8 = order.limitPriceE8;
        isEditing = true;
        engines[order.instrumentId].cancel(order.engineId);
        order.qtyE8 = qtyE8;
        order.limitPriceE8 = limitPriceE8;
        orders.touch(order);
        final String status = enter(order, "edited_by_user");
        isEditing = false;
        if (status.equals("placed")) {
            return "edited";
        }
        order.qtyE8 = oldQtyE8;
        order.limitPriceE8 = oldLimitPriceE8;
        enter(order, "");
        return status;
    }

    /** Ends an order that is open, whether it waits or is at its engine. */
    void cancel(final AccountOrder order, final String reason) {
        if (order.engineId == 0) {
            orders.close(order, AccountOrder.Status.CANCELLED, reason, false);
        } else {
            reasonInFeed = reason;
            engines[order.instrumentId].cancel(order.engineId);
        }
    }

    /**
     * Cancels every order of an instrument, or all.
     *
     * @param instrumentId -1 for all
     * @return those that were canceled
     */
    List<AccountOrder> cancelAll(final int instrumentId, final String reason) {
        final List<AccountOrder> canceled =
            orders.open().stream().filter(order -> instrumentId < 0 || order.instrumentId == instrumentId).toList();
        canceled.forEach(order -> cancel(order, reason));
        return canceled;
    }

    /** Liquidates every position as if there were not enough margin. */
    void liquidate() {
        cancelAll(-1, "not_enough_margin");
        for (final MatchingEngine engine : engines) {
            engine.liquidate();
        }
        listener.onAccount();
    }

    // ------------------------------------------------------------------ what the engines say

    @Override
    public void onOrderEvent(final VenueOrder engineOrder, final ExecType execType, final VenueReason reason) {
        final AccountOrder order = byEngineId.get(engineOrder.clientOrderId());
        if (order == null) {
            return;
        }
        switch (execType) {
            case NEW -> {
                orders.touch(order);
                if (mayRest(order) && !reasonInFeed.isEmpty()) {
                    orders.report(order, reasonInFeed);
                }
            }
            case REJECTED -> {
                refuse(order, reason);
                if (!isEditing) {
                    orders.close(order, AccountOrder.Status.REJECTED, OrderWords.rejection(reason), true);
                }
            }
            case EXPIRED -> {
                refuse(order, reason);
                orders.close(order, AccountOrder.Status.CANCELLED, "ioc_order_failed_because_it_would_not_be_executed", false);
            }
            case CANCELED -> onCanceled(order, reason);
            case TRADE, TRIGGERED, CANCEL_REJECTED, AMENDED, AMEND_REJECTED, UNANSWERED, NULL_VAL -> {
                // Fills have a method of their own; the engines see no trigger and no edit of one; orders are looked up before a cancel.
            }
        }
    }

    private static boolean mayRest(final AccountOrder order) {
        return !order.type.equals("mkt") && !order.type.equals("ioc");
    }

    private void refuse(final AccountOrder order, final VenueReason reason) {
        if (order == entering && order.filledE8 == 0) {
            refusal = reason;
        }
    }

    private void onCanceled(final AccountOrder order, final VenueReason reason) {
        if (isEditing) {
            return;
        }
        final String why = switch (reason) {
            case WOULD_NOT_REDUCE -> "would_not_reduce_position";
            case SELF_FILL -> "self_fill";
            case LIQUIDATION, INSUFFICIENT_MARGIN -> "not_enough_margin";
            default -> reasonInFeed.isEmpty() || reasonInFeed.startsWith("new_") ? "cancelled_by_user" : reasonInFeed;
        };
        refuse(order, reason);
        orders.close(order, AccountOrder.Status.CANCELLED, why, false);
    }

    @Override
    public void onFill(
        final VenueOrder engineOrder, final long executionNumber, final long qtyE8, final long priceE8, final long feeE8,
        final Liquidity liquidity, final VenueReason reason) {
        final AccountOrder order = byEngineId.get(engineOrder.clientOrderId());
        final OrderImage prior = order == null ? null : OrderImage.of(order);
        if (order != null) {
            order.filledE8 += qtyE8;
            orders.touch(order);
        }
        fills.book(order, prior, engineOrder, new AccountFill.Execution(qtyE8, priceE8, OrderWords.fillType(liquidity, reason), feeE8));
        if (order != null) {
            afterFill(order);
        }
        listener.onAccount();
    }

    private void afterFill(final AccountOrder order) {
        if (order.filledE8 >= order.qtyE8) {
            orders.close(order, AccountOrder.Status.FULLY_EXECUTED, "full_fill", false);
        } else if (mayRest(order)) {
            orders.report(order, "partial_fill");
        }
    }

    @Override
    public void onRefused(final int instrumentId, final long clientOrderId, final ExecType execType) {
        throw new IllegalStateException("an open order is not at its engine: " + clientOrderId);
    }

    @Override
    public void onMarginCall() {
        liquidate();
    }
}
