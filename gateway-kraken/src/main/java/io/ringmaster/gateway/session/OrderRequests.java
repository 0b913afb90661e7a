package io.ringmaster.gateway.session;

import io.ringmaster.gateway.session.LiveOrder.Knowledge;
import io.ringmaster.gateway.session.LiveOrder.Move;
import io.ringmaster.gateway.session.LiveOrder.Window;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.OrderTerms;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import org.agrona.DirectBuffer;

/** Requests for our orders to the venue, and what its answers change. Evidence decides if an answer is unclear. One thread. */
final class OrderRequests {

    /** How often a protective stop that has no clear answer is sent again; after that its deadline must pass. */
    private static final int STOP_REPEATS = 3;

    private final LiveOrders orders;
    private final CancelSchedule cancels;
    private final OrderLife life;
    private final Questions questions;
    private final SessionTime time;
    private final List<InstrumentDefinition> instruments;
    private final ClientOrderIds ids;
    private final SessionSettings settings;
    private final Reports reports;
    private final VenueCalls calls;
    private final SessionNews news;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderIntentDecoder intent = new OrderIntentDecoder();

    /** The parts of a session that its requests share with its feeds and its evidence. */
    record Parts(LiveOrders orders, CancelSchedule cancels, OrderLife life, Questions questions, SessionTime time) {
    }

    OrderRequests(
        final Parts parts, final List<InstrumentDefinition> instruments, final ClientOrderIds ids, final SessionSettings settings,
        final Reports reports, final VenueCalls calls, final SessionNews news) {
        orders = parts.orders;
        cancels = parts.cancels;
        life = parts.life;
        questions = parts.questions;
        time = parts.time;
        this.instruments = instruments;
        this.ids = ids;
        this.settings = settings;
        this.reports = reports;
        this.calls = calls;
        this.news = news;
    }

    /** An order that an earlier process may have sent; its answer may be lost. */
    void restore(final KnownAccount.OpenOrder known) {
        final long nowMs = time.nowMs();
        final long processBeforeMs = nowMs + settings.maxClockOffsetMs() + settings.processWithinMs();
        final LiveOrder order = new LiveOrder(
            known.clientOrderId(), ids.textOf(known.clientOrderId()), known.terms(), new Window(nowMs - 1, processBeforeMs, nowMs - 1));
        order.filledE8 = known.filledE8();
        orders.add(order);
        if (known.isCancelWanted()) {
            cancels.want(order, nowMs);
        }
        order.askToMove(new Move(known.amendStopPriceE8(), processBeforeMs, nowMs - 1));
        if (known.isAcknowledged()) {
            order.transition(Knowledge.OPEN);
            order.markAcknowledged(nowMs - 1);
        } else {
            life.unanswered(order);
        }
    }

    /** Takes an encoded {@code OrderIntent}. */
    void onIntent(final DirectBuffer buffer, final int offset) {
        intent.wrapAndApplyHeader(buffer, offset, header);
        switch (intent.kind()) {
            case NEW -> send();
            case AMEND -> amend(intent.clientOrderId(), intent.stopPriceE8());
            case CANCEL -> cancel(intent.clientOrderId(), intent.instrumentId());
            case CANCEL_ALL -> cancelAll(intent.instrumentId());
            case NULL_VAL -> throw new IllegalArgumentException("an order intent without a kind");
        }
    }

    private void send() {
        final LiveOrder order = new LiveOrder(
            intent.clientOrderId(), ids.textOf(intent.clientOrderId()),
            new OrderTerms(
                intent.instrumentId(), intent.orderType(), intent.side(), intent.qtyE8(), optional(intent.limitPriceE8()),
                optional(intent.stopPriceE8()), intent.reduceOnly() != 0),
            windowFromNow());
        if (!orders.add(order)) {
            news.onDifference("order " + order.clientText + " was requested twice; the second request is not sent");
            return;
        }
        order.repeatsLeft = order.isProtectiveStop() ? STOP_REPEATS : 0;
        calls.send(order);
    }

    private Window windowFromNow() {
        return new Window(time.nowMs(), time.venueMs() + settings.processWithinMs(), time.nowMs() + settings.processWithinMs());
    }

    private static long optional(final long priceE8) {
        return priceE8 == OrderIntentDecoder.limitPriceE8NullValue() ? 0 : priceE8;
    }

