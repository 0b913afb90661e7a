package io.ringmaster.pipeline.core.account;

import io.ringmaster.schema.Side;

/** One trade of a virtual account, with the account as it is after that. Reused; quantities and money times 1e8. */
public final class AccountTrade {

    public int strategyIndex;
    public int instrumentId;
    public Side side;
    public long priceE8;
    /** Signed. A reversal closes and opens with one trade. */
    public long positionE8;
    /** From 0: what sales brought - what purchases cost - fees + funding. */
    public long cashE8;
    /** Of all trades. */
    public long feesE8;
    /** Settled with all trades; positive is received. */
    public long fundingE8;
    /** Funding of the instrument so far, summed up. */
    public long fundingIndexE8;
    /** Trades so far, with this one. */
    public int trades;
    /** The trade after it; null for the last one of its event. */
    public AccountTrade next;
}
