package io.ringmaster.exchange.matching;

import io.ringmaster.exchange.matching.VenueOrder.Stage;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.InstrumentDefinition;
import org.agrona.collections.LongHashSet;

/**
 * Matches our orders in one instrument against its recorded market, which does not react to them. Used by one thread; what time it is
 * is the caller's affair.
 *
 * <p><b>With a book.</b> A taker walks the displayed levels; what it took stays taken until the recording changes the level. A resting
 * order queues behind the quantity displayed at its price when it came. A trade at the price, by an aggressor of the other side, moves
 * the queue and then fills us. When the displayed quantity falls without a trade, those behind us are taken to have left first:
 * {@code ahead = min(ahead, displayed)}, the conservative rule of hftbacktest's RiskAdverseQueueModel. A trade strictly through our
 * price, or an opposite best level strictly through it, fills us whole at our price; an opposite best level at our price fills us with
 * what it displays. While a part or a delta of the book is missing, there is nothing to take.
 *
 * <p><b>Without a book</b> (bars, or trades only): see {@link BarWalk}. A limit order beyond the last price is a taker, another one rests.
 *
 * <p><b>Orders.</b> Types and refusals are those of Kraken Futures' {@code sendorder}. Stops trigger on the mark: the venue's where the
 * market gives one, else the mid of the book, else the last price. A reduce-only order fills at most the position it closes, and what is
 * left of it then is canceled; a reduce-only stop is examined when it triggers (Kraken's TRIGGER_ACTIVATION_FAILURE), not when it comes.
 *
 * @see <a href="https://docs.rs/hftbacktest/latest/hftbacktest/backtest/models/struct.RiskAdverseQueueModel.html">queue model</a>
 */
public final class MatchingEngine {

    /** Null of a price that an order or a ticker does not give. */
    public static final long NO_PRICE = Long.MIN_VALUE;

    private final int instrumentId;
    private final MarginAccount account;
    private final ExecutionListener listener;
    private final RecordedBook book = new RecordedBook();
    private final OrderLife life;
    private final BookMatching bookMatching;
    private final BarWalk barWalk;
    private final Admission admission;
    private long lastPriceE8;
    private long tickerMarkE8;
    private long previousBarTimeNs = Long.MIN_VALUE;

    /** @param usedClientOrderIds shared by all instruments of a venue */
    public MatchingEngine(
        final int instrumentId, final InstrumentDefinition definition, final MatchingRules rules, final MarginAccount account,
        final LongHashSet usedClientOrderIds, final ExecutionListener listener) {
        this.instrumentId = instrumentId;
        this.account = account;
        this.listener = listener;
        life = new OrderLife(instrumentId, definition, account, usedClientOrderIds, listener);
        final SelfFillGuard selfFill = new SelfFillGuard(rules.selfFill(), book, life);
        bookMatching = new BookMatching(definition, rules, book, life, selfFill);
        barWalk = new BarWalk(instrumentId, definition, rules, account, life, selfFill, listener);
        admission = new Admission(instrumentId, definition, account, book, life, bookMatching, selfFill);
    }

    // ------------------------------------------------------------------ orders

    /**
     * Takes a new order, or refuses it.
     *
     * @param limitPriceE8 {@link #NO_PRICE} when it has none
     * @param stopPriceE8  {@link #NO_PRICE} when it has none; of a trailing stop the distance
     * @param sentTimeNs   when it left its sender
     */
    public void submit(
        final long clientOrderId, final OrderType type, final Side side, final long qtyE8, final long limitPriceE8, final long stopPriceE8,
        final boolean reduceOnly, final long sentTimeNs) {
        final VenueOrder order = life.create(clientOrderId, type, side, qtyE8);
        order.limitPriceE8 = limitPriceE8;
        if (type == OrderType.TRAILING_STOP) {
            order.trailE8 = stopPriceE8;
        } else {
            order.stopPriceE8 = stopPriceE8;
        }
        order.reduceOnly = reduceOnly;
        order.sentTimeNs = sentTimeNs;
        final VenueReason refusal = admission.refusal(order, lastPriceE8);
        if (refusal != VenueReason.NONE) {
            life.reject(order, refusal);
            return;
        }
        life.accept(order);
        if (order.isStop()) {
            order.stage = Stage.UNTRIGGERED;
            trigger(order, account.markE8(instrumentId), sentTimeNs);
        } else if (book.wasReceived()) {
            bookMatching.execute(order);
        } else if (type == OrderType.POST_ONLY || (type == OrderType.LIMIT && !order.isThrough(lastPriceE8))) {
            barWalk.rest(order);
        }
        if (barWalk.isUnderWay()) {
            barWalk.join(order);
        }
        life.settle();
    }

