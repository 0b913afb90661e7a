package io.ringmaster.pipeline.core.execution;

import io.ringmaster.config.Inline;
import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** How a target becomes orders, and when a position is left. Distances are in basis points of the entry price. */
public record ExecutionSettings(
    @Inline Quoting quoting,
    @Inline Sizing sizing,
    @Inline StopDistance stopDistance,
    @Inline Trailing trailing,
    @Inline StopAtVenue stopAtVenue,
    @Inline Waits waits,
    @Setting(doc = "conditions for entries") EntrySettings entry) {

    /** How an entry is priced and how long it waits. */
    public record Quoting(
        @Setting(value = "passive", doc = "passive: post at the best price of the own side first, cross the spread after patience; aggressive: cross"
            + " at once") Style style,
        @Setting(kind = Kind.DURATION, value = "500ms", min = "0s", doc = "a resting entry that is no longer at the best price is moved after this"
            + " time")
            long requoteNs,
        @Setting(kind = Kind.DURATION, value = "3s", min = "0s", doc = "a resting entry crosses the spread after this time") long patienceNs,
        @Setting(value = "5", min = "0", max = "1000", doc = "how far beyond the opposite best price a crossing order may go, basis points")
            int slippageBps) {
    }

    /** How large a change of a position is. */
    public record Sizing(
        @Setting(kind = Kind.E8, value = "0.1", min = "0", max = "10", doc = "a smaller change of exposure (notional divided by equity) sends no"
            + " order")
            long deadBandE8,
        @Setting(kind = Kind.E8, value = "0.005", min = "0", max = "1", doc = "limits the size of a position so that its stop loses at most this"
            + " share of equity; 0: no limit")
            long riskFractionE8) {
    }

    /** How far the first stop is from the entry price. */
    public record StopDistance(
        @Setting(value = "100", min = "1", max = "9999", doc = "stop distance for targets without a stop, basis points") int defaultStopBps,
        @Setting(value = "1000", min = "1", max = "9999", doc = "largest stop distance, basis points") int maxStopBps,
        @Setting(value = "5", min = "1", max = "9999", doc = "smallest stop distance, basis points") int minStopBps) {
    }

    /** When and how closely the stop follows the mark. */
    public record Trailing(
        @Setting(value = "80", min = "0", doc = "gain, in basis points, from which the stop is at least at breakeven, entry price plus"
            + " fees; 0: never")
            int breakevenFromBps,
        @Setting(value = "120", min = "0", doc = "gain, in basis points, from which the stop trails the mark; 0: never") int trailFromBps,
        @Setting(value = "50", min = "1", doc = "distance of the trailing stop from the best mark so far, basis points") int trailBps,
        @Setting(value = "300", min = "0", doc = "gain, in basis points, from which the stop trails at closeTrailBps; 0: never")
            int closeTrailFromBps,
        @Setting(value = "25", min = "1", doc = "distance of that closer trailing stop, basis points") int closeTrailBps) {
    }

    /** The stop order that rests at the venue. */
    public record StopAtVenue(
        @Setting(value = "true", doc = "whether a stop order is also placed at the venue") boolean venueStop,
        @Setting(value = "0", min = "0", max = "9999", doc = "distance of a trailing stop at the venue, basis points. The venue moves it by itself,"
            + " even while this process hangs; 0: a plain stop, which Ringmaster moves")
            int venueStopTrailBps,
        @Setting(kind = Kind.DURATION, value = "1s", min = "0s", doc = "shortest time between two moves of the stop at the venue")
            long venueStopMoveNs) {
    }

    /** How long to wait before the next order. */
    public record Waits(
        @Setting(kind = Kind.DURATION, value = "1s", min = "1ms", doc = "an unfilled exit is sent again after this time") long retryNs,
        @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "after an exit, time without an entry in the instrument") long cooldownNs,
        @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "after an exit at a loss, time without an entry in the instrument")
            long lossCooldownNs,
        @Setting(kind = Kind.DURATION, value = "1m", min = "0s", doc = "an unfilled entry is abandoned this long after its decision or its last fill;"
            + " a later decision can enter again")
            long intentMaxAgeNs) {
    }

    /** How entries are priced; exits always cross. */
    public enum Style { PASSIVE, AGGRESSIVE }
}
