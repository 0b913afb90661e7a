package io.ringmaster.monitor.model;

import java.util.List;

/**
 * The account at a moment, valued at the marks of that moment.
 *
 * @param positions        in the order of the instruments
 */
public record AccountView(List<PositionView> positions, Money money, Extremes extremes) {

    /**
     * What was paid and received, and what positions are worth.
     *
     * @param cashE8        initial cash + realised profit - fees + funding
     * @param equityE8      cash + unrealised profit
     * @param realisedPnlE8 gross of fees and funding
     * @param fundingE8     positive is received
     */
    public record Money(long initialCashE8, long cashE8, long equityE8, long realisedPnlE8, long unrealisedPnlE8, long feesE8, long fundingE8) {
    }

    /**
     * What losses are measured from.
     *
     * @param highestEquityE8  so far
     * @param dayStartEquityE8 when the UTC day began
     * @param worstDrawdownE8  largest loss since a highest equity so far, as a share of it
     * @param worstSequence    of the input at which it was largest; 0 without a drawdown
     */
    public record Extremes(long highestEquityE8, long dayStartEquityE8, long worstDrawdownE8, long worstSequence) {
    }

    public long initialCashE8() {
        return money.initialCashE8();
    }

    public long cashE8() {
        return money.cashE8();
    }

    public long equityE8() {
        return money.equityE8();
    }

    public long realisedPnlE8() {
        return money.realisedPnlE8();
    }

    public long unrealisedPnlE8() {
        return money.unrealisedPnlE8();
    }

    public long feesE8() {
        return money.feesE8();
    }

    public long fundingE8() {
        return money.fundingE8();
    }

    public long highestEquityE8() {
        return extremes.highestEquityE8();
    }

    public long dayStartEquityE8() {
        return extremes.dayStartEquityE8();
    }

    public long worstDrawdownE8() {
        return extremes.worstDrawdownE8();
    }

    public long worstSequence() {
        return extremes.worstSequence();
    }


    /** Loss since the highest equity, as a share of it. */
    public long drawdownE8() {
        return Shares.of(highestEquityE8() - equityE8(), highestEquityE8());
    }

    /** Loss of the UTC day; negative for a profit. */
    public long dayLossE8() {
        return dayStartEquityE8() - equityE8();
    }

    /** Sum of the values of all positions, without their signs. */
    public long grossNotionalE8() {
        return positions.stream().mapToLong(position -> Math.abs(position.notionalE8())).sum();
    }

    /** Gross notional over equity; 0 without equity. */
    public long leverageE8() {
        return Shares.of(grossNotionalE8(), equityE8());
    }
}
