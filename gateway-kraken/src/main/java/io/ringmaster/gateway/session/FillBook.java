package io.ringmaster.gateway.session;

import io.ringmaster.gateway.wire.VenueFill;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;

/** Which fills are new: each counts once by its id, whichever way it comes, and none from before the session counts. One thread. */
final class FillBook {

    private static final long OVERLAP_MS = 10_000;
    /** An earlier process may have missed fills in this time before its last one. */
    private static final long MISSED_MS = 3_600_000;
    private static final long NS_PER_MS = 1_000_000;

    private final SeenIds seen;
    private final long countFromMs;
    private long knownToMs;

    /** @param seen ids that are booked already */
    FillBook(final KnownAccount known, final SeenIds seen) {
        this.seen = seen;
        countFromMs = known.sinceNs() / NS_PER_MS;
        knownToMs = known.lastFillTimeNs() / NS_PER_MS - MISSED_MS;
    }

    /** Whether a fill must be booked. The call counts it: the next one with the same id returns false. */
    boolean counts(final VenueFill fill) {
        return seen.isNew(VenueUuid.of(fill.fillId())) && fill.timeMs() >= countFromMs;
    }

    /** The venue has listed its fills up to this time of its clock. */
    void knownTo(final long serverMs) {
        knownToMs = serverMs;
    }

    /** From when on the venue is asked for fills; its clock. */
    long askFromMs() {
        return Math.max(countFromMs, knownToMs - OVERLAP_MS);
    }

    /** The fee of a fill. REST reports no fees: then the instrument's own rate decides. */
    static long feeE8(final VenueFill fill, final InstrumentDefinition instrument) {
        if (fill.feeE8() != VenueFill.NO_FEE) {
            return fill.feeE8();
        }
        final long rateE8 = fill.isMaker() ? instrument.makerFeeE8() : instrument.takerFeeE8();
        return FixedPoint.multiplyCeil(FixedPoint.multiplyCeil(fill.qtyE8(), fill.priceE8()), rateE8);
    }
}
