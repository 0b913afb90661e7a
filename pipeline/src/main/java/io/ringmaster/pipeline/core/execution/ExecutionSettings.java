package io.ringmaster.pipeline.core.execution;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** How a target becomes orders, and when a position is left. Distances are in basis points of the entry price. */
public record ExecutionSettings(
    @Setting(value = "passive", doc = "passive: rest at the own touch, then cross; aggressive: cross at once") Style style,
    @Setting(kind = Kind.DURATION, value = "500ms", min = "0s", doc = "a resting entry away from the touch is moved after this")
    long requoteNs,
    @Setting(kind = Kind.DURATION, value = "3s", min = "0s", doc = "a resting entry crosses after this") long patienceNs,
    @Setting(value = "5", min = "0", max = "1000", doc = "how far beyond the touch a crossing order may pay, basis points")
    int slippageBps,
    @Setting(kind = Kind.E8, value = "0.1", min = "0", max = "10", doc = "a change of exposure below this is not worth an order")
    long deadBandE8,
    @Setting(kind = Kind.E8, value = "0.005", min = "0", max = "1", doc = "share of equity a stopped-out position may lose; 0: no cap")
    long riskFractionE8,
    @Setting(value = "100", min = "1", max = "9999", doc = "stop distance where the target names none") int defaultStopBps,
    @Setting(value = "1000", min = "1", max = "9999", doc = "largest stop distance") int maxStopBps,
    @Setting(value = "5", min = "1", max = "9999", doc = "smallest stop distance") int minStopBps,
    @Setting(value = "80", min = "0", doc = "gain from which the stop covers entry and fees; 0: never") int breakevenFromBps,
    @Setting(value = "120", min = "0", doc = "gain from which the stop trails; 0: never") int trailFromBps,
    @Setting(value = "50", min = "1", doc = "distance of the trailing stop behind the best mark") int trailBps,
    @Setting(value = "300", min = "0", doc = "gain from which it trails closely; 0: never") int closeTrailFromBps,
    @Setting(value = "25", min = "1", doc = "distance of the close trailing stop") int closeTrailBps,
    @Setting(value = "true", doc = "whether a stop order rests at the venue as well") boolean venueStop,
    @Setting(value = "0", min = "0", max = "9999", doc = "makes that a trailing stop, which follows the best mark this far behind by itself, also"
        + " while we hang, in basis points; 0: a plain one, moved by us")
    int venueStopTrailBps,
    @Setting(kind = Kind.DURATION, value = "1s", min = "0s", doc = "the venue's stop is moved no more often than this")
    long venueStopMoveNs,
    @Setting(kind = Kind.DURATION, value = "1s", min = "1ms", doc = "an exit that did not fill is tried again after this") long retryNs,
    @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "no entry for this long after an exit") long cooldownNs,
    @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "no entry for this long after an exit at a loss") long lossCooldownNs,
    @Setting(kind = Kind.DURATION, value = "1m", min = "0s", doc = "an entry that the gate or the venue keeps from being filled is given up this long"
        + " after its decision, or after its last fill; a later decision begins anew")
    long intentMaxAgeNs,
    @Setting(doc = "what an entry must meet") EntrySettings entry) {

    /** How entries are priced; exits always cross. */
    public enum Style { PASSIVE, AGGRESSIVE }
}
