package io.ringmaster.pipeline.core.account;

/**
 * The trades of the virtual accounts with one event, in the order they were made. A chain of trades from a store that all slots of the ring share, so a
 * slot holds no more than its event needs.
 */
public final class AccountTrades {

    private final Store store;
    private AccountTrade first;
    private AccountTrade last;

    /** Trades that no slot holds. It allocates one when all are in use, and never more than the events on the ring need. One thread uses it. */
    public static final class Store {

        private static final int AT_FIRST = 256;

        private AccountTrade free;

        public Store() {
            this(AT_FIRST);
        }

        /** @param atFirst trades that are there before the first is needed */
        public Store(final int atFirst) {
            for (int i = 0; i < atFirst; i++) {
                final AccountTrade trade = new AccountTrade();
                trade.next = free;
                free = trade;
            }
        }

        private AccountTrade take() {
            final AccountTrade trade = free == null ? new AccountTrade() : free;
            free = trade.next;
            trade.next = null;
            return trade;
        }

        private void giveBack(final AccountTrade first, final AccountTrade last) {
            last.next = free;
            free = first;
        }
    }

    public AccountTrades(final Store store) {
        this.store = store;
    }

    public void clear() {
        if (first != null) {
            store.giveBack(first, last);
            first = null;
            last = null;
        }
    }

    /** The first trade; null if there is none. The others follow by {@link AccountTrade#next}. Valid until {@link #clear}. */
    public AccountTrade first() {
        return first;
    }

    /** One more trade: the caller sets every field. */
    AccountTrade add() {
        final AccountTrade trade = store.take();
        if (last == null) {
            first = trade;
        } else {
            last.next = trade;
        }
        last = trade;
        return trade;
    }
}
