package io.ringmaster.gateway.client;

import static io.ringmaster.gateway.parse.RestValues.decimal;
import static io.ringmaster.gateway.parse.RestValues.text;
import static io.ringmaster.gateway.parse.RestValues.time;

import io.ringmaster.gateway.parse.RestValues;
import io.ringmaster.gateway.session.Answers;
import io.ringmaster.gateway.session.LiveOrder;
import io.ringmaster.gateway.session.OrderSession;
import io.ringmaster.gateway.session.SendOutcome;
import io.ringmaster.gateway.wire.RestReplies;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** Sends, moves and cancels orders, each on its line: protective stops; other orders, what reduces a position first; cancels. */
final class KrakenOrders {

    private final RestLine stops;
    private final RestLine orders;
    private final RestLine cancels;
    private final List<InstrumentDefinition> instruments;
    private final LongSupplier clockMs;
    private final Executor sessionThread;

    KrakenOrders(
        final RestLine stops, final RestLine orders, final RestLine cancels, final List<InstrumentDefinition> instruments, final LongSupplier clockMs,
        final Executor sessionThread) {
        this.stops = stops;
        this.orders = orders;
        this.cancels = cancels;
        this.instruments = instruments;
        this.clockMs = clockMs;
        this.sessionThread = sessionThread;
    }

    void send(final LiveOrder order, final OrderSession session) {
        lineOf(order).submit(
            urgencyOf(order), () -> sendNow(order), outcome -> sent(order, outcome, session), e -> sent(order, outcomeOf(e), session));
    }

    private void sent(final LiveOrder order, final SendOutcome outcome, final OrderSession session) {
        sessionThread.execute(() -> session.onSent(order, outcome));
    }

    private RestLine lineOf(final LiveOrder order) {
        return order.isProtectiveStop() ? stops : orders;
    }

    private static Urgency urgencyOf(final LiveOrder order) {
        return order.reduceOnly() ? Urgency.PROTECT : Urgency.OPEN;
    }

    private static SendOutcome outcomeOf(final IOException e) {
        return e instanceof NotSentException ? Answers.notSent(e.getMessage()) : Answers.unclear(String.valueOf(e.getMessage()));
    }

    private SendOutcome sendNow(final LiveOrder order) throws IOException {
        if (clockMs.getAsLong() > order.sendUntilMs()) {
            throw new NotSentException("it waited too long to be sent");
        }
        final boolean isTrailing = order.type() == OrderType.TRAILING_STOP;
        final RestReplies.Send reply = lineOf(order).ask(urgencyOf(order), RequestBudget.SEND, (api, key, digest, nonces) -> api.sendOrder(
            key, digest, nonces, RestValues.orderType(order.type()), symbol(order.instrumentId()), order.side() == Side.BUY ? "buy" : "sell",
            decimal(order.qtyE8()), order.limitPriceE8() == 0 ? null : decimal(order.limitPriceE8()),
            isTrailing || order.stopPriceE8() == 0 ? null : decimal(order.stopPriceE8()), isTrailing ? decimal(order.stopPriceE8()) : null,
            isTrailing ? "QUOTE_CURRENCY" : null, order.stopPriceE8() == 0 ? null : "mark",
            order.reduceOnly() ? Boolean.TRUE : null, order.clientText(), time(order.processBeforeMs())));
        if (!reply.isSuccess()) {
            return Answers.ofError(String.valueOf(reply.error()));
        }
        final RestReplies.SendStatus status = reply.sendStatus();
        return status == null
            ? Answers.ofSend("", "", false) : Answers.ofSend(text(status.orderId()), text(status.status()), status.hasWorked());
    }

    void amend(final LiveOrder order, final OrderSession session) {
        final long stopPriceE8 = order.amendPriceE8();
        final long beforeMs = order.amendBeforeMs();
        stops.submit(Urgency.PROTECT, () -> amendNow(order.clientText(), stopPriceE8, beforeMs), outcome -> amended(order, stopPriceE8, outcome, session),
            e -> amended(order, stopPriceE8, outcomeOf(e), session));
    }

    private void amended(final LiveOrder order, final long stopPriceE8, final SendOutcome outcome, final OrderSession session) {
        sessionThread.execute(() -> session.onAmendSent(order, stopPriceE8, outcome));
    }

    private SendOutcome amendNow(final String clientText, final long stopPriceE8, final long beforeMs) throws IOException {
        final RestReplies.Edit reply = stops.ask(Urgency.PROTECT, RequestBudget.EDIT,
            (api, key, digest, nonces) -> api.editOrder(key, digest, nonces, clientText, decimal(stopPriceE8), time(beforeMs)));
        return reply.isSuccess() ? Answers.ofEdit(reply.editStatus() == null ? "" : text(reply.editStatus().status()))
            : Answers.ofError(String.valueOf(reply.error()));
    }

    void cancel(final LiveOrder order, final OrderSession session) {
        final String before = time(order.cancelBeforeMs());
        cancelBy(order, RequestBudget.CANCEL, (api, key, digest, nonces) -> api.cancelOrder(key, digest, nonces, order.clientText(), before), session);
    }

    void cancelAll(final int instrumentId, final OrderSession session) {
        cancelBy(null, RequestBudget.CANCEL_ALL, (api, key, digest, nonces) -> api.cancelAllOrders(key, digest, nonces, symbol(instrumentId)), session);
    }

    /** Without a clear answer the session finds out whether the order is gone, and asks again if it is not. */
    private void cancelBy(final LiveOrder order, final int points, final RestLine.Question<RestReplies.Cancel> question, final OrderSession session) {
        cancels.submit(Urgency.CANCEL, () -> {
            final RestReplies.Cancel reply = cancels.ask(Urgency.CANCEL, points, question);
            return reply.isSuccess() && reply.cancelStatus() != null ? text(reply.cancelStatus().status()) : "";
        }, word -> canceled(order, word, session), e -> canceled(order, "", session));
    }

    private void canceled(final LiveOrder order, final String word, final OrderSession session) {
        sessionThread.execute(() -> session.onCancelSent(order, word));
    }

    private String symbol(final int instrumentId) {
        return instruments.get(instrumentId).symbol();
    }
}