    /** Cancels one order; a done or unknown one is answered by {@link ExecutionListener#onRefused}. */
    public void cancel(final long clientOrderId) {
        final VenueOrder order = life.orders().find(clientOrderId);
        if (order == null) {
            listener.onRefused(instrumentId, clientOrderId, ExecType.CANCEL_REJECTED);
        } else {
            life.end(order, ExecType.CANCELED, VenueReason.USER);
            life.settle();
        }
    }

    /**
     * Moves a stop that rests; any other order, or a price that can't be, is answered by {@link ExecutionListener#onRefused}.
     *
     * @param sentTimeNs when that left its sender
     */
    public void amend(final long clientOrderId, final long stopPriceE8, final long sentTimeNs) {
        final VenueOrder order = life.orders().find(clientOrderId);
        if (order == null || !order.isUntriggered() || order.trailE8 > 0 || !admission.isOnTick(stopPriceE8)) {
            listener.onRefused(instrumentId, clientOrderId, ExecType.AMEND_REJECTED);
            return;
        }
        order.stopPriceE8 = stopPriceE8;
        listener.onOrderEvent(order, ExecType.AMENDED, VenueReason.USER);
        trigger(order, account.markE8(instrumentId), sentTimeNs);
        if (barWalk.isUnderWay()) {
            barWalk.join(order);
        }
        life.settle();
    }

    /** Whether an order is open. */
    public boolean isOpen(final long clientOrderId) {
        return life.orders().find(clientOrderId) != null;
    }

    /** Cancels every open order, the oldest first. */
    public void cancelAll(final VenueReason reason) {
        for (int i = 0; i < life.orders().size(); i++) {
            final VenueOrder order = life.orders().get(i);
            if (order.isOpen()) {
                life.end(order, ExecType.CANCELED, reason);
            }
        }
        life.settle();
    }

    /**
     * The venue liquidates the position because of a lack of margin, at any price, with an order of its own.
     *
     * @return whether anything was closed; what the book cannot take stays, and everything while there is no mark
     */
    public boolean liquidate() {
        final long positionE8 = account.positionE8(instrumentId);
        if (positionE8 == 0 || account.markE8(instrumentId) == 0) {
            return false;
        }
        final VenueOrder order = life.create(0, OrderType.MARKET, positionE8 > 0 ? Side.SELL : Side.BUY, Math.abs(positionE8));
        order.fillReason = VenueReason.LIQUIDATION;
        if (book.wasReceived()) {
            bookMatching.take(order, order.isBuy() ? Long.MAX_VALUE : 0);
        } else {
            barWalk.execute(order, account.markE8(instrumentId));
        }
        final boolean closed = order.filledE8() > 0;
        life.orders().release(order);
        life.settle();
        return closed;
    }

    public int openOrders() {
        return life.orders().size();
    }

    // ------------------------------------------------------------------ market

    /**
     * A book snapshot begins or continues with another part. Its levels and {@link #endBook} follow.
     *
     * @return false if this part is to be left out, without levels and end
     */
    public boolean beginSnapshot(final boolean first, final long bookSequence) {
        return book.beginSnapshot(first, bookSequence);
    }

    /** Changes of the book begin or continue with another part; otherwise as {@link #beginSnapshot}. */
    public boolean beginDelta(final boolean first, final long previousSequence, final long bookSequence) {
        return book.beginDelta(first, previousSequence, bookSequence);
    }

    /** One level of the message begun. */
    public void onLevel(final Side side, final long priceE8, final long qtyE8) {
        book.set(side, priceE8, qtyE8);
    }

