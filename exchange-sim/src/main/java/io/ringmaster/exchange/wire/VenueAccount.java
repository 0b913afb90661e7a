package io.ringmaster.exchange.wire;

import io.ringmaster.exchange.matching.ExecutionListener;
import io.ringmaster.exchange.matching.MarginAccount;
import io.ringmaster.exchange.matching.MatchingEngine;
import io.ringmaster.exchange.matching.MatchingRules;
import io.ringmaster.exchange.matching.VenueOrder;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongHashSet;

/**
 * One account at the simulated venue: its orders under the venue's names, its fills, its positions, over matching engines of its own that
 * see the same market as everybody's. One thread.
 *
 * <p>Triggers (stops, take-profits, trailing stops) wait here on the price they name and go to the engine as market or limit orders. An
 * edit is a cancel and a new order under the same name: it goes to the end of its queue, where Kraken lets a smaller one keep its place.
 */
final class VenueAccount {

    private final List<InstrumentDefinition> instruments;
    private final MarginAccount margin;
    private final MatchingEngine[] engines;
    private final LongSupplier clockMs;
    private final Supplier<String> ids;
    private final AccountListener listener;
    private final KnownOrders known;
    private final Long2ObjectHashMap<AccountOrder> byEngineId = new Long2ObjectHashMap<>();
    private final List<AccountOrder> open = new ArrayList<>();
    private final List<AccountFill> fills = new ArrayList<>();
    private final AccountLog money;
    private final List<AccountFill> requestFills = new ArrayList<>();
    private long engineIds;
    private long switchDueMs = Long.MAX_VALUE;
    /** The order being put into its engine, and why it was refused or ended at once. */
    private AccountOrder entering;
    private VenueReason refusal = VenueReason.NONE;
    private String reasonInFeed = "";
    private boolean isEditing;

    VenueAccount(
        final List<InstrumentDefinition> instruments, final MatchingRules rules, final FundingRates rates, final long initialCashE8,
        final LongSupplier clockMs, final Supplier<String> ids, final AccountListener listener) {
        this.instruments = instruments;
        this.clockMs = clockMs;
        this.ids = ids;
        this.listener = listener;
        known = new KnownOrders(clockMs);
        margin = new MarginAccount(instruments, initialCashE8);
        engines = new MatchingEngine[instruments.size()];
        money = new AccountLog(margin, new FundingAccrual(instruments.size(), rates), instruments.size(), initialCashE8, ids);
        final LongHashSet used = new LongHashSet();
        for (int i = 0; i < engines.length; i++) {
            engines[i] = new MatchingEngine(i, instruments.get(i), rules, margin, used, new Executions());
        }
    }

    MatchingEngine[] engines() {
        return engines;
    }

    MarginAccount margin() {
        return margin;
    }

    /** Open orders, the oldest first. */
    List<AccountOrder> open() {
        return open;
    }

    /** Every fill, the oldest first. */
    List<AccountFill> fills() {
        return fills;
    }

    /** What happened to the money, the oldest first. */
    List<LogEntry> log() {
        return money.entries();
    }

    /** What is to be had (or, negative, to be paid) for holding an instrument, and not settled yet. */
    long unrealizedFundingE8(final int instrumentId) {
        return money.unrealizedFundingE8(instrumentId, clockMs.getAsLong());
    }

    /** The same of all instruments together. */
    long unrealizedFundingE8() {
        return IntStream.range(0, engines.length).mapToLong(this::unrealizedFundingE8).sum();
    }

    /** Fills of the request just made. */
    List<AccountFill> requestFills() {
        return requestFills;
    }

    /** By the venue's id, or else by the owner's; null when it is not known or forgotten. */
    AccountOrder find(final String venueOrderId, final String clientText) {
        return known.find(venueOrderId, clientText);
    }

    // ------------------------------------------------------------------ requests

    /**
     * Takes an order, or refuses it.
     *
     * @return the order and the {@code sendStatus}
     */
    Sent send(final OrderRequest request) {
        requestFills.clear();
        final AccountOrder order = AccountOrder.of(request, ids.get(), clockMs.getAsLong());
        if (known.isTaken(request.clientText())) {
            order.status = AccountOrder.Status.REJECTED;
            return new Sent(order, "clientOrderIdAlreadyExist");
        }
        known.add(order);
        if (order.isTrigger()) {
            return new Sent(order, placeTrigger(order));
        }
        return new Sent(order, enter(order, "new_placed_order_by_user"));
    }

