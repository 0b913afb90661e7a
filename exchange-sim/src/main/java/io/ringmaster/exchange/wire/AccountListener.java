package io.ringmaster.exchange.wire;

/** Takes the events of an account, as the private feeds report them. */
interface AccountListener {

    /** @param reason in the words of the feed */
    void onOrder(AccountOrder order, String reason);

    /**
     * An order is closed, or never was open.
     *
     * @param isVerboseOnly whether only the verbose feed reports it
     */
    void onOrderGone(AccountOrder order, String reason, boolean isVerboseOnly);

    void onFill(AccountFill fill);

    /** Positions and balances changed. */
    void onAccount();

    /** Passes every event to two listeners, one after the other. */
    static AccountListener both(final AccountListener first, final AccountListener second) {
        return new AccountListener() {

            @Override
            public void onOrder(final AccountOrder order, final String reason) {
                first.onOrder(order, reason);
                second.onOrder(order, reason);
            }

            @Override
            public void onOrderGone(final AccountOrder order, final String reason, final boolean isVerboseOnly) {
                first.onOrderGone(order, reason, isVerboseOnly);
                second.onOrderGone(order, reason, isVerboseOnly);
            }

            @Override
            public void onFill(final AccountFill fill) {
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
