package io.ringmaster.exchange;

import io.ringmaster.exchange.matching.ExecutionListener;
import io.ringmaster.exchange.matching.MarginAccount;
import io.ringmaster.exchange.matching.MatchingEngine;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.VenueSimulation;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;

/**
 * A venue in virtual time: the recorded market goes in at its receive times (no skew between venue and us), order intents arrive after a
 * latency, reports leave after another one. A function of its constructor's arguments and its calls; used by one thread.
 *
 * <p>A driver repeats, for each market message of time {@code t}:
 *
 * <pre>
 *   a book, trade or ticker:  advanceTo(t)       onMarket(message)  then the message to our system
 *   a bar:                    advanceTo(t - 1)   onMarket(bar)      advanceTo(t)   then the bar to our system
 * </pre>
 *
 * so that reports of a bar's fills come at their times and before the bar itself. {@link #onMarket} does a step that was left out. What
 * falls on one moment happens in this order: reports come out, funding, orders arrive, periodic reports.
 *
 * <p>Funding settles at multiples of the instrument's interval on the position then held. (Kraken also settles the accrued part
 * when the position changes; the sum differs only by what was opened or closed within an interval.)
 *
 * <p>Liquidation: when equity falls below the maintenance margin, every order is canceled and every position closed at market, as far
 * as the book goes; the rest as soon as the market moves. The taker fee applies.
 */
public final class SimulatedVenue implements VenueSimulation {

    private static final long NEVER = Long.MAX_VALUE;
    private static final int NONE = -1;

    private final VenueSettings settings;
    private final InputSink reports;
    private final int instruments;
    private final MarginAccount account;
    private final FundingSchedule funding;
    private final MatchingEngine[] engines;
    private final LatencyLine orderLine;
    private final LatencyLine reportLine;
    private final ReportPublisher publisher;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderIntentDecoder intent = new OrderIntentDecoder();
    private final MarketTape tape = new MarketTape();
    private final TickerDecoder ticker = new TickerDecoder();
    private final ImportedBarDecoder bar = new ImportedBarDecoder();
    private final FeedStateDecoder feedState = new FeedStateDecoder();
    private long nowNs = Long.MIN_VALUE;
    private long periodicDueNs = NEVER;
    private boolean inBar;
    /** Instrument whose bar is being walked. */
    private int walked = NONE;

    /**
     * @param instruments   in the order of instrument ids
     * @param initialCashE8 quote currency
     * @param seed          of latencies and identifiers
     * @param reports       takes the reports in order of their receive times, during {@link #advanceTo}; may send order intents then
     */
    public SimulatedVenue(
        final List<InstrumentDefinition> instruments, final VenueSettings settings, final long initialCashE8, final long seed,
        final InputSink reports) {
        this.settings = settings;
        this.reports = reports;
        this.instruments = instruments.size();
        account = new MarginAccount(instruments, initialCashE8);
        funding = new FundingSchedule(instruments, account, settings.fundingRule().fundingRateE8());
        final VenueSettings.Latency latency = settings.latency();
        orderLine = new LatencyLine(latency.orderLatencyNs(), latency.latencyJitterNs(), latency.mayOvertake(), seed);
        reportLine = new LatencyLine(latency.reportLatencyNs(), latency.latencyJitterNs(), latency.mayOvertake(), ~seed);
        publisher = new ReportPublisher(reportLine, account, seed);
        engines = new MatchingEngine[this.instruments];
        final LongHashSet usedClientOrderIds = new LongHashSet();
        final ExecutionListener listener = new ReportingListener(publisher, this::liquidate);
        for (int i = 0; i < this.instruments; i++) {
            engines[i] = new MatchingEngine(i, instruments.get(i), settings.matchingRules(), account, usedClientOrderIds, listener);
        }
    }

    /**
     * A venue that continues with an account; it knows nothing about earlier orders.
     *
     * @param known its cash and holdings; its fills make this venue's identifiers others than those before
     */
    public static SimulatedVenue goingOn(
        final List<InstrumentDefinition> instruments, final VenueSettings settings, final KnownAccount known, final long seed,
        final InputSink reports) {
        final SimulatedVenue venue = new SimulatedVenue(instruments, settings, known.cashE8(), seed + known.booked().size() + known.lastFillTimeNs(), reports);
        for (int id = 0; id < instruments.size(); id++) {
            venue.account.takeOver(id, known.holdings().get(id).positionE8(), known.holdings().get(id).costE8());
        }
        return venue;
    }

    /** Goes on after its state was restored, with latencies of another seed. */
    public void goOn(final long seed) {
        orderLine.goOn(seed);
        reportLine.goOn(~seed);
    }

