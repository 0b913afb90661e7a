package io.ringmaster.exchange;

import io.ringmaster.exchange.matching.SelfFillPolicy;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Plays one session by hand. Prices and quantities are decimal text, times milliseconds; an order arrives 5 ms after it is sent, its
 * report 5 ms later. Every call moves the clock on by 100 ms, so that orders and reports are through before the next one.
 */
final class Session {

    static final long MS = 1_000_000;
    static final long MINUTE = 60_000 * MS;
    static final long HOUR = 60 * MINUTE;
    static final String CASH = "100000";

    static final InstrumentDefinition PERPETUAL = InstrumentDefinition.perpetual("PF_XBTUSD", FixedPoint.ONE);

    /** Without jitter, slippage, funding or periodic reports. */
    static final VenueSettings PLAIN = new VenueSettings(
            new VenueSettings.Latency(5 * MS, 5 * MS, 0, false), 0, 1_000_000,
            new VenueSettings.FundingRule(false, 0), true, SelfFillPolicy.REJECT_TAKER, 0);

    final List<Report> reports = new ArrayList<>();
    final SimulatedVenue venue;
    private final Messages messages = new Messages();
    private long nowNs;
    private long bookSequence = 1000;
    private int heard;

    Session(final VenueSettings settings) {
        this(settings, CASH, PERPETUAL);
    }

    Session(final VenueSettings settings, final String cash, final InstrumentDefinition... instruments) {
        venue = new SimulatedVenue(
            List.of(instruments), settings, e8(cash), 7, (buffer, offset, length) -> reports.add(Report.decode(buffer, offset)));
    }

    /** Goes on with an account that holds these positions, bought or sold at these prices. */
    Session(final VenueSettings settings, final String cash, final InstrumentDefinition[] instruments, final String... quantityAtPrice) {
        final List<KnownAccount.Holding> holdings = Arrays.stream(quantityAtPrice).map(each -> each.split("x"))
            .map(each -> new KnownAccount.Holding(e8(each[0]), FixedPoint.multiplyHalfEven(e8(each[0]), e8(each[1])))).toList();
        venue = SimulatedVenue.goingOn(
            List.of(instruments), settings, new KnownAccount(holdings, List.of(), Set.of(), e8(cash), 0, 0), 7,
            (buffer, offset, length) -> reports.add(Report.decode(buffer, offset)));
    }

    static long e8(final String decimal) {
        return FixedPoint.parse(decimal);
    }

    static String text(final long valueE8) {
        return FixedPoint.format(valueE8);
    }

    private static long[] levels(final String... pairs) {
        final long[] levels = new long[2 * pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            final String[] pair = pairs[i].split("x");
            levels[2 * i] = e8(pair[1]);
            levels[2 * i + 1] = e8(pair[0]);
        }
        return levels;
    }

    private static String[] words(final String text) {
        return text.isEmpty() ? new String[0] : text.split(" ");
    }

    long nowNs() {
        return nowNs;
    }

    Session passTo(final long timeNs) {
        nowNs = timeNs;
        venue.advanceTo(timeNs);
        return this;
    }

    Session pass() {
        return passTo(nowNs + 100 * MS);
    }

    /** Levels as {@code quantity x price} words: {@code book("5x100 7x99", "3x101")}. */
    Session book(final String bids, final String asks) {
        return bookOf(0, bids, asks);
    }

    Session bookOf(final int instrumentId, final String bids, final String asks) {
        return market(messages.snapshot(
            next(), instrumentId, ++bookSequence, Messages.FIRST | Messages.LAST, levels(words(bids)), levels(words(asks))));
    }

    Session delta(final String bids, final String asks) {
        final long previous = bookSequence++;
        return market(messages.delta(
            next(), 0, previous, bookSequence, Messages.FIRST | Messages.LAST, levels(words(bids)), levels(words(asks))));
    }

    /** A delta with explicit numbers and parts. */
    Session delta(final long previous, final long sequence, final int parts, final String bids, final String asks) {
        return market(messages.delta(next(), 0, previous, sequence, parts, levels(words(bids)), levels(words(asks))));
    }

    Session snapshot(final long sequence, final int parts, final String bids, final String asks) {
        bookSequence = sequence;
        return market(messages.snapshot(next(), 0, sequence, parts, levels(words(bids)), levels(words(asks))));
    }