    /** What became of an order sent: the venue's answer says so. */
    record Sent(AccountOrder order, String status) {
    }

    private String placeTrigger(final AccountOrder order) {
        final InstrumentDefinition instrument = instruments.get(order.instrumentId);
        final boolean isSizeValid = order.qtyE8 >= instrument.minQtyE8() && FixedPoint.isOnStep(order.qtyE8, instrument.lotE8());
        if (!isSizeValid) {
            order.status = AccountOrder.Status.REJECTED;
            return "invalidSize";
        }
        order.status = AccountOrder.Status.TRIGGER_PLACED;
        open.add(order);
        listener.onOrder(order, "new_placed_order_by_user");
        return "placed";
    }

    /** Puts an order into the engine; returns the {@code sendStatus}. */
    private String enter(final AccountOrder order, final String reason) {
        entering = order;
        refusal = VenueReason.NONE;
        order.engineId = ++engineIds;
        order.status = AccountOrder.Status.ENTERED_BOOK;
        byEngineId.put(order.engineId, order);
        if (!open.contains(order)) {
            open.add(order);
        }
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

    /** Returns the {@code cancelStatus}: cancelled, filled or notFound. */
    String cancel(final String venueOrderId, final String clientText) {
        final AccountOrder order = find(venueOrderId, clientText);
        if (order == null || order.status == AccountOrder.Status.REJECTED) {
            return "notFound";
        }
        if (!order.isOpen()) {
            return order.status == AccountOrder.Status.FULLY_EXECUTED ? "filled" : "notFound";
        }
        end(order, "cancelled_by_user");
        return "cancelled";
    }

    private void end(final AccountOrder order, final String reason) {
        if (order.engineId == 0) {
            close(order, AccountOrder.Status.CANCELLED, reason, false);
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
            open.stream().filter(order -> instrumentId < 0 || order.instrumentId == instrumentId).toList();
        canceled.forEach(order -> end(order, reason));
        return canceled;
    }

    /** Returns the {@code editStatus}. */
    String edit(final AccountOrder order, final long qtyE8, final long limitPriceE8, final long stopPriceE8) {
        requestFills.clear();
        if (order.isTrigger() && order.engineId == 0) {
            order.qtyE8 = qtyE8;
            order.limitPriceE8 = limitPriceE8;
            order.stopPriceE8 = stopPriceE8;
            touch(order);
            listener.onOrder(order, "edited_by_user");
            return "edited";
        }
        if (qtyE8 <= order.filledE8) {
            return "invalidSize";
        }
        final long oldQtyE8 = order.qtyE8;
        final long oldLimitPriceE8 = order.limitPriceE8;
        isEditing = true;
        engines[order.instrumentId].cancel(order.engineId);
        isEditing = false;
        order.qtyE8 = qtyE8;
        order.limitPriceE8 = limitPriceE8;
        touch(order);
        isEditing = true;
        final String status = enter(order, "edited_by_user");
        isEditing = false;
        if (status.equals("placed")) {
            return "edited";
        }
        // What was refused changes nothing: the order stands as it did.
        order.qtyE8 = oldQtyE8;
        order.limitPriceE8 = oldLimitPriceE8;
        enter(order, "");
        return status;
    }

    /** @param timeoutMs 0 switches it off */
    void setDeadMansSwitch(final long timeoutMs) {
        switchDueMs = timeoutMs == 0 ? Long.MAX_VALUE : clockMs.getAsLong() + timeoutMs;
    }

    /** When every order will be canceled unless the switch is set anew; {@link Long#MAX_VALUE} for never. */
    long switchDueMs() {
        return switchDueMs;
    }

    // ------------------------------------------------------------------ what happens by itself

    /** Does what time brings. */
    void onTime() {
        if (clockMs.getAsLong() >= switchDueMs) {
            switchDueMs = Long.MAX_VALUE;
            cancelAll(-1, "dead_man_switch");
        }
        if (margin.isBelowMaintenance()) {
            liquidate();
        }
    }

    /** An hour is over: what accrued in it is paid. */
    void settleFunding(final long endedMs) {
        money.settleHour(endedMs);
        listener.onAccount();
    }

    /** Closes every position for want of margin, whether or not there is any. */
    void liquidate() {
        cancelAll(-1, "not_enough_margin");
        for (final MatchingEngine engine : engines) {
            engine.liquidate();
        }
        listener.onAccount();
    }

    /** The market of an instrument moved: triggers look at the prices they wait for. */
    void onPrices(final int instrumentId, final long markE8, final long indexE8, final long lastE8) {
        for (final AccountOrder order : List.copyOf(open)) {
            if (order.instrumentId == instrumentId && order.status == AccountOrder.Status.TRIGGER_PLACED) {
                final long priceE8 = switch (order.triggerSignal) {
                    case "index" -> indexE8;
                    case "last" -> lastE8;
                    default -> markE8;
                };
                if (priceE8 > 0 && Trigger.isReached(order, priceE8)) {
                    trigger(order);
                }
            }
        }
    }

    private void trigger(final AccountOrder order) {
        listener.onOrder(order, "stop_order_triggered");
        enter(order, "limit_order_from_stop");
        if (refusal != VenueReason.NONE && order.filledE8 == 0) {
            order.status = AccountOrder.Status.TRIGGER_ACTIVATION_FAILURE;
        }
    }

    private void touch(final AccountOrder order) {
        order.updatedMs = clockMs.getAsLong();
    }

    private void close(final AccountOrder order, final AccountOrder.Status status, final String reason, final boolean isVerboseOnly) {
        order.status = status;
        order.reason = reason;
        touch(order);
        open.remove(order);
        listener.onOrderGone(order, reason, isVerboseOnly);
    }

    /** What one engine says, in the words of the desk. */
    private final class Executions implements ExecutionListener {

        @Override
        public void onOrderEvent(final VenueOrder engineOrder, final ExecType execType, final VenueReason reason) {
            final AccountOrder order = byEngineId.get(engineOrder.clientOrderId());
            if (order == null) {
                return;
            }
            switch (execType) {
                case NEW -> {
                    touch(order);
                    if (!order.type.equals("mkt") && !order.type.equals("ioc") && !reasonInFeed.isEmpty()) {
                        listener.onOrder(order, reasonInFeed);
                    }
                }
                case REJECTED -> {
                    refuse(order, reason);
                    if (!isEditing) {
                        close(order, AccountOrder.Status.REJECTED, OrderWords.rejection(reason), true);
                    }
                }
                case EXPIRED -> {
                    refuse(order, reason);
                    close(order, AccountOrder.Status.CANCELLED, "ioc_order_failed_because_it_would_not_be_executed", false);
                }
                case CANCELED -> onCanceled(order, reason);
                case TRADE, TRIGGERED, CANCEL_REJECTED, AMENDED, AMEND_REJECTED, UNANSWERED, NULL_VAL -> {
                    // Fills have a method of their own, triggers and what is edited of them are ours, and orders are looked up before that.
                }
            }
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
            close(order, AccountOrder.Status.CANCELLED, why, false);
        }

        @Override
        public void onFill(
            final VenueOrder engineOrder, final long executionNumber, final long qtyE8, final long priceE8, final long feeE8,
            final Liquidity liquidity, final VenueReason reason) {
            final AccountOrder order = byEngineId.get(engineOrder.clientOrderId());
            final OrderImage prior = order == null ? null : OrderImage.of(order);
            if (order != null) {
                order.filledE8 += qtyE8;
                touch(order);
            }
            final AccountFill fill = new AccountFill(
                ids.get(), order == null ? ids.get() : order.venueOrderId, order == null ? "" : order.clientText, engineOrder.instrumentId(),
                engineOrder.side(), qtyE8, priceE8, clockMs.getAsLong(), fills.size() + 1, OrderWords.fillType(liquidity, reason), feeE8,
                order == null ? 0 : order.qtyE8 - order.filledE8, order == null ? "mkt" : order.type, prior);
            fills.add(fill);
            requestFills.add(fill);
            money.onFill(fill);
            listener.onFill(fill);
            if (order != null) {
                afterFill(order);
            }
            listener.onAccount();
        }

        private void afterFill(final AccountOrder order) {
            if (order.filledE8 >= order.qtyE8) {
                close(order, AccountOrder.Status.FULLY_EXECUTED, "full_fill", false);
            } else if (!order.type.equals("mkt") && !order.type.equals("ioc")) {
                listener.onOrder(order, "partial_fill");
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
}
