package io.ringmaster.gateway.session;

import io.ringmaster.gateway.parse.FuturesAccountListener;
import io.ringmaster.gateway.session.LiveOrder.Knowledge;
import io.ringmaster.gateway.wire.OrderIds;
import io.ringmaster.gateway.wire.VenueBalance;
import io.ringmaster.gateway.wire.VenueFill;
import io.ringmaster.gateway.wire.VenueFunding;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.gateway.wire.VenuePosition;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.Side;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * The life of our orders at the venue, and of the position they make: intents in, calls and execution reports out. A function of its calls
 * and their times; one thread.
 *
 * <pre>
 *   intent ──▶ SENT ──placed──▶ OPEN ──gone, filled──▶ DONE
 *               │ │               ▲                      ▲
 *               │ └─refused───────┼──────────────────────┤
 *               └─no clear answer─▶ UNKNOWN ──evidence───┘
 * </pre>
 *
 * <p>An order without a clear answer becomes UNKNOWN. Evidence decides, in this order: what the feeds say under its id, what the venue
 * remembers by name, what is open, what was filled, what is held. That an order is nowhere proves nothing until the time has passed after
 * which the venue no longer acts on it, and the position is the sum of the fills. Until then nothing is sent again for it, with one exception: a
 * protective stop that is nowhere is sent again, under the same id, because a position must not wait so long for its stop (decision 30).
 *
 * <p>Fills count once by their id, whichever way they come. An order that is open at the venue and done here is canceled; one that is not
 * of this journal is reported as it is, so that its risk counts. The position is compared with the venue's whenever either changes and once
 * in a while; a difference that stays is reported as the venue's position, which latches.
 */
public final class OrderSession implements FuturesAccountListener {

    private final List<InstrumentDefinition> instruments;
    private final ClientOrderIds ids;
    private final SessionSettings settings;
    private final VenueCalls calls;
    private final SessionNews news;
    private final SessionTime time;
    private final Reports reports;
    private final Questions questions;
    private final LiveOrders orders = new LiveOrders();
    private final OrderLife life;
    private final OrderRequests requests;
    private final EvidenceReview review;
    private final ForeignOrders foreign;
    private final PositionComparison positions;
    private final VenueNotices notices;
    private final FillBook fills;
    private final FundingAccount funding;
    private boolean isReconciled;
    private boolean isQuiet;

    /**
     * @param instruments by instrument id
     * @param journal     what the journal knows of the account
     * @param nowMs       ours, epoch
     */
    public OrderSession(
        final List<InstrumentDefinition> instruments, final SessionSettings settings, final JournaledAccount journal, final long nowMs,
        final VenueCalls calls, final InputSink reports, final SessionNews news) {
        final KnownAccount known = journal.known();
        this.instruments = instruments;
        ids = journal.ids();
        this.settings = settings;
        this.calls = calls;
        this.news = news;
        this.reports = new Reports(reports);
        time = new SessionTime(nowMs, settings.maxClockOffsetMs());
        questions = new Questions(settings, time);
        final CancelSchedule cancels = new CancelSchedule();
        life = new OrderLife(orders, cancels, questions, this.reports, time);
        final OrderRequests.Parts parts = new OrderRequests.Parts(orders, cancels, life, questions, time);
        requests = new OrderRequests(parts, instruments, ids, settings, this.reports, calls, news);
        foreign = new ForeignOrders(instruments, time, this.reports, news);
        positions = new PositionComparison(instruments, settings, known, time, questions, this.reports, news);
        review = new EvidenceReview(parts, requests, positions, news);
        notices = new VenueNotices(news, time);
        final SeenIds seen = new SeenIds(known.booked());
        fills = new FillBook(known, seen);
        funding = new FundingAccount(instruments.size(), settings, known, nowMs, calls, seen);
        known.openOrders().forEach(requests::restore);
    }

    // ------------------------------------------------------------------ from us to the venue, and its answers

    /** Takes an encoded {@code OrderIntent}. */
    public void onIntent(final DirectBuffer buffer, final int offset) {
        requests.onIntent(buffer, offset);
    }

    /** Cancels every order of every instrument, and then asks whether they are gone. */
    public void cancelEverything() {
        for (int id = 0; id < instruments.size(); id++) {
            requests.cancelAll(id);
        }
        isQuiet = false;
        questions.askSoon();
    }

