package io.ringmaster.gateway.session;

import io.ringmaster.gateway.parse.FuturesAccountListener;
import io.ringmaster.gateway.session.LiveOrder.Knowledge;
import io.ringmaster.gateway.wire.VenueBalance;
import io.ringmaster.gateway.wire.VenueFill;
import io.ringmaster.gateway.wire.VenueFunding;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.gateway.wire.VenuePosition;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * The life of our orders at the venue, and of the position they make: intents in, calls and execution reports out. A function of what it
 * is told and when; one thread.
 *
 * <pre>
 *   intent ──▶ SENT ──placed──▶ OPEN ──gone, filled──▶ DONE
 *               │ │               ▲                      ▲
 *               │ └─refused───────┼──────────────────────┤
 *               └─no clear answer─▶ UNKNOWN ──evidence───┘
 * </pre>
 *
 * <p>Whatever is not a clear answer leaves an order UNKNOWN. Evidence decides, in this order: what the feeds say under its id, what the venue
 * remembers by name, what is open, what was filled, what is held. That an order is nowhere proves nothing until the time has passed after
 * which the venue no longer acts on it, and the position is the sum of the fills. Until then nothing is sent again for it, with one exception: a
 * protective stop that is nowhere is sent again, under the same id, because a position must not wait so long for its stop (decision 30).
 *
 * <p>Fills count once by their id, whichever way they come. An order that is open at the venue and done here is canceled; one that is not
 * of this journal is reported as it is, so that its risk counts. The position is compared with the venue's whenever either changes and once in a while; a difference
 * that stays is reported as the venue's position, which latches.
 */
public final class OrderSession implements FuturesAccountListener {

    private static final int LARGEST_DOUBLING = 10;
    private static final int QUICK_QUESTIONS = 3;
    private static final long LONGEST_SPACING_MS = 1_000;
    /** While there are orders, the venue that does not answer is asked at least this often: what it did meanwhile is soon known. */
    private static final long LONGEST_PAUSE_WITH_ORDERS_MS = 4_000;
    private static final int DONE_KEPT = 4_096;
    /** How often a protective stop that has no clear answer is sent again; after that its time has to pass. */
    private static final int STOP_REPEATS = 3;
    /** What a clock difference and a slow matching engine may add to the time the venue acts within. */
    private static final long SLACK_MS = 1_000;
    private static final long FILLS_OVERLAP_MS = 10_000;
    /** Fills that an earlier process may have missed before the last one it heard of. */
    private static final long MISSED_FILLS_MS = 3_600_000;
    private static final long NS_PER_MS = 1_000_000;
    /** A beat that contradicts the clocks' known difference leads to a question this often. */
    private static final long CLOCK_AGAIN_MS = 1_000;
    private static final String MAINTENANCE = "maintenance";
    private static final long AROUND_MAINTENANCE_MS = 300_000;

    private final List<InstrumentDefinition> instruments;
    private final ClientOrderIds ids;
    private final SessionSettings settings;
    private final VenueCalls calls;
    private final Reports reports;
    private final SessionNews news;
    private final Map<String, LiveOrder> byText = new LinkedHashMap<>();
    private final Map<String, LiveOrder> byOrderId = new LinkedHashMap<>();
    private final CancelSchedule cancels = new CancelSchedule();
    private final SeenIds counted;
    private final FundingAccount funding;
    private final Map<String, External> external = new LinkedHashMap<>();
    private final long[] positionE8;
    private final long[] venuePositionE8;
    private final long[] venueEntryE8;
    private final int[] differences;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderIntentDecoder intent = new OrderIntentDecoder();
    private final long fillsCountFromMs;
    private final ClockOffset venueClock = new ClockOffset();
    private long nowMs;
    private long fillsKnownToMs;
    private long askDueMs;
    private long clockAskedMs = Long.MIN_VALUE / 2;
    private boolean isAsking;
    private int unanswered;
    /** Answers in a row that left a question open. */
    private int openEnds;
    private long earliestAskMs = Long.MIN_VALUE;
    private boolean isReconciled;
    private boolean isQuiet;
    private long maintenanceMs = Long.MIN_VALUE / 2;
    private String lastNotice = "";

