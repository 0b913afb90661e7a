package io.ringmaster.exchange.matching;

import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;

/** Keeps our orders from trading with each other. */
final class SelfFillGuard {

    private final SelfFillPolicy policy;
    private final RecordedBook book;
    private final OrderLife life;

    SelfFillGuard(final SelfFillPolicy policy, final RecordedBook book, final OrderLife life) {
        this.policy = policy;
        this.book = book;
        this.life = life;
    }

    /** Whether an order must be refused because it would meet another one of ours within its limit. */
    boolean refuses(final VenueOrder order, final long limitPriceE8) {
        return policy == SelfFillPolicy.REJECT_TAKER && firstMet(order, limitPriceE8) != null;
    }

    /** Cancels those of ours that an order would meet within its limit; does nothing under {@link SelfFillPolicy#REJECT_TAKER}. */
    void clearWay(final VenueOrder order, final long limitPriceE8) {
        if (policy == SelfFillPolicy.CANCEL_MAKER) {
            for (VenueOrder met = firstMet(order, limitPriceE8); met != null; met = firstMet(order, limitPriceE8)) {
                life.end(met, ExecType.CANCELED, VenueReason.SELF_FILL);
            }
        }
    }

    private VenueOrder firstMet(final VenueOrder order, final long limitPriceE8) {
        final VenueOrder own = life.orders().bestResting(order.isBuy() ? Side.SELL : Side.BUY);
        final boolean meets = own != null && !order.isWorse(own.limitPriceE8, limitPriceE8) && isReached(own, order);
        return meets ? own : null;
    }

    /** Whether the market in front of our resting order is too thin for the other one. */
    private boolean isReached(final VenueOrder own, final VenueOrder order) {
        final BookSide levels = book.opposite(order.side);
        long betterE8 = 0;
        for (int rank = 0; book.isReadable() && rank < levels.size(); rank++) {
            if (!order.isWorse(own.limitPriceE8, levels.priceE8(rank))) {
                break;
            }
            betterE8 += levels.availableE8(rank);
        }
        return betterE8 < order.leavesE8;
    }
}