    /** How sending an order ended. */
    public void onSent(final LiveOrder order, final SendOutcome outcome) {
        requests.onSent(order, outcome);
    }

    /**
     * How moving a stop ended.
     *
     * @param stopPriceE8 that was asked for
     */
    public void onAmendSent(final LiveOrder order, final long stopPriceE8, final SendOutcome outcome) {
        requests.onAmendSent(order, stopPriceE8, outcome);
    }

    /**
     * How canceling ended.
     *
     * @param order null when all were canceled
     * @param word  the venue's {@code cancelStatus}; empty when there was no clear answer
     */
    public void onCancelSent(final LiveOrder order, final String word) {
        requests.onCancelSent(order, word);
    }

    // ------------------------------------------------------------------ feeds

    @Override
    public void onOpenOrders(final List<VenueOrderState> open) {
        open.forEach(order -> onOrder(order, ""));
        questions.askNow();
    }

    @Override
    public void onOrder(final VenueOrderState state, final String reason) {
        final LiveOrder order = orders.find(state.ids());
        if (order == null) {
            onForeign(state);
            return;
        }
        orders.learnId(order, state.venueOrderId());
        if (order.isDone()) {
            // A late message, or an order that is open at the venue and closed here: evidence decides.
            questions.askSoon();
            return;
        }
        life.acknowledged(order);
        if (reason.equals("stop_order_triggered")) {
            life.triggered(order);
        }
    }

    private void onForeign(final VenueOrderState state) {
        final int instrumentId = instrumentOf(state.product());
        if (instrumentId >= 0) {
            foreign.onOpen(state, instrumentId);
        }
    }

    @Override
    public void onOrderGone(final String venueOrderId, final String clientText, final String reason) {
        if (foreign.onGone(venueOrderId)) {
            return;
        }
        final LiveOrder order = orders.find(new OrderIds(venueOrderId, clientText));
        if (order != null && !order.isDone()) {
            life.gone(order, reason);
        }
    }

    @Override
    public void onFill(final VenueFill fill, final boolean isHistory) {
        final int id = instrumentOf(fill.product());
        if (id < 0 || !fills.counts(fill)) {
            return;
        }
        funding.onFill(id, positions.positionE8(id), fill.timeMs(), time.nowMs());
        positions.onFill(id, fill.side() == Side.BUY ? fill.qtyE8() : -fill.qtyE8());
        final long feeE8 = FillBook.feeE8(fill, instruments.get(id));
        final LiveOrder order = orders.find(fill.order());
        if (order == null) {
            reports.fill(fill, ids.numberOf(fill.order().clientText()), id, feeE8, 0, Math.max(0, fill.remainingE8()));
            return;
        }
        orders.learnId(order, fill.order().venueOrderId());
        order.filledE8 += fill.qtyE8();
        order.markAcknowledged(time.nowMs());
        reports.fill(fill, order.clientOrderId, id, feeE8, order.filledE8, Math.max(0, order.qtyE8() - order.filledE8));
        life.filled(order);
    }

    @Override
    public void onPositions(final List<VenuePosition> held) {
        positions.onFeed(held);
    }

    @Override
    public void onBalance(final VenueBalance balance) {
        reports.account(balance, time.venueMs());
    }

    @Override
    public void onHeartbeat(final long timeMs) {
        if (time.onBeat(timeMs)) {
            questions.askNow();
        }
    }

    @Override
    public void onNotification(final String type, final String priority, final String note, final long effectiveTimeMs) {
        notices.onNotification(type, priority, note, effectiveTimeMs);
    }

    // ------------------------------------------------------------------ evidence

    /** The venue answered all questions. */
    public void onEvidence(final Evidence evidence) {
        questions.onAnswer();
        time.onCompared(evidence.asked().aheadMs(), evidence.asked().tripMs());
        evidence.fills().forEach(fill -> onFill(fill, true));
        fills.knownTo(evidence.serverMs());
        positions.take(evidence.positions());
        final boolean isPositionExplained = positions.isExplained();
        final Map<String, VenueOrderState> open = takeOpen(evidence);
        review.judgeAll(evidence, open, isPositionExplained);
        positions.compare();
        isReconciled |= isPositionExplained && !orders.hasUnknown();
        isQuiet = evidence.open().isEmpty() && openOrders() == 0;
        if (!isQuiet && openOrders() == 0) {
            questions.askSoon();
        }
        questions.onAnswerUsed();
    }

