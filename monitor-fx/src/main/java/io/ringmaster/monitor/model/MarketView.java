package io.ringmaster.monitor.model;

/**
 * A {@link Market} at a moment. Owned by one {@link Moment}; never changed.
 *
 * @param messages      messages on the market since the session began
 * @param bars          the bar of the current second of each instrument
 * @param aheadOfOrders identifiers of resting orders and the quantity ahead of them, in turn
 */
record MarketView(Input input, long reconnects, long messages, InstrumentView[] instruments, Bar[] bars, AccountView account, long[] aheadOfOrders) {

    /**
     * The last input.
     *
     * @param chain chain value of the last input
     */
    record Input(long sequence, int chain, long timeNs) {
    }

    long sequence() {
        return input.sequence();
    }

    int chain() {
        return input.chain();
    }

    long timeNs() {
        return input.timeNs();
    }

}
