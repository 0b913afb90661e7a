package io.ringmaster.pipeline.core.account;

/**
 * The trades of the virtual accounts with one event, in the order they were made. A chain of blocks from a store that all slots of the ring share, so a
 * slot holds no more than its event needs.
 */
public final class AccountTrades {

    private final Store store;
    private TradeBlock first;
    private TradeBlock last;

    /** Blocks that no slot holds. It allocates one when all are in use, and never more than the events on the ring need. One thread uses it. */
    public static final class Store {

        private static final int AT_FIRST = 8;

        private TradeBlock free;

        public Store() {
            this(AT_FIRST);
        }

        /** @param atFirst blocks that are there before the first is needed */
        public Store(final int atFirst) {
            for (int i = 0; i < atFirst; i++) {
                final TradeBlock block = new TradeBlock();
                block.next = free;
                free = block;
            }
        }

        private TradeBlock take() {
            final TradeBlock block = free == null ? new TradeBlock() : free;
            free = block.next;
            block.next = null;
            return block;
        }

        private void giveBack(final TradeBlock first, final TradeBlock last) {
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

    /** The first block; null if there is no trade. The others follow by {@link TradeBlock#next}. Valid until {@link #clear}. */
    public TradeBlock first() {
        return first;
    }

    /** An empty block behind the others: the caller begins it, and adds at least one trade. */
    TradeBlock add() {
        final TradeBlock block = store.take();
        if (last == null) {
            first = block;
        } else {
            last.next = block;
        }
        last = block;
        return block;
    }
}
