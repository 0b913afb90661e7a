package io.ringmaster.monitor.model;

import io.ringmaster.schema.Signal;
import io.ringmaster.schema.versions.RecordedDecision;

/** Stop and target of the position of each instrument, as decisions and thoughts said them last; 0 without one. */
final class PositionLevels {

    private final long[] stops;
    private final long[] targets;
    /** The side of the position by its last ledger: 1, -1, or 0 when flat. */
    private final int[] sides;

    PositionLevels(final int instruments) {
        this(new long[instruments], new long[instruments], new int[instruments]);
    }

    private PositionLevels(final long[] stops, final long[] targets, final int[] sides) {
        this.stops = stops;
        this.targets = targets;
        this.sides = sides;
    }

    PositionLevels copy() {
        return new PositionLevels(stops(), targets(), sides.clone());
    }

    long[] stops() {
        return stops.clone();
    }

    long[] targets() {
        return targets.clone();
    }

    /** A position keeps its target when a later decision names none. That its stop tightens is a thought. */
    void onDecision(final RecordedDecision message) {
        final int instrument = message.instrumentId();
        final Signal signal = message.signal();
        if (signal == Signal.LONG || signal == Signal.SHORT) {
            final boolean isHeld = sides[instrument] == (signal == Signal.LONG ? 1 : -1);
            final long target = Orders.zeroIfNull(message.targetPriceE8());
            targets[instrument] = isHeld && target == 0 ? targets[instrument] : target;
            stops[instrument] = isHeld && stops[instrument] != 0 ? stops[instrument] : Orders.zeroIfNull(message.stopPriceE8());
        }
    }

    /** The stop was trailed or tightened. */
    void onStop(final int instrument, final long stopPriceE8) {
        stops[instrument] = stopPriceE8;
    }

    void onPosition(final int instrument, final long qtyE8) {
        sides[instrument] = Long.signum(qtyE8);
    }
}