    long bookSequence() {
        return bookSequence;
    }

    Session trade(final String qty, final String price, final Side aggressor) {
        return market(messages.trade(next(), 0, e8(price), e8(qty), aggressor));
    }

    Session mark(final String price) {
        return market(messages.ticker(next(), 0, Messages.NONE, e8(price), Messages.NONE));
    }

    Session feedDown(final int instrumentId) {
        return market(messages.feedDown(next(), instrumentId));
    }

    Session fundingRate(final String absolute) {
        return market(messages.ticker(next(), 0, Messages.NONE, Messages.NONE, e8(absolute)));
    }

    /** A one-minute bar that begins where the clock stands and moves it to its end. */
    Session bar(final String open, final String high, final String low, final String close) {
        final long endNs = nowNs + MINUTE;
        final int length = messages.bar(endNs, 0, MINUTE, e8(open), e8(high), e8(low), e8(close), BarPhase.LIVE);
        venue.onMarket(messages.buffer, 0, length);
        return passTo(endNs);
    }

    /** A one-minute bar that began earlier than the clock stands, and moves it to its end. */
    Session barFrom(final long openTimeNs, final String open, final String high, final String low, final String close) {
        nowNs = openTimeNs;
        return bar(open, high, low, close);
    }

    Session history(final String open, final String high, final String low, final String close) {
        venue.onMarket(
            messages.buffer, 0, messages.bar(nowNs + MINUTE, 0, MINUTE, e8(open), e8(high), e8(low), e8(close), BarPhase.HISTORY));
        return passTo(nowNs + MINUTE);
    }

    private long next() {
        pass();
        return nowNs;
    }

    private Session market(final int length) {
        venue.advanceTo(nowNs);
        venue.onMarket(messages.buffer, 0, length);
        return this;
    }

    /** Sends an order without moving the clock. */
    Session send(final long id, final OrderType type, final Side side, final String qty, final String price) {
        return send(0, id, type, side, qty, price, false);
    }

    /** Hands over an order that was decided earlier than the clock stands: its sender hung. */
    Session sendLate(final long decidedNs, final long id, final OrderType type, final Side side, final String qty) {
        final int length = messages.order(decidedNs, 0, id, type, side, e8(qty), Messages.NONE, Messages.NONE, false);
        venue.onOrderIntent(messages.buffer, 0, length);
        return this;
    }

    Session sendReduceOnly(final long id, final OrderType type, final Side side, final String qty, final String price) {
        return send(0, id, type, side, qty, price, true);
    }

    /** @param price limit, trigger of a stop, or distance of one that trails; null for none */
    Session send(
        final int instrumentId, final long id, final OrderType type, final Side side, final String qty, final String price,
        final boolean reduceOnly) {
        final long priceE8 = price == null ? Messages.NONE : e8(price);
        final boolean stop = type == OrderType.STOP || type == OrderType.TRAILING_STOP;
        final int length = messages.order(
            nowNs, instrumentId, id, type, side, e8(qty), stop ? Messages.NONE : priceE8, stop ? priceE8 : Messages.NONE, reduceOnly);
        venue.onOrderIntent(messages.buffer, 0, length);
        return this;
    }

    Session cancel(final long id) {
        venue.onOrderIntent(messages.buffer, 0, messages.cancel(nowNs, 0, id));
        return this;
    }

    Session amend(final long id, final String stop) {
        venue.onOrderIntent(messages.buffer, 0, messages.amend(nowNs, 0, id, e8(stop)));
        return this;
    }

    Session cancelAll() {
        venue.onOrderIntent(messages.buffer, 0, messages.cancelAll(nowNs, 0));
        return this;
    }

    /** What was said of orders since the last call, after everything under way came through. */
    List<String> heard() {
        pass();
        return heardUntilNow();
    }

    /** The same without moving the clock. */
    List<String> heardUntilNow() {
        final List<String> briefs = new ArrayList<>();
        for (; heard < reports.size(); heard++) {
            if (reports.get(heard) instanceof final Report.Execution execution) {
                briefs.add(execution.brief());
            }
        }
        return briefs;
    }

    <T extends Report> List<T> reports(final Class<T> kind) {
        return reports.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