    /** @param last whether it was the last part */
    public void endBook(final long timeNs, final boolean last) {
        if (last) {
            book.complete();
            updateMark();
            bookMatching.onBook();
            triggerStops(timeNs);
            life.settle();
        }
    }

    public void onTrade(final long timeNs, final long priceE8, final long qtyE8, final Side aggressor) {
        lastPriceE8 = priceE8;
        if (book.wasReceived()) {
            bookMatching.onTrade(priceE8, qtyE8, aggressor);
        } else {
            barWalk.walk(priceE8, priceE8, priceE8, priceE8, timeNs);
        }
        life.settle();
    }

    /** @param markPriceE8 {@link #NO_PRICE} when not given, the last price likewise */
    public void onTicker(final long timeNs, final long lastE8, final long markPriceE8) {
        if (lastE8 > 0) {
            lastPriceE8 = lastE8;
        }
        if (markPriceE8 > 0) {
            tickerMarkE8 = markPriceE8;
        }
        updateMark();
        triggerStops(timeNs);
        life.settle();
    }

    /** A closed bar; matters only while there is no book. */
    public void onBar(
        final long timeNs, final long openTimeNs, final long openE8, final long highE8, final long lowE8, final long closeE8) {
        if (!book.wasReceived()) {
            barWalk.walk(openE8, highE8, lowE8, closeE8, Math.max(openTimeNs, previousBarTimeNs));
            previousBarTimeNs = timeNs;
            life.settle();
        }
        lastPriceE8 = closeE8;
    }

    /**
     * The market's feed is down: its book is void and there is no mark, so that nothing fills, triggers or is liquidated at a price that
     * is not known to hold. A resting order stays.
     */
    public void onFeedDown() {
        book.disconnect();
        tickerMarkE8 = 0;
        lastPriceE8 = 0;
        account.mark(instrumentId, 0);
    }

    /** Whether there ever was a book: if not, prices come from bars and trades. */
    public boolean hasBook() {
        return book.wasReceived();
    }

    /**
     * Begins to walk a closed bar; only without a book. What is sent until {@link #endBar} takes part from where the walk then stands.
     */
    public void beginBar(
        final long timeNs, final long openTimeNs, final long openE8, final long highE8, final long lowE8, final long closeE8) {
        barWalk.begin(openE8, highE8, lowE8, closeE8, Math.max(openTimeNs, previousBarTimeNs));
        previousBarTimeNs = timeNs;
        lastPriceE8 = openE8;
        life.settle();
    }

    /** Where the bar's walk stands. */
    public long barPriceE8() {
        return barWalk.priceE8();
    }

    /** Where the present leg of the walk ends. */
    public long barLegEndE8() {
        return barWalk.legEndE8();
    }

    /** @return false if the bar is over, with nothing left to happen in it */
    public boolean walkBar(final long untilE8) {
        final boolean goesOn = barWalk.walkOn(untilE8);
        lastPriceE8 = barWalk.priceE8();
        life.settle();
        return goesOn;
    }

    public void endBar() {
        barWalk.end();
    }

    private void updateMark() {
        if (tickerMarkE8 > 0) {
            account.mark(instrumentId, tickerMarkE8);
        } else if (book.isTwoSided()) {
            account.mark(instrumentId, book.midE8());
        } else if (!book.wasReceived() && lastPriceE8 > 0) {
            account.mark(instrumentId, lastPriceE8);
        }
    }

    /** @param timeNs from when on a triggered one may take in a market without a book */
    private void triggerStops(final long timeNs) {
        final long markE8 = account.markE8(instrumentId);
        for (int i = 0; i < life.orders().size(); i++) {
            trigger(life.orders().get(i), markE8, timeNs);
        }
    }

    private void trigger(final VenueOrder order, final long markE8, final long timeNs) {
        if (markE8 == 0) {
            return;
        }
        order.follow(markE8);
        if (order.isUntriggered() && order.isTriggeredAt(markE8)) {
            life.trigger(order);
            order.sentTimeNs = timeNs;
            // While a part of the book is missing, it waits for the whole: no order of the venue's ends because of our gap.
            if (book.isReadable()) {
                bookMatching.execute(order);
            }
        }
    }
}
