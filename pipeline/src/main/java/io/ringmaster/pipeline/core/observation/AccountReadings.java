package io.ringmaster.pipeline.core.observation;

import static io.ringmaster.units.FixedPoint.toDouble;

import io.ringmaster.inference.contract.AccountField;

/** The portfolio of one instrument: each {@link AccountField}, with the bars counted since it opened and since the last stop. */
final class AccountReadings {

    private static final double E8 = 1e8;

    private final ObservedAccount account;
    private final int instrumentId;
    private long openedTimeNs = ObservedAccount.NEVER;
    private long stopTimeNs = ObservedAccount.NEVER;
    private int barsInPosition;
    private int barsSinceStop;
    private long equityE8;
    private long positionE8;
    private double valuedAt;
    /** Average entry price; NaN when flat. */
    private double entry;

    AccountReadings(final ObservedAccount account, final int instrumentId) {
        this.account = account;
        this.instrumentId = instrumentId;
    }

    /** A bar closed. One of the past, with which a new session warms up, does not count. */
    void onBar(final long closeTimeNs) {
        notice();
        barsInPosition += openedTimeNs != ObservedAccount.NEVER && closeTimeNs > openedTimeNs ? 1 : 0;
        barsSinceStop += stopTimeNs != ObservedAccount.NEVER && closeTimeNs > stopTimeNs ? 1 : 0;
    }

    /** A count begins with the position or the stop it is of. */
    private void notice() {
        if (openedTimeNs != account.openedTimeNs(instrumentId)) {
            openedTimeNs = account.openedTimeNs(instrumentId);
            barsInPosition = 0;
        }
        if (stopTimeNs != account.stopFilledTimeNs(instrumentId)) {
            stopTimeNs = account.stopFilledTimeNs(instrumentId);
            barsSinceStop = 0;
        }
    }

    /**
     * Looks at the account for the values that follow.
     *
     * @param valueNow of one unit of the position; NaN while unknown
     */
    void look(final double valueNow) {
        equityE8 = account.equityE8();
        positionE8 = account.positionE8(instrumentId);
        valuedAt = valueNow;
        entry = positionE8 == 0 ? Double.NaN : toDouble(account.averageEntryPriceE8(instrumentId));
    }

    /** A value as of the last {@link #look}. */
    double value(final AccountField field) {
        return switch (field) {
            case BALANCE -> (equityE8 - account.unrealisedPnlE8()) / E8;
            case GROWTH -> equityE8 / (double) account.initialEquityE8() - 1;
            case HOLDINGS -> toDouble(positionE8);
            case SIDE -> Long.signum(positionE8);
            case EXPOSURE -> equityE8 > 0 ? toDouble(positionE8) * valuedAt / (equityE8 / E8) : Double.NaN;
            case ENTRY_RELATIVE -> entry / valuedAt - 1;
            case UNREALISED -> positionE8 == 0 ? 0 : Long.signum(positionE8) * (valuedAt / entry - 1);
            case STOP_RELATIVE -> stop() / valuedAt - 1;
            case BARS_IN_POSITION -> barsInPosition();
            case BARS_SINCE_STOP -> barsSinceStop();
        };
    }

    private double stop() {
        return account.stopPriceE8(instrumentId) == 0 ? Double.NaN : toDouble(account.stopPriceE8(instrumentId));
    }

    private double barsInPosition() {
        return openedTimeNs == account.openedTimeNs(instrumentId) ? barsInPosition : 0;
    }

    private double barsSinceStop() {
        final long nowNs = account.stopFilledTimeNs(instrumentId);
        return nowNs == ObservedAccount.NEVER ? Double.NaN : nowNs == stopTimeNs ? barsSinceStop : 0;
    }
}
