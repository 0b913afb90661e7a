package io.ringmaster.exchange.matching;

import io.ringmaster.exchange.matching.VenueOrder.Stage;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;

/** Matching against a recorded book and its trades, by the rules in {@link MatchingEngine}. */
final class BookMatching {

    private final InstrumentDefinition definition;
    private final MatchingRules rules;
    private final RecordedBook book;
    private final OrderLife life;
    private final SelfFillGuard selfFill;

    BookMatching(
        final InstrumentDefinition definition, final MatchingRules rules, final RecordedBook book, final OrderLife life,
        final SelfFillGuard selfFill) {
        this.definition = definition;
        this.rules = rules;
        this.book = book;
        this.life = life;
        this.selfFill = selfFill;
    }

    /** Executes an accepted order that is not a stop; a limit order's remainder rests. */
    void execute(final VenueOrder order) {
        if (order.type != OrderType.POST_ONLY) {
            final long limitPriceE8 = takingLimitE8(order);
            if (selfFill.refuses(order, limitPriceE8)) {
                life.end(order, ExecType.CANCELED, VenueReason.SELF_FILL);
                return;
            }
            selfFill.clearWay(order, limitPriceE8);
            final boolean empty = bestOppositeRank(order.side) < 0;
            take(order, limitPriceE8);
            if (order.type != OrderType.LIMIT) {
                life.endTaker(order, empty ? VenueReason.NO_LIQUIDITY : VenueReason.IOC_UNFILLED);
            }
        }
        if (order.isOpen()) {
            rest(order);
        }
    }

    private void rest(final VenueOrder order) {
        order.stage = Stage.RESTING;
        order.aheadE8 = book.isReadable() ? book.side(order.side).displayedAtE8(order.limitPriceE8) : 0;
        life.cancelIfNothingToReduce(order);
    }

    /** Takes displayed liquidity level by level, none of it worse than the limit. */
    void take(final VenueOrder order, final long limitPriceE8) {
        final BookSide levels = book.opposite(order.side);
        long wantedE8 = book.isReadable() ? life.fillableE8(order) : 0;
        for (int rank = 0; wantedE8 > 0 && rank < levels.size() && !order.isWorse(levels.priceE8(rank), limitPriceE8); rank++) {
            final long qtyE8 = Math.min(levels.availableE8(rank), wantedE8);
            if (qtyE8 > 0) {
                levels.take(rank, qtyE8);
                life.fill(order, qtyE8, levels.priceE8(rank), Liquidity.TAKER);
                wantedE8 -= qtyE8;
            }
        }
    }

    /** The order's limit, or the venue's price protection around the best price where it has none; nothing qualifies when there is none. */
    long takingLimitE8(final VenueOrder order) {
        if (order.hasLimit()) {
            return order.limitPriceE8;
        }
        final int rank = bestOppositeRank(order.side);
        if (rank < 0) {
            return order.isBuy() ? 0 : Long.MAX_VALUE;
        }
        final long bestE8 = book.opposite(order.side).priceE8(rank);
        final long bandE8 = FixedPoint.multiplyFloor(bestE8, rules.priceProtectionE8());
        return order.isBuy()
            ? FixedPoint.toStepFloor(bestE8 + bandE8, definition.tickE8())
            : FixedPoint.toStepCeil(bestE8 - bandE8, definition.tickE8());
    }

    /** Rank of the best level an order of that side could take from; -1 when there is none. */
    int bestOppositeRank(final Side side) {
        return book.isReadable() ? book.opposite(side).bestAvailable() : -1;
    }

    /** A print of the market: the aggressor came from the other side of our resting orders. */
    void onTrade(final long priceE8, final long qtyE8, final Side aggressor) {
        final Side restingSide = aggressor == Side.BUY ? Side.SELL : Side.BUY;
        long oursE8 = 0;
        for (VenueOrder order = life.orders().bestResting(restingSide);
             order != null && order.isThrough(priceE8);
             order = life.orders().bestResting(restingSide)) {
            oursE8 += life.fillResting(order, order.leavesE8);
        }
        for (int i = 0; i < life.orders().size() && oursE8 < qtyE8; i++) {
            final VenueOrder order = life.orders().get(i);
            if (order.side == restingSide && order.isResting() && order.limitPriceE8 == priceE8) {
                final long passingE8 = qtyE8 - oursE8;
                final long reachingE8 = Math.max(0, passingE8 - order.aheadE8);
                order.aheadE8 = Math.max(0, order.aheadE8 - passingE8);
                oursE8 += life.fillResting(order, reachingE8);
            }
        }
    }

    /** The levels changed. */
    void onBook() {
        if (!book.isReadable()) {
            return;
        }
        for (int i = 0; i < life.orders().size(); i++) {
            final VenueOrder order = life.orders().get(i);
            if (order.isWaiting()) {
                // Sent when there was no book yet.
                execute(order);
            } else if (order.isResting()) {
                order.aheadE8 = Math.min(order.aheadE8, book.side(order.side).displayedAtE8(order.limitPriceE8));
            }
        }
        if (book.isTwoSided()) {
            fillCrossed(Side.BUY);
            fillCrossed(Side.SELL);
        }
    }

    private void fillCrossed(final Side side) {
        final BookSide opposite = book.opposite(side);
        for (VenueOrder order = life.orders().bestResting(side); order != null; order = life.orders().bestResting(side)) {
            final int rank = opposite.bestAvailable();
            if (rank >= 0 && order.isThrough(opposite.priceE8(rank))) {
                life.fillResting(order, order.leavesE8);
            } else if (rank >= 0 && order.limitPriceE8 == opposite.priceE8(rank)) {
                opposite.take(rank, life.fillResting(order, opposite.availableE8(rank)));
            } else {
                return;
            }
        }
    }
}
