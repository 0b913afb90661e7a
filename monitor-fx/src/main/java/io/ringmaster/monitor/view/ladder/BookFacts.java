package io.ringmaster.monitor.view.ladder;

import io.ringmaster.monitor.model.BookView;
import io.ringmaster.monitor.model.InstrumentView;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.units.FixedPoint;

/**
 * What a book says in a few numbers.
 *
 * @param bidQtyE8 of the best levels
 * @param askQtyE8 of the best levels
 */
record BookFacts(long bestBidE8, long bestAskE8, long bidQtyE8, long askQtyE8) {

    /** Levels of each side that the imbalance is about. */
    static final int LEVELS = 10;

    private static final long BPS = 10_000;

    static BookFacts of(final BookView book) {
        long bids = 0;
        long asks = 0;
        for (int rank = 0; rank < LEVELS; rank++) {
            bids += rank < book.bidLevels() ? book.bidQtyE8(rank) : 0;
            asks += rank < book.askLevels() ? book.askQtyE8(rank) : 0;
        }
        return new BookFacts(
            book.bidLevels() == 0 ? 0 : book.bidPriceE8(0), book.askLevels() == 0 ? 0 : book.askPriceE8(0), bids, asks);
    }

    boolean hasBothSides() {
        return bestBidE8 != 0 && bestAskE8 != 0;
    }

    long midE8() {
        return hasBothSides() ? (bestBidE8 + bestAskE8) / 2 : Math.max(bestBidE8, bestAskE8);
    }

    /** Such as {@code 0.5, 1 tick, 0.08 bps}. */
    String spread(final SessionFacts.Instrument instrument) {
        if (!hasBothSides()) {
            return Numbers.NONE;
        }
        final long spread = bestAskE8 - bestBidE8;
        final long ticks = spread / instrument.tickE8();
        return Numbers.onStep(spread, instrument.tickE8()) + ", " + Numbers.count(ticks) + (ticks == 1 ? " tick, " : " ticks, ")
            + Numbers.fixed(FixedPoint.multiplyDivideFloor(spread, BPS * FixedPoint.ONE, midE8()), 2) + " bps";
    }

    /** Bids less asks over both, from −1 to 1. */
    long imbalanceE8() {
        return bidQtyE8 + askQtyE8 == 0 ? 0 : FixedPoint.divideFloor(bidQtyE8 - askQtyE8, bidQtyE8 + askQtyE8);
    }

    /** Such as {@code +12.5 %, more bids}. */
    String imbalance() {
        if (bidQtyE8 + askQtyE8 == 0) {
            return Numbers.NONE;
        }
        final long imbalance = imbalanceE8();
        return Numbers.signedPercent(imbalance, 1) + (imbalance > 0 ? ", more bids" : imbalance < 0 ? ", more asks" : ", even");
    }

    static String last(final InstrumentView market, final SessionFacts.Instrument instrument) {
        return market.lastPriceE8() == 0 ? Numbers.NONE
            : (market.lastQtyE8() == 0 ? "" : Numbers.onStep(market.lastQtyE8(), instrument.lotE8()) + " at ")
            + Numbers.onStep(market.lastPriceE8(), instrument.tickE8());
    }
}
