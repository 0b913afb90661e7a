package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderRequest;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;

/** Keeps one stop order at the venue in step with a position and with our own stop. */
final class VenueStop {

    private static final long BPS = 10_000;
    /** Pause before a stop is placed again after the venue refused it; doubled with each refusal in a row. */
    private static final long FIRST_PAUSE_NS = 100_000_000;
    private static final int LARGEST_DOUBLING = 10;

    private final ExecutionSettings settings;
    private final InstrumentDefinition definition;
    private final int instrumentId;
    private final MarketView market;
    private final OrderEntry entry;
    private Order order;
    private long placedNs = Long.MIN_VALUE / 2;
    private int refusals;

    VenueStop(final ExecutionSettings settings, final TradedInstrument instrument, final OrderEntry entry) {
        this.settings = settings;
        definition = instrument.definition();
        instrumentId = instrument.id();
        market = instrument.market();
        this.entry = entry;
    }

    /**
     * Does whatever is due.
     *
     * @param isLeaving whether the position is being closed anyway: then no new stop is placed
     */
    void keep(final long positionE8, final ProtectiveStop stop, final boolean isLeaving, final long parentE8, final long timeNs) {
        if (!settings.stopAtVenue().venueStop()) {
            return;
        }
        if (positionE8 == 0 || !stop.isSet()) {
            entry.cancelOnce(order);
            return;
        }
        final Side side = positionE8 > 0 ? Side.SELL : Side.BUY;
        final boolean isTrailing = settings.stopAtVenue().venueStopTrailBps() > 0;
        final long priceE8 = isTrailing ? trailE8() : side == Side.SELL
            ? FixedPoint.toStepFloor(stop.stopPriceE8(), definition.tickE8()) : FixedPoint.toStepCeil(stop.stopPriceE8(), definition.tickE8());
        final boolean isDue = timeNs - placedNs >= settings.stopAtVenue().venueStopMoveNs();
        if (order != null) {
            final boolean isSame = isRightSize(order.qtyE8, Math.abs(positionE8)) && order.side == side;
            final boolean isInStep = isSame && (isTrailing || order.stopPriceE8 == priceE8);
            if (!isInStep && !order.isTriggered && isDue) {
                move(isSame, priceE8, parentE8, timeNs);
            }
        } else if (!isLeaving && priceE8 > 0 && (isDue || isRefusalPast(timeNs))) {
            place(isTrailing ? OrderType.TRAILING_STOP : OrderType.STOP, side, positionE8, priceE8, parentE8, timeNs);
        }
    }

    /** A position needs its stop: after a refusal it is placed again sooner than a resting stop would be moved. */
    private boolean isRefusalPast(final long timeNs) {
        return refusals > 0 && timeNs - placedNs >= FIRST_PAUSE_NS << Math.min(refusals - 1, LARGEST_DOUBLING);
    }

    private void place(
        final OrderType type, final Side side, final long positionE8, final long priceE8, final long parentE8, final long timeNs) {
        placedNs = timeNs;
        final OrderRequest request = entry.draft();
        request.instrumentId = instrumentId;
        request.type = type;
        request.side = side;
        request.qtyE8 = Math.min(Math.abs(positionE8), entry.largestExitE8(instrumentId, market.markPriceE8));
        request.stopPriceE8 = priceE8;
        request.reduceOnly = true;
        request.purpose = OrderPurpose.PROTECTIVE_STOP;
        order = entry.submit(request, parentE8);
    }

    /** A stop of the right size is moved where it rests, so that it always protects. Otherwise it is canceled and placed again. */
    private void move(final boolean isRightSize, final long priceE8, final long parentE8, final long timeNs) {
        if (isRightSize && order.canBeAmended()) {
            placedNs = timeNs;
            entry.amend(order, priceE8, parentE8);
        } else if (!isRightSize || order.isAmendFutile) {
            entry.cancelOnce(order);
        }
    }

    /** As large as the position or, if that is larger than an order may be, about as large as an order may be: that size moves with the mark. */
    private boolean isRightSize(final long qtyE8, final long positionE8) {
        if (qtyE8 >= positionE8) {
            return qtyE8 == positionE8;
        }
        final long largestE8 = entry.largestExitE8(instrumentId, market.markPriceE8);
        return positionE8 > largestE8 && qtyE8 >= largestE8 - largestE8 / 10;
    }

    /** The distance of a trailing stop at the venue; 0 before there is a mark. */
    private long trailE8() {
        final long distanceE8 = FixedPoint.multiplyDivideFloor(market.markPriceE8, settings.stopAtVenue().venueStopTrailBps(), BPS);
        return FixedPoint.toStepCeil(distanceE8, definition.tickE8());
    }

    /** A stop that another build placed. */
    void follow(final Order placed, final long sentTimeNs) {
        order = placed;
        placedNs = sentTimeNs;
    }

    /** An order is done. If it was the stop, a new one may follow. */
    void onOrderDone(final Order done) {
        if (done == order) {
            order = null;
            refusals = done.state == OrderState.REJECTED ? refusals + 1 : 0;
        }
    }
}
