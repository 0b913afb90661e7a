package io.ringmaster.pipeline.port;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a journal knows about an account when its session begins or resumes.
 *
 * @param holdings       by instrument id
 * @param openOrders     orders without a known final state, the oldest first
 * @param booked         ids of the entries in holdings and cash: the venue's ids of fills, our ids of funding payments
 * @param cashE8         quote currency: the cash at first, changed by fills, fees and funding
 * @param sinceNs        when the session began, epoch: earlier fills do not belong to it
 * @param lastFillTimeNs venue's time of the latest fill, or {@code sinceNs}
 */
public record KnownAccount(
    List<Holding> holdings, List<OpenOrder> openOrders, Set<UUID> booked, long cashE8, long sinceNs, long lastFillTimeNs) {

    /**
     * The holding of one instrument.
     *
     * @param positionE8 signed
     * @param costE8     signed sum of the notionals of its fills
     */
    public record Holding(long positionE8, long costE8) {
    }

    /**
     * An order without a known final state.
     *
     * @param terms            with the last confirmed stop price
     * @param amendStopPriceE8 requested stop price without an answer yet; 0 for none
     * @param isAcknowledged   whether the venue is known to have, or to have had, the order
     * @param isCancelWanted   whether a cancel was requested
     */
    public record OpenOrder(
        long clientOrderId, OrderTerms terms, long filledE8, long amendStopPriceE8, boolean isAcknowledged, boolean isCancelWanted) {
    }

    /**
     * The id of a funding payment: two payments with the same instrument, amount and time are one. The time counts to the millisecond, because venues
     * report it so.
     */
    public static UUID fundingId(final int instrumentId, final long timeNs, final long amountE8) {
        return new UUID(timeNs / 1_000_000 << Short.SIZE | instrumentId, amountE8);
    }

    /** Whether it has neither a position nor an open order. */
    public boolean isFlat() {
        return openOrders.isEmpty() && holdings.stream().allMatch(each -> each.positionE8 == 0);
    }

    /** A session that begins with only cash. */
    public static KnownAccount empty(final int instruments, final long cashE8, final long nowNs) {
        return new KnownAccount(
            Collections.nCopies(instruments, new Holding(0, 0)), List.of(), Set.of(), cashE8, nowNs, nowNs);
    }
}