    /** An order that is not of this journal, and when it was heard of last; our clock. */
    private record External(VenueOrderState state, int instrumentId, long heardMs) {
    }

    /**
     * @param instruments by instrument id
     * @param known       what the journal knows of the account
     * @param nowMs       ours, epoch
     */
    public OrderSession(
        final List<InstrumentDefinition> instruments, final ClientOrderIds ids, final SessionSettings settings, final KnownAccount known,
        final long nowMs, final VenueCalls calls, final InputSink reports, final SessionNews news) {
        this.instruments = instruments;
        this.ids = ids;
        this.settings = settings;
        fillsCountFromMs = known.sinceNs() / NS_PER_MS;
        this.nowMs = nowMs;
        this.calls = calls;
        this.reports = new Reports(reports);
        this.news = news;
        positionE8 = known.holdings().stream().mapToLong(KnownAccount.Holding::positionE8).toArray();
        venuePositionE8 = positionE8.clone();
        venueEntryE8 = new long[positionE8.length];
        differences = new int[positionE8.length];
        counted = new SeenIds(known.booked());
        funding = new FundingAccount(instruments.size(), settings, known, nowMs, calls, counted);
        fillsKnownToMs = known.lastFillTimeNs() / NS_PER_MS - MISSED_FILLS_MS;
        askDueMs = nowMs;
        known.openOrders().forEach(this::restore);
    }

    /** An order an earlier process may have sent: what it did not hear of it, we don't know. */
    private void restore(final KnownAccount.OpenOrder known) {
        final LiveOrder order = new LiveOrder(
            known.clientOrderId(), ids.textOf(known.clientOrderId()), known.instrumentId(), known.type(), known.side(), known.qtyE8(),
            known.limitPriceE8(), known.stopPriceE8(), known.reduceOnly(), nowMs - 1,
            nowMs + settings.maxClockOffsetMs() + settings.processWithinMs(), nowMs - 1);
        order.filledE8 = known.filledE8();
        byText.put(order.clientText, order);
        if (known.isCancelWanted()) {
            cancels.want(order, nowMs);
        }
        order.amendE8 = known.amendStopPriceE8();
        order.amendBeforeMs = order.processBeforeMs;
        order.amendMs = nowMs - 1;
        if (known.isAcknowledged()) {
            order.knowledge = Knowledge.OPEN;
            order.isAcknowledged = true;
            order.acknowledgedMs = nowMs - 1;
        } else {
            order.knowledge = Knowledge.UNKNOWN;
            reports.order(order, ExecType.UNANSWERED, VenueReason.NONE, venueNowMs());
        }
    }

    // ------------------------------------------------------------------ from us to the venue

