package io.ringmaster.exchange.wire;

import io.ringmaster.exchange.matching.MarginAccount;
import io.ringmaster.exchange.matching.MatchingEngine;
import io.ringmaster.exchange.matching.MatchingRules;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One account at the simulated venue: its orders under the venue's names, its fills and its positions, over matching engines of its own that
 * see the market of all accounts. One thread.
 *
 * <p>Triggers (stops, take-profits, trailing stops) wait for the price they name and then go to the engine as market or limit orders.
 */
final class VenueAccount {

    private final MarginAccount margin;
    private final LongSupplier clockMs;
    private final Supplier<String> ids;
    private final AccountListener listener;
    private final AccountLog money;
    private final AccountFills fills;
    private final AccountOrders orders;
    private final TriggerBook triggers;
    private final EngineOrders entered;
    private long switchDueMs = Long.MAX_VALUE;

    VenueAccount(
        final List<InstrumentDefinition> instruments, final MatchingRules rules, final FundingRates rates, final long initialCashE8,
        final LongSupplier clockMs, final Supplier<String> ids, final AccountListener listener) {
        this.clockMs = clockMs;
        this.ids = ids;
        this.listener = listener;
        margin = new MarginAccount(instruments, initialCashE8);
        money = new AccountLog(margin, new FundingAccrual(instruments.size(), rates), instruments.size(), initialCashE8, ids);
        fills = new AccountFills(money, clockMs, ids, listener);
        orders = new AccountOrders(clockMs, listener);
        triggers = new TriggerBook(instruments, orders);
        entered = new EngineOrders(instruments, rules, margin, orders, fills, clockMs, listener);
    }

    MatchingEngine[] engines() {
        return entered.engines();
    }

    MarginAccount margin() {
        return margin;
    }

    /** Open orders, the oldest first. */
    List<AccountOrder> open() {
        return orders.open();
    }

    /** Every fill, the oldest first. */
    List<AccountFill> fills() {
        return fills.all();
    }

    /** What happened to the money, the oldest first. */
    List<LogEntry> log() {
        return money.entries();
    }

    /** What is to be received (or, negative, to be paid) for holding an instrument, and not settled yet. */
    long unrealizedFundingE8(final int instrumentId) {
        return money.unrealizedFundingE8(instrumentId, clockMs.getAsLong());
    }

    /** The same of all instruments together. */
    long unrealizedFundingE8() {
        return IntStream.range(0, engines().length).mapToLong(this::unrealizedFundingE8).sum();
    }

    /** Fills of the request just made. */
    List<AccountFill> requestFills() {
        return fills.ofRequest();
    }

    /** By the venue's id, or else by the owner's; null when it is not known or forgotten. */
    AccountOrder find(final String venueOrderId, final String clientText) {
        return orders.find(venueOrderId, clientText);
    }

    // ------------------------------------------------------------------ requests

    /**
     * Takes an order, or refuses it.
     *
     * @return the order and the {@code sendStatus}
     */
    Sent send(final OrderRequest request) {
        fills.beginRequest();
        final AccountOrder order = AccountOrder.of(request, ids.get(), clockMs.getAsLong());
        if (orders.isTaken(request.clientText())) {
            order.status = AccountOrder.Status.REJECTED;
            return new Sent(order, "clientOrderIdAlreadyExist");
        }
        orders.add(order);
        return new Sent(order, order.isTrigger() ? triggers.place(order) : entered.enter(order, "new_placed_order_by_user"));
    }

    /** What became of an order that was sent, as the venue's answer says it. */
    record Sent(AccountOrder order, String status) {
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
        entered.cancel(order, "cancelled_by_user");
        return "cancelled";
    }

    /**
     * Cancels every order of an instrument, or all.
     *
     * @param instrumentId -1 for all
     * @return those that were canceled
     */
    List<AccountOrder> cancelAll(final int instrumentId, final String reason) {
        return entered.cancelAll(instrumentId, reason);
    }

    /** Returns the {@code editStatus}. */
    String edit(final AccountOrder order, final long qtyE8, final long limitPriceE8, final long stopPriceE8) {
        fills.beginRequest();
        if (order.isTrigger() && order.engineId == 0) {
            triggers.edit(order, qtyE8, limitPriceE8, stopPriceE8);
            return "edited";
        }
        return entered.edit(order, qtyE8, limitPriceE8);
    }

    /** @param timeoutMs 0 switches it off */
    void setDeadMansSwitch(final long timeoutMs) {
        switchDueMs = timeoutMs == 0 ? Long.MAX_VALUE : clockMs.getAsLong() + timeoutMs;
    }

    /** When every order will be canceled unless the switch is renewed; {@link Long#MAX_VALUE} for never. */
    long switchDueMs() {
        return switchDueMs;
    }

    // ------------------------------------------------------------------ time and market

    /** Time passed. */
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

    /** Liquidates every position as if there were not enough margin. */
    void liquidate() {
        entered.liquidate();
    }

    /** The market of an instrument moved: triggers look at the prices they wait for. */
    void onPrices(final int instrumentId, final long markE8, final long indexE8, final long lastE8) {
        triggers.onPrices(instrumentId, markE8, indexE8, lastE8, entered::trigger);
    }
}