    /** Our orders among those that are open, by our id. */
    private Map<String, VenueOrderState> takeOpen(final Evidence evidence) {
        final Map<String, VenueOrderState> open = new LinkedHashMap<>();
        for (final VenueOrderState state : evidence.open()) {
            final LiveOrder order = orders.find(state.ids());
            if (order == null) {
                onForeign(state);
            } else {
                open.put(order.clientText, state);
            }
        }
        foreign.onEvidence(evidence);
        return open;
    }

    /**
     * The venue did not answer the questions.
     *
     * @param why for people; reported once
     */
    public void onNoEvidence(final String why) {
        if (questions.onNoAnswer(openOrders() > 0)) {
            news.onNotice("the account can't be read, and is asked for again: " + why);
        }
    }

    /** Funding payments of the account log, the oldest first. */
    public void onFundings(final List<VenueFunding> payments) {
        for (final VenueFunding payment : payments) {
            final int id = instrumentOf(payment.product());
            if (id >= 0 && funding.counts(payment, id)) {
                reports.funding(payment, id, funding.settledOnE8(payment, id, positions.positionE8(id)));
            }
        }
        funding.onAnswer(time.nowMs());
    }

    /** @param why for people; reported once */
    public void onNoFundings(final String why) {
        if (funding.onNoAnswer(time.nowMs())) {
            news.onNotice("the account log can't be read, and is asked for again: " + why);
        }
    }

    // ------------------------------------------------------------------ time

    /**
     * Says what time it is, before every other call. Evidence bears the time at which its first question was asked, on another thread: if a stale
     * time were noted here, an acknowledgement that came after the question would look older than the evidence, which would then prove that the
     * order is gone.
     */
    public void onClock(final long timeMs) {
        time.advanceTo(timeMs);
    }

    /** Time passed. Called often: nothing is late by more than the time between two calls. */
    public void onTime(final long timeMs) {
        time.advanceTo(timeMs);
        requests.cancelDue();
        if (questions.begin()) {
            calls.gather(
                orders.open().stream().map(LiveOrder::clientText).toList(), fills.askFromMs(), orders.hasAwaitingRepeat(time.venueMs()));
        }
        funding.onTime(time.nowMs(), time.venueMs());
    }

    // ------------------------------------------------------------------ what it knows

    private int instrumentOf(final String product) {
        for (int id = 0; id < instruments.size(); id++) {
            if (instruments.get(id).symbol().equalsIgnoreCase(product)) {
                return id;
            }
        }
        return -1;
    }

    /** Whether orders, fills and positions have been compared with the venue's, and were the same, and the clocks agree. */
    public Agreement agreement() {
        if (!isReconciled || notices.isMaintenance()) {
            return Agreement.UNKNOWN;
        }
        return time.areClocksClose() ? Agreement.AGREED : Agreement.CLOCKS_DIFFER;
    }

    /** What speaks against trading, in words for a person. */
    public List<String> objections() {
        final List<String> found = new ArrayList<>();
        if (!isReconciled) {
            found.add("orders, fills and positions are not yet reconciled with the venue's");
        }
        found.addAll(positions.objections());
        for (final LiveOrder order : orders.open()) {
            if (order.is(Knowledge.UNKNOWN)) {
                found.add("the state of order " + order.clientText + " at the venue is unknown");
            }
        }
        found.addAll(notices.objections());
        if (!time.areClocksClose()) {
            found.add("the venue's clock is " + time.aheadMs() + " ms ahead of ours, or was set; it may differ by "
                + settings.maxClockOffsetMs() + ": set this machine's clock by NTP");
        }
        return found;
    }

    /** The connection was lost: nothing counts as reconciled until everything was compared again. */
    public void onDisconnect() {
        isReconciled = false;
    }

    /** Whether nothing was open at the venue in the last evidence, and no order is on its way. */
    public boolean isQuiet() {
        return isQuiet && openOrders() == 0;
    }

    /** Number of our orders that are not done. */
    public int openOrders() {
        return orders.openCount();
    }

    /** Signed sum of the fills. */
    public long positionE8(final int instrumentId) {
        return positions.positionE8(instrumentId);
    }
}
