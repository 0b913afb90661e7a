package io.ringmaster.pipeline.core.account;

import java.util.Arrays;

/**
 * The trades of the virtual accounts with one event, in ascending strategy index. Grows to the largest number of trades that one event has brought, at
 * most one for each strategy, and then allocates no more.
 */
public final class AccountTrades {

    private AccountTrade[] trades = new AccountTrade[0];
    private int count;

    public void clear() {
        count = 0;
    }

    public int count() {
        return count;
    }

    /** Valid until the next {@link #clear}. */
    public AccountTrade get(final int i) {
        if (i >= count) {
            throw new IndexOutOfBoundsException("trade " + i + " of " + count);
        }
        return trades[i];
    }

    /** One more trade: the caller sets every field. */
    AccountTrade add() {
        if (count == trades.length) {
            trades = Arrays.copyOf(trades, Math.max(8, 2 * count));
            for (int i = count; i < trades.length; i++) {
                trades[i] = new AccountTrade();
            }
        }
        return trades[count++];
    }
}