    private void amend(final long clientOrderId, final long stopPriceE8) {
        final LiveOrder order = orders.byText(ids.textOf(clientOrderId));
        // The end of an order that is done is reported elsewhere.
        if (order == null || order.isDone() || order.amendPriceE8() == stopPriceE8) {
            return;
        }
        order.askToMove(new Move(stopPriceE8, time.venueMs() + settings.processWithinMs(), time.nowMs()));
        calls.amend(order);
    }

    private void cancel(final long clientOrderId, final int instrumentId) {
        final LiveOrder order = orders.byText(ids.textOf(clientOrderId));
        if (order == null || order.isDone()) {
            reports.cancelRejected(clientOrderId, instrumentId, time.venueMs());
            return;
        }
        cancels.want(order, time.nowMs());
        cancelDue();
    }

    /** Cancels what is due. */
    void cancelDue() {
        for (final LiveOrder order : cancels.due(time.nowMs())) {
            cancels.onAsked(order, time.nowMs());
            order.cancelBeforeMs = time.venueMs() + settings.processWithinMs();
            calls.cancel(order);
        }
    }

    /** Cancels whatever is open of an instrument. */
    void cancelAll(final int instrumentId) {
        for (final LiveOrder order : orders.open()) {
            if (order.instrumentId() == instrumentId) {
                cancels.onAskedForAll(order, time.nowMs());
            }
        }
        if (!instruments.get(instrumentId).isSpotPair()) {
            calls.cancelAll(instrumentId);
        }
    }

    /** How sending an order ended. */
    void onSent(final LiveOrder order, final SendOutcome outcome) {
        orders.learnId(order, outcome.venueOrderId());
        if (outcome.kind() == SendOutcome.Kind.PLACED) {
            questions.onClearAnswer();
        }
        order.requestEndedMs = time.nowMs();
        if (order.isDone()) {
            return;
        }
        switch (outcome.kind()) {
            case PLACED -> life.acknowledged(order);
            case REFUSED -> onRefused(order, outcome.word());
            case UNKNOWN -> onUnclear(order, outcome.word());
        }
    }

    private void onRefused(final LiveOrder order, final String word) {
        if (order.isRepeated) {
            // Another copy of it may be on its way.
            questions.askSoon();
        } else if (order.isAcknowledged || order.filledE8 > 0) {
            // The feeds report that the venue has it: they count, and evidence is asked for.
            news.onDifference("order " + order.clientText + " was refused (" + word + ") and is known to the feeds");
            life.arrived(order);
        } else {
            life.finished(order, ExecType.REJECTED, VenueWords.ofSendStatus(word));
        }
    }

    private void onUnclear(final LiveOrder order, final String word) {
        if (order.is(Knowledge.SENT)) {
            news.onNotice("order " + order.clientText + " has no clear answer: " + word);
            life.unanswered(order);
        }
        if (order.awaitsRepeat()) {
            questions.askNow();
        } else if (order.is(Knowledge.UNKNOWN)) {
            questions.askSoon();
        }
    }

    /**
     * How moving a stop ended.
     *
     * @param stopPriceE8 that was asked for
     */
    void onAmendSent(final LiveOrder order, final long stopPriceE8, final SendOutcome outcome) {
        if (order.amendPriceE8() != stopPriceE8 || order.isDone()) {
            return;
        }
        if (outcome.kind() != SendOutcome.Kind.UNKNOWN) {
            life.moved(order, outcome.kind() == SendOutcome.Kind.PLACED);
        }
        if (outcome.kind() != SendOutcome.Kind.PLACED) {
            questions.askSoon();
        }
    }

    /**
     * How canceling ended.
     *
     * @param order null when all were canceled
     * @param word  the venue's {@code cancelStatus}; empty when there was no clear answer
     */
    void onCancelSent(final LiveOrder order, final String word) {
        if (!word.isEmpty()) {
            questions.onClearAnswer();
        }
        if (order != null) {
            cancels.onAnswer(order, time.nowMs());
        }
        if (order == null || !word.equals("cancelled")) {
            // It was filled, has not arrived, is already closed, or the answer is unclear: evidence decides.
            questions.askSoon();
        } else if (order.isDone()) {
            cancels.forget(order);
        } else {
            life.gone(order, "cancelled_by_user");
        }
    }

    /** A protective stop that is nowhere: asks the venue for it again, under the same id, of which it takes one order at most. */
    void sendAgain(final LiveOrder order) {
        order.repeat(windowFromNow());
        news.onNotice("the stop " + order.clientText + " is not at the venue; sending it again");
        calls.send(order);
    }
}
