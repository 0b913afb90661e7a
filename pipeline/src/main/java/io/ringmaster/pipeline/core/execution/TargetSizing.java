package io.ringmaster.pipeline.core.execution;

import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.units.FixedPoint;

/** Turns the exposure of a target into a position in whole lots, no larger than the sizing rules and the limits allow. */
final class TargetSizing {

    private final OrderEntry entry;
    private final Ledger ledger;
    private final PositionSizing sizing;
    private final long deadBandE8;
    private final TradedInstrument instrument;
    private final ProtectiveStop stop;

    TargetSizing(
        final OrderEntry entry, final Ledger ledger, final PositionSizing sizing, final ExecutionSettings settings,
        final TradedInstrument instrument, final ProtectiveStop stop) {
        this.entry = entry;
        this.ledger = ledger;
        this.sizing = sizing;
        deadBandE8 = settings.sizing().deadBandE8();
        this.instrument = instrument;
        this.stop = stop;
    }

    /**
     * The position that a target asks for, rounded towards zero. The sizing rules are asked when a position is opened. Their answer then holds until
     * the position is flat, so that its size does not follow a stop that moves.
     *
     * @param wish takes the sizing rules' answer
     */
    long wishedPositionE8(final Target target, final long position, final OpenTrade trade, final Wish wish) {
        final long markE8 = instrument.market().markPriceE8;
        final long equityE8 = ledger.equityE8();
        if (markE8 <= 0 || equityE8 <= 0) {
            return position;
        }
        final boolean isLong = target.exposureE8 > 0;
        if (position != 0 && (position > 0) == isLong && trade.isSized()) {
            wish.limit(trade.capE8(), trade.factorE8());
        } else {
            final long stopPriceE8 = stop.plannedStopPriceE8(isLong, markE8, target.stopPriceE8);
            final long distanceE8 = FixedPoint.divideHalfEven(Math.abs(markE8 - stopPriceE8), markE8);
            wish.limit(sizing.capE8(markE8, distanceE8, target.confidence), sizing.factorE8());
        }
        final long exposureE8 = Math.min(Math.abs(target.exposureE8), entry.largestExposureE8());
        final long wantedE8 = Math.min(FixedPoint.multiplyDivideFloor(equityE8, exposureE8, markE8), wish.capE8());
        // A limit keeps a position from growing beyond it; it never makes one smaller.
        final long heldE8 = isLong ? position : -position;
        final long mostE8 = Math.max(heldE8, entry.largestPositionE8(instrument.id()));
        final long lots =
            Math.min(mostE8, FixedPoint.toStepFloor(FixedPoint.multiplyFloor(wantedE8, wish.factorE8()), instrument.definition().lotE8()));
        return isLong ? lots : -lots;
    }

    /** Whether a change is large enough for an order, as exposure. To leave and to turn always is. */
    boolean isWorthAnOrder(final long wished, final long position) {
        if (wished == 0 || Long.signum(wished) != Long.signum(position)) {
            return true;
        }
        final long changeE8 = FixedPoint.multiplyFloor(Math.abs(wished - position), instrument.market().markPriceE8);
        return changeE8 >= FixedPoint.multiplyFloor(ledger.equityE8(), deadBandE8);
    }
}
