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
}
