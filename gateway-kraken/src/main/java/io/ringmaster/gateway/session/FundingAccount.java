package io.ringmaster.gateway.session;

import io.ringmaster.gateway.wire.VenueFunding;
import io.ringmaster.pipeline.port.KnownAccount;

/**
 * What is paid and received for holding. The venue settles it at the end of each hour and whenever a position changes, and writes it into
 * the account log, which is read regularly and soon after every fill. A payment counts once, by its content: the log may have two lines
 * for one booking, one for the money and one for the position.
 */
final class FundingAccount {

    /** So soon that, once flat, the money is explained before a difference would latch. */
    private static final long AFTER_FILL_MS = 1_000;
    /** The budget of the venue's history is small: about a hundred requests in ten minutes. */
    private static final long SPACING_MS = 7_000;
    /** The venue may book late. */
    private static final long OVERLAP_MS = 300_000;
    /** An earlier process may have missed payments in this time before its last fill. */
    private static final long MISSED_MS = 3_600_000;
    private static final int LARGEST_DOUBLING = 5;

    private final SessionSettings settings;
    private final VenueCalls calls;
    private final SeenIds seen;
    private final long countsFromMs;
    private long knownToMs;
    private long askedToMs;
    private long askedMs;
    private long dueMs;
    private boolean isAsking;
    private int unanswered;
    /** Of each instrument: what was held before the last fill, and when that was; venue's clock. */
    private final long[] beforeFillE8;
    private final long[] lastFillMs;

    FundingAccount(
        final int instruments, final SessionSettings settings, final KnownAccount known, final long nowMs, final VenueCalls calls,
        final SeenIds seen) {
        this.settings = settings;
        this.calls = calls;
        this.seen = seen;
        countsFromMs = known.sinceNs() / 1_000_000;
        knownToMs = known.lastFillTimeNs() / 1_000_000 - MISSED_MS;
        askedMs = nowMs - SPACING_MS;
        dueMs = nowMs;
        beforeFillE8 = new long[instruments];
        lastFillMs = new long[instruments];
    }

    /**
     * A fill changed a position, and what had accrued on it is settled.
     *
     * @param heldE8 signed, before it
     * @param timeMs venue's clock
     */
    void onFill(final int instrumentId, final long heldE8, final long timeMs, final long nowMs) {
        beforeFillE8[instrumentId] = heldE8;
        lastFillMs[instrumentId] = timeMs;
        dueMs = Math.min(dueMs, nowMs + AFTER_FILL_MS);
    }

    /** @param venueNowMs venue's clock */
    void onTime(final long nowMs, final long venueNowMs) {
        if (!isAsking && nowMs >= Math.max(dueMs, askedMs + SPACING_MS)) {
            isAsking = true;
            askedMs = nowMs;
            askedToMs = venueNowMs;
            dueMs = Long.MAX_VALUE;
            calls.gatherFunding(Math.max(countsFromMs, knownToMs - OVERLAP_MS));
        }
    }

    /** The log was read. */
    void onAnswer(final long nowMs) {
        isAsking = false;
        unanswered = 0;
        knownToMs = askedToMs;
        dueMs = Math.min(dueMs, nowMs + settings.reconcileEveryMs());
    }

    /**
     * The log could not be read: reads it again, after a pause that grows with each failure.
     *
     * @return whether that is news
     */
    boolean onNoAnswer(final long nowMs) {
        isAsking = false;
        dueMs = Math.min(dueMs, nowMs + Math.min(settings.reconcileEveryMs(), SPACING_MS << Math.min(unanswered, LARGEST_DOUBLING)));
        return unanswered++ == 0;
    }

    /** Whether a payment must be booked: it belongs to this session, and was not booked before. */
    boolean counts(final VenueFunding funding, final int instrumentId) {
        return funding.timeMs() >= countsFromMs
            && seen.isNew(KnownAccount.fundingId(instrumentId, funding.timeMs() * 1_000_000, funding.amountE8()));
    }

    /** The position a payment was for: what is held, or what was held before the fill that settled it. */
    long settledOnE8(final VenueFunding funding, final int instrumentId, final long heldE8) {
        return funding.timeMs() > lastFillMs[instrumentId] ? heldE8 : beforeFillE8[instrumentId];
    }
}
