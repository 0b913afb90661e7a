package io.ringmaster.pipeline.port;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a journal knows of an account when its session begins, or goes on.
 *
 * @param holdings       by instrument id
 * @param openOrders     those nothing final is known of, the oldest first
 * @param booked         ids of what is in holdings and cash: the venue's of fills, ours of payments for funding
 * @param cashE8         quote currency: what there was at first, and what fills, fees and funding made of it
 * @param sinceNs        when the session began, epoch: what was filled before is not its affair
 * @param lastFillTimeNs venue's time of the youngest fill, or {@code sinceNs}
 */
public record KnownAccount(
    List<Holding> holdings, List<OpenOrder> openOrders, Set<UUID> booked, long cashE8, long sinceNs, long lastFillTimeNs) {

    /**
     * What is held of one instrument.
     *
     * @param positionE8 signed
     * @param costE8     signed sum of the notionals it was built from
     */
    public record Holding(long positionE8, long costE8) {
    }

    /**
     * An order nothing final is known of.
     *
     * @param terms            with the stop price it is known to have
     * @param amendStopPriceE8 stop price that was asked for and not answered to; 0 for none
     * @param isAcknowledged   whether the venue is known to have it, or to have had it
     * @param isCancelWanted   whether it was to be canceled
     */
    public record OpenOrder(
        long clientOrderId, OrderTerms terms, long filledE8, long amendStopPriceE8, boolean isAcknowledged, boolean isCancelWanted) {
    }

    /** A payment for funding under a name: two of one moment, one instrument and one amount are one. To the millisecond, as venues tell it. */
    public static UUID fundingId(final int instrumentId, final long timeNs, final long amountE8) {
        return new UUID(timeNs / 1_000_000 << Short.SIZE | instrumentId, amountE8);
    }

    /** A session that begins with nothing but cash. */
    public static KnownAccount empty(final int instruments, final long cashE8, final long nowNs) {
        return new KnownAccount(
            Collections.nCopies(instruments, new Holding(0, 0)), List.of(), Set.of(), cashE8, nowNs, nowNs);
    }
}