    @Override
    public void onOrderIntent(final DirectBuffer buffer, final int offset, final int length) {
        intent.wrapAndApplyHeader(buffer, offset, header);
        if (walked != NONE && actsInBar()) {
            carryOut();
            return;
        }
        final long arrivalNs = Math.max(nowNs, orderLine.draw(intent.timeNs()));
        orderLine.buffer().putBytes(orderLine.put(arrivalNs, length), buffer, offset, length);
    }

    @Override
    public void onMarket(final DirectBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset);
        if (header.templateId() == ImportedBarDecoder.TEMPLATE_ID) {
            onBar(bar.wrapAndApplyHeader(buffer, offset, header));
        } else if (MarketTape.isMarket(header.templateId())) {
            beginMarket(InputMessage.timeNs(buffer, offset));
            if (InputMessage.templateId(buffer, offset) == TickerDecoder.TEMPLATE_ID) {
                funding.onTicker(ticker.wrapAndApplyHeader(buffer, offset, header));
            }
            tape.play(buffer, offset, engines);
            end();
        } else if (header.templateId() == FeedStateDecoder.TEMPLATE_ID) {
            onFeedState(feedState.wrapAndApplyHeader(buffer, offset, header));
        }
    }

    private void onFeedState(final FeedStateDecoder message) {
        advanceTo(message.receiveTimeNs());
        for (int i = 0; i < instruments; i++) {
            if (message.condition() == FeedCondition.DOWN && (message.instrumentId() < 0 || message.instrumentId() == i)) {
                engines[i].onFeedDown();
                funding.onFeedDown(i);
            }
        }
    }

    @Override
    public long nextEventTimeNs() {
        return Math.min(reportLine.nextTimeNs(), nextVenueEventTimeNs());
    }

    private long nextVenueEventTimeNs() {
        return Math.min(Math.min(orderLine.nextTimeNs(), periodicDueNs), funding.nextTimeNs());
    }

    @Override
    public void advanceTo(final long timeNs) {
        for (long next = nextEventTimeNs(); next <= timeNs && next != NEVER; next = nextEventTimeNs()) {
            if (reportLine.nextTimeNs() == next) {
                deliver();
            } else {
                begin(next, false);
                happen(next);
                end();
            }
        }
        // Also when nothing was due: an order that comes after this can't arrive before it.
        nowNs = Math.max(nowNs, timeNs);
    }

    @Override
    public long minOrderLatencyNs() {
        return settings.latency().orderLatencyNs();
    }

    /** Signed. */
    public long positionE8(final int instrumentId) {
        return account.positionE8(instrumentId);
    }

    /** Cash and unrealised profit at the venue's mark. */
    public long equityE8() {
        return account.equityE8();
    }

    /** Initial cash + realised profit - fees + funding. */
    public long cashE8() {
        return account.cashE8();
    }

    /** Positive is paid. */
    public long feesE8() {
        return account.feesE8();
    }

    /** Positive is received. */
    public long fundingE8() {
        return account.fundingE8();
    }

    /** The venue's mark; 0 before the first market. */
    public long markPriceE8(final int instrumentId) {
        return account.markE8(instrumentId);
    }

    /** Whether an order or a report is under way. */
    public boolean isAnythingUnderWay() {
        return orderLine.nextTimeNs() != NEVER || reportLine.nextTimeNs() != NEVER;
    }

    /** Orders at the venue, untriggered stops included. */
    public int openOrders(final int instrumentId) {
        return engines[instrumentId].openOrders();
    }

    // ------------------------------------------------------------------ what happens by itself

    private void deliver() {
        reports.onInput(reportLine.buffer(), reportLine.offset(), reportLine.length());
        reportLine.remove();
    }

    private void happen(final long timeNs) {
        final int fundedId = funding.dueAt(timeNs);
        if (fundedId >= 0) {
            settleFunding(fundedId);
        } else if (orderLine.nextTimeNs() == timeNs) {
            arrive();
        } else {
            periodicDueNs = boundaryAfter(timeNs, settings.reportIntervalNs());
            report();
        }
    }

    private void arrive() {
        intent.wrapAndApplyHeader(orderLine.buffer(), orderLine.offset(), header);
        carryOut();
        orderLine.remove();
    }

    private void carryOut() {
        final MatchingEngine engine = engines[intent.instrumentId()];
        switch (intent.kind()) {
            case NEW -> engine.submit(
                intent.clientOrderId(), intent.orderType(), intent.side(), intent.qtyE8(), intent.limitPriceE8(), intent.stopPriceE8(),
                intent.reduceOnly() != 0, intent.timeNs());
            case AMEND -> engine.amend(intent.clientOrderId(), intent.stopPriceE8(), intent.timeNs());
            case CANCEL -> engine.cancel(intent.clientOrderId());
            case CANCEL_ALL -> engine.cancelAll(VenueReason.USER);
            case NULL_VAL -> throw new IllegalStateException("an order intent without a kind");
        }
    }

    private void settleFunding(final int instrumentId) {
        funding.settled(instrumentId);
        if (account.markE8(instrumentId) != 0) {
            final long rateE8 = funding.rateE8(instrumentId);
            publisher.onFunding(instrumentId, account.onFunding(instrumentId, rateE8), rateE8);
        }
    }

    private void report() {
        for (int i = 0; i < instruments; i++) {
            publisher.onPosition(i);
        }
        if (account.isMarked()) {
            publisher.onAccount();
        }
    }

    private static long boundaryAfter(final long timeNs, final long intervalNs) {
        return (Math.floorDiv(timeNs, intervalNs) + 1) * intervalNs;
    }

    // ------------------------------------------------------------------ market

    /** What happens within a bar is known when the bar is: its reports take no time. */
    private void onBar(final ImportedBarDecoder message) {
        beginBar(message, false);
    }

    @Override
    public boolean beginBar(final DirectBuffer buffer, final int offset, final int length) {
        return beginBar(bar.wrapAndApplyHeader(buffer, offset, header), true);
    }

    /** @param isWalked whether the caller walks it, if that matters */
    private boolean beginBar(final ImportedBarDecoder message, final boolean isWalked) {
        if (message.phase() != BarPhase.LIVE) {
            return false;
        }
        final int id = message.instrumentId();
        final long timeNs = message.receiveTimeNs();
        advanceTo(timeNs - 1);
        begin(timeNs, true);
        if (isWalked && !engines[id].hasBook() && (account.positionE8(id) != 0 || engines[id].openOrders() > 0)) {
            walked = id;
            engines[id].beginBar(
                timeNs, message.openTimeNs(), message.openPriceE8(), message.highPriceE8(), message.lowPriceE8(), message.closePriceE8());
            return true;
        }
        engines[id].onBar(
            timeNs, message.openTimeNs(), message.openPriceE8(), message.highPriceE8(), message.lowPriceE8(), message.closePriceE8());
        end();
        return false;
    }

    @Override
    public long barPriceE8() {
        return engines[walked].barPriceE8();
    }

    @Override
    public long barLegEndE8() {
        return engines[walked].barLegEndE8();
    }

    @Override
    public boolean walkBar(final long untilE8) {
        return engines[walked].walkBar(untilE8);
    }

    @Override
    public void endBar() {
        engines[walked].endBar();
        walked = NONE;
        end();
    }

    @Override
    public boolean hasReports() {
        return reportLine.nextTimeNs() <= nowNs;
    }

    @Override
    public void deliverReports() {
        while (hasReports()) {
            deliver();
        }
    }

    /** What can only reduce, and what is about an open order, answers to the bar where it stands. */
    private boolean actsInBar() {
        if (walked != intent.instrumentId()) {
            return false;
        }
        return switch (intent.kind()) {
            case NEW -> intent.reduceOnly() != 0;
            case AMEND, CANCEL -> engines[walked].isOpen(intent.clientOrderId());
            case CANCEL_ALL, NULL_VAL -> false;
        };
    }

    // ------------------------------------------------------------------ around every event

    private void beginMarket(final long timeNs) {
        advanceTo(timeNs);
        begin(timeNs, false);
    }

    private void begin(final long timeNs, final boolean isBar) {
        nowNs = Math.max(nowNs, timeNs);
        inBar = isBar;
        publisher.at(nowNs, isBar);
        if (periodicDueNs == NEVER && settings.reportIntervalNs() > 0) {
            periodicDueNs = boundaryAfter(nowNs, settings.reportIntervalNs());
        }
    }

    private void end() {
        if (settings.liquidation() && account.isBelowMaintenance()) {
            liquidate();
        }
        if (settings.fundingRule().funding()) {
            // What was opened within a bar is older than the bar's end, so it is charged there.
            funding.update(inBar ? nowNs - 1 : nowNs);
        }
    }

    private void liquidate() {
        for (int i = 0; i < instruments; i++) {
            engines[i].cancelAll(VenueReason.LIQUIDATION);
        }
        boolean closed = false;
        for (int i = 0; i < instruments; i++) {
            closed |= engines[i].liquidate();
        }
        if (closed) {
            report();
        }
    }
}
