package io.ringmaster.exchange.wire;

/** Hears what private feeds tell of an account. */
interface AccountListener {

    /** @param reason in the words of the feed */
    void onOrder(AccountOrder order, String reason);

    /**
     * An order is open no longer, or never was.
     *
     * @param isVerboseOnly whether only the verbose feed tells of it
     */
    void onOrderGone(AccountOrder order, String reason, boolean isVerboseOnly);

    void onFill(AccountFill fill);

    /** Positions and balances changed. */
    void onAccount();

    /** Two that hear the same, one after the other. */
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
