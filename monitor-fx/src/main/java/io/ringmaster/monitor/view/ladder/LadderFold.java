package io.ringmaster.monitor.view.ladder;

import io.ringmaster.monitor.model.BookView;
import io.ringmaster.monitor.model.InstrumentView;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts the levels of a book into steps of a ladder. A bid goes down to its step, an ask up, so that no step looks better than its levels are. */
final class LadderFold {

    private static final int TENTHS = 10;
    private static final int SAMPLE = 12;

    private final BookView book;
    private final long stepE8;
    private final long topKey;
    private final int count;
    private final long[] bids;
    private final long[] asks;
    private long bidsAbove;
    private long asksBelow;

    /**
     * Folds a book.
     *
     * @param topKey number of the highest step: its price over {@code stepE8}
     * @param count  steps to show
     */
    LadderFold(final BookView book, final long stepE8, final long topKey, final int count) {
        this.book = book;
        this.stepE8 = stepE8;
        this.topKey = topKey;
        this.count = count;
        bids = new long[count];
        asks = new long[count];
        for (int rank = 0; rank < book.bidLevels(); rank++) {
            final long place = topKey - bidKey(book.bidPriceE8(rank), stepE8);
            if (place < 0) {
                bidsAbove += book.bidQtyE8(rank);
            } else if (place < count) {
                bids[(int) place] += book.bidQtyE8(rank);
            }
        }
        for (int rank = 0; rank < book.askLevels(); rank++) {
            final long place = topKey - askKey(book.askPriceE8(rank), stepE8);
            if (place >= count) {
                asksBelow += book.askQtyE8(rank);
            } else if (place >= 0) {
                asks[(int) place] += book.askQtyE8(rank);
            }
        }
    }

    static long bidKey(final long priceE8, final long stepE8) {
        return Math.floorDiv(priceE8, stepE8);
    }

    static long askKey(final long priceE8, final long stepE8) {
        return Math.ceilDiv(priceE8, stepE8);
    }

    /** The rows, the highest price first. */
    List<LadderRow> rows(final Moment moment, final SessionFacts.Instrument instrument) {
        final long[] bidDepth = new long[count];
        final long[] askDepth = new long[count];
        long depth = bidsAbove;
        for (int i = 0; i < count; i++) {
            depth += bids[i];
            bidDepth[i] = book.bidLevels() > 0 && topKey - i <= bidKey(book.bidPriceE8(0), stepE8) ? depth : 0;
        }
        depth = asksBelow;
        for (int i = count - 1; i >= 0; i--) {
            depth += asks[i];
            askDepth[i] = book.askLevels() > 0 && topKey - i >= askKey(book.askPriceE8(0), stepE8) ? depth : 0;
        }
        final LadderRow.Ours[] ours = ours(moment, instrument);
        final InstrumentView market = moment.instrument(instrument.index());
        final long last = topKey - lastKey(market);
        final List<LadderRow> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(new LadderRow((topKey - i) * stepE8, bids[i], bidDepth[i], asks[i], askDepth[i], ours[i], i == last));
        }
        return rows;
    }

    /** A last trade below the best ask is on the step of a bid, and above it on the step of an ask. */
    private long lastKey(final InstrumentView market) {
        final boolean isAsk = book.askLevels() > 0 && market.lastPriceE8() >= book.askPriceE8(0);
        return market.lastPriceE8() == 0 ? Long.MIN_VALUE / 2 : isAsk ? askKey(market.lastPriceE8(), stepE8) : bidKey(market.lastPriceE8(), stepE8);
    }

    private LadderRow.Ours[] ours(final Moment moment, final SessionFacts.Instrument instrument) {
        final LadderRow.Ours[] ours = new LadderRow.Ours[count];
        Arrays.fill(ours, LadderRow.Ours.NONE);
        for (final OrderRow order : working(moment, instrument.index())) {
            final boolean isStop = order.type() == OrderType.STOP;
            // A stop to sell waits below the touch, among the bids, and one to buy above it.
            final boolean isAmongBids = (order.side() == Side.BUY) != isStop;
            final long priceE8 = isStop ? order.stopPriceE8() : order.limitPriceE8();
            final long place = topKey - (isAmongBids ? bidKey(priceE8, stepE8) : askKey(priceE8, stepE8));
            if (priceE8 != 0 && place >= 0 && place < count) {
                final String sign = order.side() == Side.BUY ? "▲ " : "▼ ";
                final String qty = Numbers.onStep(order.leavesQtyE8(), instrument.lotE8());
                ours[(int) place] = ours[(int) place].with(isStop ? new LadderRow.Ours(sign + "stop " + qty, sign + "stop")
                    : new LadderRow.Ours(sign + qty + ahead(moment, order, instrument), sign + qty));
            }
        }
        return ours;
    }

    private static String ahead(final Moment moment, final OrderRow order, final SessionFacts.Instrument instrument) {
        final long ahead = moment.queueAheadE8(order.clientOrderId());
        return ahead < 0 ? "" : " · " + Numbers.onStep(ahead, instrument.lotE8());
    }

    /** Our orders that may still be filled: in the book, or as a stop that waits for its price. */
    static List<OrderRow> working(final Moment moment, final int instrument) {
        return moment.openOrders().stream().filter(order -> order.instrument() == instrument && order.isKnown()).toList();
    }

    /** The smallest of these multiples of a tick with which most steps near the touch have a level. */
    static int suitable(final BookView book, final long tickE8, final int[] multiples) {
        for (final int multiple : multiples) {
            final long step = tickE8 * multiple;
            final LadderFold fold = new LadderFold(book, step, askKey(book.askPriceE8(0), step) + SAMPLE, 2 * SAMPLE);
            long filled = 0;
            for (int i = 0; i < fold.count; i++) {
                filled += fold.bids[i] + fold.asks[i] > 0 ? 1 : 0;
            }
            if (filled * TENTHS >= fold.count * 6L) {
                return multiple;
            }
        }
        return multiples[0];
    }
}
