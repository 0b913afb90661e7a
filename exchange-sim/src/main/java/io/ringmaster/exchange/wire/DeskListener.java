package io.ringmaster.exchange.wire;

/** Hears what private feeds tell of an account. */
interface DeskListener {

    /** @param reason in the words of the feed */
    void onOrder(DeskOrder order, String reason);

    /**
     * An order is open no longer, or never was.
     *
     * @param isVerboseOnly whether only the verbose feed tells of it
     */
    void onOrderGone(DeskOrder order, String reason, boolean isVerboseOnly);

    void onFill(DeskFill fill);

    /** Positions and balances changed. */
    void onAccount();

    /** Two that hear the same, one after the other. */
    static DeskListener both(final DeskListener first, final DeskListener second) {
        return new DeskListener() {

            @Override
            public void onOrder(final DeskOrder order, final String reason) {
                first.onOrder(order, reason);
                second.onOrder(order, reason);
            }

            @Override
            public void onOrderGone(final DeskOrder order, final String reason, final boolean isVerboseOnly) {
                first.onOrderGone(order, reason, isVerboseOnly);
                second.onOrderGone(order, reason, isVerboseOnly);
            }

            @Override
            public void onFill(final DeskFill fill) {
                first.onFill(fill);
                second.onFill(fill);
            }

            @Override
            public void onAccount() {
                first.onAccount();
                second.onAccount();
            }
        };
    }
}
