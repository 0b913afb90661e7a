package io.ringmaster.pipeline.core.account;

/** Virtual accounts as {@link AccountFeed} gives them the market, in the order in which an event means it. */
public interface PricedAccounts {

    /** Charges funding that is due up to this time. Called with the time of a price before the price. */
    void onTime(int instrumentId, long timeNs);

    /**
     * A bid and an ask of a book that may be read: buys trade at the ask, sells at the bid. A price of 0 is unknown, and nothing trades.
     *
     * @param out gets the trades of accounts whose trades are listed
     */
    void onTouch(int instrumentId, long bidPriceE8, long askPriceE8, AccountTrades out);

    /**
     * A price without a book, the open of a bar or a trade: buys pay the slippage on top, sells get it less. A price of 0 is unknown.
     *
     * @param out gets the trades of accounts whose trades are listed
     */
    void onPrice(int instrumentId, long priceE8, AccountTrades out);

    /** A mark of an instrument, from which its funding is computed where the market gives no rate. */
    void onMark(int instrumentId, long markPriceE8);

    /** @param rateE8 absolute: quote currency per unit of base and interval; longs pay a positive rate */
    void onFundingRate(int instrumentId, long rateE8);

    /** The last rate is not known any more: the usual one applies. */
    void onFeedDown(int instrumentId);
}