    /** Takes an encoded {@code OrderIntent}. */
    public void onIntent(final DirectBuffer buffer, final int offset) {
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
            intent.clientOrderId(), ids.textOf(intent.clientOrderId()), intent.instrumentId(), intent.orderType(), intent.side(),
            intent.qtyE8(), optional(intent.limitPriceE8()), optional(intent.stopPriceE8()), intent.reduceOnly() != 0, nowMs,
            venueNowMs() + settings.processWithinMs(), nowMs + settings.processWithinMs());
        if (byText.putIfAbsent(order.clientText, order) != null) {
            news.onDifference("order " + order.clientText + " was asked for twice; the second is not sent");
            return;
        }
        order.repeatsLeft = order.isProtectiveStop() ? STOP_REPEATS : 0;
        calls.send(order);
    }

    private static long optional(final long priceE8) {
        return priceE8 == OrderIntentDecoder.limitPriceE8NullValue() ? 0 : priceE8;
    }

    private void amend(final long clientOrderId, final long stopE8) {
        final LiveOrder order = byText.get(ids.textOf(clientOrderId));
        if (order == null || order.isDone()) {
            // What became of it was reported, or will be.
            return;
        }
        if (order.amendE8 == stopE8) {
            return;
        }
        order.amendE8 = stopE8;
        order.amendMs = nowMs;
        order.amendBeforeMs = venueNowMs() + settings.processWithinMs();
        calls.amend(order);
    }

    private void cancel(final long clientOrderId, final int instrumentId) {
        final LiveOrder order = byText.get(ids.textOf(clientOrderId));
        if (order == null || order.isDone()) {
            reports.cancelRejected(clientOrderId, instrumentId, venueNowMs());
            return;
        }
        cancels.want(order, nowMs);
        cancelDue();
    }

    private void cancelDue() {
        for (final LiveOrder order : cancels.due(nowMs)) {
            cancels.onAsked(order, nowMs);
            order.cancelBeforeMs = venueNowMs() + settings.processWithinMs();
            calls.cancel(order);
        }
    }

    private void cancelAll(final int instrumentId) {
        for (final LiveOrder order : byText.values()) {
            if (order.instrumentId == instrumentId && !order.isDone()) {
                cancels.onAskedForAll(order, nowMs);
            }
        }
        if (!instruments.get(instrumentId).isSpotPair()) {
            calls.cancelAll(instrumentId);
        }
    }

    /** Cancels whatever is open of an instrument, and then asks whether it is gone. */
    public void cancelEverything(final int instrumentId) {
        cancelAll(instrumentId);
        isQuiet = false;
        ask(settings.askAfterMs());
    }

    // ------------------------------------------------------------------ answers

    /** How sending an order ended. */
    public void onSent(final LiveOrder order, final SendOutcome outcome) {
        if (!outcome.orderId().isEmpty()) {
            learnId(order, outcome.orderId());
        }
        onAnswered(outcome.kind() == SendOutcome.Kind.PLACED);
        order.requestEndedMs = nowMs;
        if (order.isDone()) {
            return;
        }
        switch (outcome.kind()) {
            case PLACED -> acknowledge(order);
            case REFUSED -> {
                if (order.isRepeated) {
                    // Another copy of it may be on its way.
                    ask(settings.askAfterMs());
                } else if (order.isAcknowledged || order.filledE8 > 0) {
                    // The feeds say the venue has it. They are believed, and asked about.
                    news.onDifference("order " + order.clientText + " was refused (" + outcome.word() + ") and is known to the feeds");
                    ask(settings.askAfterMs());
                } else {
                    finish(order, ExecType.REJECTED, VenueWords.ofSendStatus(outcome.word()));
                }
            }
            case UNKNOWN -> {
                if (order.knowledge == Knowledge.SENT) {
                    order.knowledge = Knowledge.UNKNOWN;
                    news.onNotice("order " + order.clientText + " has no clear answer: " + outcome.word());
                    reports.order(order, ExecType.UNANSWERED, VenueReason.NONE, venueNowMs());
                }
                ask(order.awaitsRepeat() ? 0 : settings.askAfterMs());
            }
        }
    }

    /** A protective stop that is nowhere: asks the venue for it again, under the same id, of which it takes one order at most. */
    private void sendAgain(final LiveOrder order) {
        order.repeat(nowMs, venueNowMs() + settings.processWithinMs(), nowMs + settings.processWithinMs());
        news.onNotice("the stop " + order.clientText + " is not at the venue: it is sent again");
        calls.send(order);
    }

    /**
     * How moving a stop ended.
     *
     * @param stopE8 that was asked for
     */
    public void onAmendSent(final LiveOrder order, final long stopE8, final SendOutcome outcome) {
        if (order.amendE8 != stopE8 || order.isDone()) {
            return;
        }
        switch (outcome.kind()) {
            case PLACED -> endAmend(order, true);
            case REFUSED -> {
                endAmend(order, false);
                ask(settings.askAfterMs());
            }
            case UNKNOWN -> ask(settings.askAfterMs());
        }
    }

    private void endAmend(final LiveOrder order, final boolean holds) {
        order.stopE8 = holds ? order.amendE8 : order.stopE8;
        order.amendE8 = 0;
        order.amendMs = nowMs;
        reports.order(order, holds ? ExecType.AMENDED : ExecType.AMEND_REJECTED, VenueReason.NONE, venueNowMs());
    }

    /**
     * How canceling ended.
     *
     * @param order null when all were canceled
     * @param word  the venue's {@code cancelStatus}; empty when there was no clear answer
     */
    public void onCancelSent(final LiveOrder order, final String word) {
        onAnswered(!word.isEmpty());
        if (order == null) {
            ask(settings.askAfterMs());
            return;
        }
        cancels.onAnswer(order, nowMs);
        if (word.equals("cancelled")) {
            if (order.isDone()) {
                cancels.forget(order);
            } else {
                onGone(order, "cancelled_by_user");
            }
        } else {
            // It was filled, is not there yet or not any more, or the answer is not clear: evidence decides.
            ask(settings.askAfterMs());
        }
    }

    /** The venue answers again after it did not: what it did meanwhile is asked for at once. */
    private void onAnswered(final boolean isClear) {
        if (isClear && unanswered > 0) {
            ask(0);
        }
    }

    // ------------------------------------------------------------------ feeds

    @Override
    public void onOpenOrders(final List<VenueOrderState> orders) {
        orders.forEach(order -> onOpen(order, ""));
        ask(0);
    }

    @Override
    public void onOrder(final VenueOrderState state, final String reason) {
        onOpen(state, reason);
    }

    private void onOpen(final VenueOrderState state, final String reason) {
        final LiveOrder order = find(state.orderId(), state.clientText());
        if (order == null) {
            onExternal(state);
            return;
        }
        learnId(order, state.orderId());
        if (order.isDone()) {
            // Late news, or an order that rests though we think it does not: to be looked at.
            ask(settings.askAfterMs());
            return;
        }
        acknowledge(order);
        if (reason.equals("stop_order_triggered")) {
            reports.order(order, ExecType.TRIGGERED, VenueReason.NONE, venueNowMs());
        }
    }

    private void onExternal(final VenueOrderState state) {
        final int instrumentId = instrumentOf(state.product());
        if (instrumentId < 0) {
            return;
        }
        final External before = external.put(state.orderId(), new External(state, instrumentId, nowMs));
        if (before == null) {
            news.onExternalOrder(state);
        }
        if (before == null || !before.state.equals(state)) {
            // How much a resting trigger is for the venue does not always say: then it is for as much as can be.
            final long leavesE8 = state.remainingE8() < 0 ? instruments.get(instrumentId).maxPositionE8() : state.remainingE8();
            reports.external(state, instrumentId, leavesE8, venueNowMs());
        }
    }

    private void onExternalGone(final External order) {
        external.remove(order.state.orderId());
        reports.external(order.state, order.instrumentId, 0, venueNowMs());
    }

    @Override
    public void onOrderGone(final String orderId, final String clientText, final String reason) {
        final External other = external.get(orderId);
        if (other != null) {
            onExternalGone(other);
            return;
        }
        final LiveOrder order = find(orderId, clientText);
        if (order != null && !order.isDone()) {
            onGone(order, reason);
        }
    }

    private void onGone(final LiveOrder order, final String reason) {
        order.isGone = true;
        order.goneReason = reason;
        if (reason.equals("full_fill")) {
            if (order.filledE8 < order.qtyE8) {
                ask(settings.askAfterMs());
            }
        } else {
            end(order, reason);
        }
    }

    private void end(final LiveOrder order, final String reason) {
        final VenueReason why = VenueWords.ofFeed(reason);
        switch (reason) {
            case "post_order_failed_because_it_would_filled" -> finish(order, ExecType.REJECTED, why);
            case "ioc_order_failed_because_it_would_not_be_executed", "contract_expired" -> finish(order, ExecType.EXPIRED, why);
            default -> finish(order, ExecType.CANCELED, why);
        }
    }

    @Override
    public void onFill(final VenueFill fill, final boolean isHistory) {
        final int instrumentId = instrumentOf(fill.product());
        if (instrumentId < 0 || !counted.isNew(VenueUuid.of(fill.fillId())) || fill.timeMs() < fillsCountFromMs) {
            return;
        }
        funding.onFill(instrumentId, positionE8[instrumentId], fill.timeMs(), nowMs);
        positionE8[instrumentId] += fill.side() == Side.BUY ? fill.qtyE8() : -fill.qtyE8();
        final LiveOrder order = find(fill.orderId(), fill.clientText());
        if (order == null) {
            reports.fill(fill, ids.numberOf(fill.clientText()), instrumentId, feeE8(fill, instrumentId), 0, Math.max(0, fill.remainingE8()));
            return;
        }
        learnId(order, fill.orderId());
        order.filledE8 += fill.qtyE8();
        order.markAcknowledged(nowMs);
        reports.fill(
            fill, order.clientOrderId, instrumentId, feeE8(fill, instrumentId), order.filledE8, Math.max(0, order.qtyE8 - order.filledE8));
        if (order.filledE8 >= order.qtyE8) {
            done(order);
        } else if (order.knowledge == Knowledge.SENT || order.knowledge == Knowledge.UNKNOWN) {
            order.knowledge = Knowledge.OPEN;
        }
    }

    /** REST tells no fees: then it is what the instrument's own rate makes of it. */
    private long feeE8(final VenueFill fill, final int instrumentId) {
        if (fill.feeE8() != VenueFill.NO_FEE) {
            return fill.feeE8();
        }
        final InstrumentDefinition instrument = instruments.get(instrumentId);
        final long rateE8 = fill.fillType().equals("maker") ? instrument.makerFeeE8() : instrument.takerFeeE8();
        return FixedPoint.multiplyCeil(FixedPoint.multiplyCeil(fill.qtyE8(), fill.priceE8()), rateE8);
    }

    @Override
    public void onPositions(final List<VenuePosition> positions) {
        take(positions);
        for (int id = 0; id < positionE8.length; id++) {
            if (venuePositionE8[id] != positionE8[id]) {
                // A fill may be on its way by another feed.
                ask(settings.askAfterMs());
            } else {
                agree(id);
            }
        }
    }

    private void take(final List<VenuePosition> positions) {
        for (int id = 0; id < positionE8.length; id++) {
            final String symbol = instruments.get(id).symbol();
            final VenuePosition there =
                positions.stream().filter(position -> position.product().equalsIgnoreCase(symbol)).findFirst().orElse(null);
            venuePositionE8[id] = there == null ? 0 : there.qtyE8();
            venueEntryE8[id] = there == null ? 0 : there.entryE8();
        }
    }

    private void agree(final int id) {
        differences[id] = 0;
        reports.position(id, venuePositionE8[id], venueEntryE8[id], venueNowMs());
    }

    @Override
    public void onBalance(final VenueBalance balance) {
        reports.account(balance, venueNowMs());
    }

    @Override
    public void onHeartbeat(final long timeMs) {
        if (venueClock.onBeat(timeMs - nowMs) && nowMs >= clockAskedMs + CLOCK_AGAIN_MS) {
            clockAskedMs = nowMs;
            ask(0);
        }
    }

    @Override
    public void onNotification(final String type, final String priority, final String note, final long effectiveTimeMs) {
        final String notice = type + ", priority " + priority + ": " + note;
        if (!notice.equals(lastNotice)) {
            lastNotice = notice;
            news.onNotice(notice);
        }
        if (type.equals(MAINTENANCE) && effectiveTimeMs > 0) {
            maintenanceMs = effectiveTimeMs;
        }
    }

    /** The venue is about to go away, or has just come back and may not be itself: its clock. */
    private boolean isMaintenance() {
        return Math.abs(venueNowMs() - maintenanceMs) <= AROUND_MAINTENANCE_MS;
    }

    // ------------------------------------------------------------------ evidence

    /** Everything the venue says, as it was asked for. */
    public void onEvidence(final Evidence evidence) {
        isAsking = false;
        unanswered = 0;
        askDueMs = nowMs + settings.reconcileEveryMs();
        venueClock.add(evidence.aheadMs(), evidence.tripMs());
        evidence.fills().forEach(fill -> onFill(fill, true));
        fillsKnownToMs = evidence.serverMs();
        take(evidence.positions());
        final boolean isPositionExplained = Arrays.equals(venuePositionE8, positionE8);
        final Map<String, VenueOrderState> open = new LinkedHashMap<>();
        for (final VenueOrderState state : evidence.open()) {
            final LiveOrder order = find(state.orderId(), state.clientText());
            if (order == null) {
                onExternal(state);
            } else {
                open.put(order.clientText, state);
            }
        }
        final List<String> openIds = evidence.open().stream().map(VenueOrderState::orderId).toList();
        List.copyOf(external.values()).stream()
            .filter(order -> order.heardMs < evidence.begunMs() && !openIds.contains(order.state.orderId())).forEach(this::onExternalGone);
        for (final LiveOrder order : List.copyOf(byText.values())) {
            judge(order, open.get(order.clientText), evidence, isPositionExplained);
        }
        comparePositions();
        isReconciled |= isPositionExplained && !hasUnknown();
        isQuiet = evidence.open().isEmpty() && openOrders() == 0;
        if (!isQuiet && openOrders() == 0) {
            ask(settings.askAfterMs());
        }
        spaceQuestions();
    }

    /** What several answers in a row left open is asked for less often, so that questions do not use up the venue's budget. */
    private void spaceQuestions() {
        openEnds = askDueMs - nowMs <= settings.askAfterMs() ? openEnds + 1 : 0;
        earliestAskMs = openEnds <= QUICK_QUESTIONS ? nowMs
            : nowMs + Math.min(LONGEST_SPACING_MS, settings.askAfterMs() << Math.min(openEnds - QUICK_QUESTIONS, LARGEST_DOUBLING));
    }

    private void judge(
        final LiveOrder order, final VenueOrderState open, final Evidence evidence, final boolean isPositionExplained) {
        if (order.isDone()) {
            if (open != null && order.sentMs < evidence.begunMs() && order.filledE8 < order.qtyE8 && !order.isGone) {
                if (!cancels.isWanted(order)) {
                    news.onDifference("order " + order.clientText + " is open at Kraken but closed locally; canceling");
                }
                cancels.want(order, nowMs);
                cancels.onOpen(order, evidence.begunMs());
                ask(settings.askAfterMs());
            } else if (open == null && order.sentMs < evidence.begunMs()) {
                cancels.forget(order);
            }
            return;
        }
        if (order.sentMs >= evidence.begunMs()) {
            return;
        }
        if (open != null) {
            learnId(order, open.orderId());
            if (!order.isGone) {
                acknowledge(order);
            }
            if (open.filledE8() > order.filledE8) {
                ask(settings.askAfterMs());
            }
            cancels.onOpen(order, evidence.begunMs());
            judgeStop(order, open.stopE8(), evidence);
            return;
        }
        final String status = evidence.statuses().getOrDefault(order.clientText, "");
        switch (status) {
            case "REJECTED" -> finish(order, ExecType.REJECTED, VenueReason.NONE);
            case "CANCELLED", "TRIGGER_ACTIVATION_FAILURE" -> {
                order.markAcknowledged(nowMs);
                conclude(order, isPositionExplained);
            }
            case "ENTERED_BOOK", "TRIGGER_PLACED", "FULLY_EXECUTED" -> {
                // It closed between one question and the next, or its fills are still to come.
                acknowledge(order);
                ask(settings.askAfterMs());
            }
            default -> {
                final boolean mayStillArrive = !order.isAcknowledged && evidence.serverMs() <= order.processBeforeMs + SLACK_MS;
                // What was heard of it while we asked may be younger than the list it is missing in.
                final boolean isNewer = order.isAcknowledged && order.acknowledgedMs >= evidence.begunMs();
                final boolean awaitsRepeat = mayStillArrive && order.awaitsRepeat() && !cancels.isWanted(order);
                if (awaitsRepeat && evidence.begunMs() >= order.requestEndedMs) {
                    sendAgain(order);
                } else if (mayStillArrive || isNewer || order.knowledge == Knowledge.SENT) {
                    ask(awaitsRepeat ? 0 : settings.askAfterMs());
                } else {
                    conclude(order, isPositionExplained);
                }
            }
        }
    }

    /**
     * Where a stop rests, by what is open. A feed's word on that would not do: it may be as old as a price that is wished for again.
     */
    private void judgeStop(final LiveOrder order, final long stopE8, final Evidence evidence) {
        if (order.amendMs >= evidence.begunMs()) {
            // Older than what we know.
            ask(settings.askAfterMs());
        } else if (order.amendE8 != 0) {
            if (stopE8 == order.amendE8) {
                endAmend(order, true);
            } else if (evidence.serverMs() > order.amendBeforeMs + SLACK_MS) {
                endAmend(order, false);
            } else {
                ask(settings.askAfterMs());
            }
        } else if (order.type == OrderType.STOP && stopE8 != 0 && stopE8 != order.stopE8) {
            // An earlier move came late, or twice.
            news.onNotice(String.format(Locale.ROOT, "the stop %s rests at %s and not at %s: it is canceled", order.clientText,
                FixedPoint.format(stopE8), FixedPoint.format(order.stopE8)));
            cancels.want(order, nowMs);
        }
    }

    /** It is not open, and what was filled of it is known if the position says so. */
    private void conclude(final LiveOrder order, final boolean isPositionExplained) {
        if (!isPositionExplained) {
            ask(settings.askAfterMs());
        } else if (order.isAcknowledged) {
            end(order, order.isGone ? order.goneReason : order.isTaker() ? "ioc_order_failed_because_it_would_not_be_executed" : "");
        } else {
            finish(order, ExecType.EXPIRED, VenueReason.UNKNOWN_ORDER);
        }
    }

    private void comparePositions() {
        for (int id = 0; id < positionE8.length; id++) {
            if (venuePositionE8[id] == positionE8[id]) {
                agree(id);
            } else if (++differences[id] < settings.differencesToLatch()) {
                ask(settings.askAfterMs());
            } else {
                if (differences[id] == settings.differencesToLatch()) {
                    news.onDifference(difference(id));
                }
                reports.position(id, venuePositionE8[id], venueEntryE8[id], venueNowMs());
                ask(settings.askAfterMs() * differences[id]);
            }
        }
    }

    /**
     * The questions were not answered: they are asked again, ever more patiently, so that a venue that refuses us is not hammered.
     *
     * @param why for people, who hear of it once
     */
    public void onNoEvidence(final String why) {
        isAsking = false;
        if (unanswered == 0) {
            news.onNotice("the account can't be read, and is asked for again: " + why);
        }
        final long longestMs = openOrders() > 0 ? Math.min(LONGEST_PAUSE_WITH_ORDERS_MS, settings.reconcileEveryMs()) : settings.reconcileEveryMs();
        askDueMs = nowMs + Math.min(longestMs, settings.askAfterMs() << Math.min(unanswered, LARGEST_DOUBLING));
        unanswered++;
    }

    /** What the account log says was paid and received for holding, the oldest first. */
    public void onFundings(final List<VenueFunding> payments) {
        for (final VenueFunding payment : payments) {
            final int instrumentId = instrumentOf(payment.product());
            if (instrumentId >= 0 && funding.counts(payment, instrumentId)) {
                reports.funding(payment, instrumentId, funding.settledOnE8(payment, instrumentId, positionE8[instrumentId]));
            }
        }
        funding.onAnswer(nowMs);
    }

    /** @param why for people, who hear of it once */
    public void onNoFundings(final String why) {
        if (funding.onNoAnswer(nowMs)) {
            news.onNotice("the account log can't be read, and is asked for again: " + why);
        }
    }

    /** Everything is to be asked for, no later than this from now on. */
    public void ask(final long withinMs) {
        askDueMs = Math.min(askDueMs, nowMs + withinMs);
    }

    // ------------------------------------------------------------------ time

    /** Time passed. Called often: nothing is late by more than the time between two calls. */
    public void onTime(final long timeMs) {
        nowMs = Math.max(nowMs, timeMs);
        cancelDue();
        if (!isAsking && nowMs >= Math.max(askDueMs, earliestAskMs)) {
            gather();
        }
        funding.onTime(nowMs, venueNowMs());
    }

    private void gather() {
        isAsking = true;
        final List<String> open = new ArrayList<>();
        for (final LiveOrder order : byText.values()) {
            if (!order.isDone()) {
                open.add(order.clientText);
            }
        }
        calls.gather(open, Math.max(fillsCountFromMs, fillsKnownToMs - FILLS_OVERLAP_MS));
    }

    // ------------------------------------------------------------------ orders

    private LiveOrder find(final String orderId, final String clientText) {
        final LiveOrder order = clientText.isEmpty() ? null : byText.get(clientText);
        return order != null ? order : byOrderId.get(orderId);
    }

    private void learnId(final LiveOrder order, final String orderId) {
        if (!orderId.isEmpty() && order.orderId.isEmpty()) {
            order.orderId = orderId;
            byOrderId.put(orderId, order);
        }
    }

    private void acknowledge(final LiveOrder order) {
        order.knowledge = Knowledge.OPEN;
        if (!order.isAcknowledged) {
            order.markAcknowledged(nowMs);
            reports.order(order, ExecType.NEW, VenueReason.NONE, venueNowMs());
        }
        if (order.isTaker()) {
            ask(settings.askAfterMs());
        }
    }

    private void finish(final LiveOrder order, final ExecType execType, final VenueReason reason) {
        reports.order(order, execType, reason, venueNowMs());
        done(order);
    }

    private void done(final LiveOrder order) {
        order.knowledge = Knowledge.DONE;
        cancels.forget(order);
        if (byText.size() > DONE_KEPT) {
            final LiveOrder oldest = byText.values().iterator().next();
            if (oldest.isDone()) {
                byText.remove(oldest.clientText);
                byOrderId.remove(oldest.orderId);
            }
        }
    }

    private int instrumentOf(final String product) {
        for (int id = 0; id < instruments.size(); id++) {
            if (instruments.get(id).symbol().equalsIgnoreCase(product)) {
                return id;
            }
        }
        return -1;
    }

    private long venueNowMs() {
        return nowMs + venueClock.aheadMs();
    }

    // ------------------------------------------------------------------ what it knows

    /** Whether orders, fills and positions have been compared with the venue's, and were the same, and the clocks agree. */
    public Agreement agreement() {
        if (!isReconciled || isMaintenance()) {
            return Agreement.UNKNOWN;
        }
        return areClocksClose() ? Agreement.AGREED : Agreement.CLOCKS_DIFFER;
    }

    private boolean areClocksClose() {
        return venueClock.differenceMs() <= settings.maxClockOffsetMs();
    }

    /** What speaks against trading, in words for a person. */
    public List<String> objections() {
        final List<String> found = new ArrayList<>();
        if (!isReconciled) {
            found.add("orders, fills and positions have not been found to be the venue's");
        }
        for (int id = 0; id < positionE8.length; id++) {
            if (venuePositionE8[id] != positionE8[id]) {
                found.add(difference(id) + "; close what is not of this journal, or go on with the journal it is of");
            }
        }
        for (final LiveOrder order : byText.values()) {
            if (order.knowledge == Knowledge.UNKNOWN) {
                found.add("it is not known what became of order " + order.clientText);
            }
        }
        if (isMaintenance()) {
            found.add("maintenance of the venue at " + Instant.ofEpochMilli(maintenanceMs) + ": no new risk around it");
        }
        if (!areClocksClose()) {
            found.add("the venue's clock is " + venueClock.aheadMs() + " ms ahead of ours, or was set; it may differ by "
                + settings.maxClockOffsetMs() + ": set this machine's clock by NTP");
        }
        return found;
    }

    private String difference(final int id) {
        return String.format(Locale.ROOT, "%s: the venue holds %s, our fills make %s", instruments.get(id).symbol(),
            FixedPoint.format(venuePositionE8[id]), FixedPoint.format(positionE8[id]));
    }

    /** The connection was lost: until everything was compared again, nothing is known to be the same. */
    public void onDisconnect() {
        isReconciled = false;
    }

    /** Whether it is not known of any order what became of it. */
    public boolean hasUnknown() {
        return byText.values().stream().anyMatch(order -> order.knowledge == Knowledge.UNKNOWN);
    }

    /** Whether, when everything was asked for last, nothing was open at the venue, and nothing is on its way. */
    public boolean isQuiet() {
        return isQuiet && openOrders() == 0;
    }

    /** Orders nothing final is known of. */
    public int openOrders() {
        return (int) byText.values().stream().filter(order -> !order.isDone()).count();
    }

    /** Signed sum of the fills. */
    public long positionE8(final int instrumentId) {
        return positionE8[instrumentId];
    }
}
