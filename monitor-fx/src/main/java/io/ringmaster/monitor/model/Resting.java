package io.ringmaster.monitor.model;

import java.util.Arrays;

/**
 * Our orders that rest in the book, with an estimate of the quantity ahead of each. An order goes to the end of its level when the venue accepts it:
 * everything at its price is ahead. A trade at its price takes from the front. When the level shrinks without a trade, the estimate assumes that
 * orders behind ours left, until the level is smaller than what was ahead. So the estimate is never too good. One thread.
 */
final class Resting {

    private int size;
    private long[] ids = new long[16];
    private int[] instruments = new int[16];
    private boolean[] areBids = new boolean[16];
    private long[] prices = new long[16];
    private long[] ahead = new long[16];

    Resting copy() {
        final Resting copy = new Resting();
        copy.size = size;
        copy.ids = ids.clone();
        copy.instruments = instruments.clone();
        copy.areBids = areBids.clone();
        copy.prices = prices.clone();
        copy.ahead = ahead.clone();
        return copy;
    }

    void add(final long id, final int instrument, final boolean isBid, final long priceE8, final long levelQtyE8) {
        if (find(id) >= 0) {
            return;
        }
        if (size == ids.length) {
            final int larger = size * 2;
            ids = Arrays.copyOf(ids, larger);
            instruments = Arrays.copyOf(instruments, larger);
            areBids = Arrays.copyOf(areBids, larger);
            prices = Arrays.copyOf(prices, larger);
            ahead = Arrays.copyOf(ahead, larger);
        }
        ids[size] = id;
        instruments[size] = instrument;
        areBids[size] = isBid;
        prices[size] = priceE8;
        ahead[size++] = levelQtyE8;
    }

    void remove(final long id) {
        final int place = find(id);
        if (place >= 0) {
            size--;
            ids[place] = ids[size];
            instruments[place] = instruments[size];
            areBids[place] = areBids[size];
            prices[place] = prices[size];
            ahead[place] = ahead[size];
        }
    }

    private int find(final long id) {
        for (int i = 0; i < size; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return -1;
    }

    /** @param isSeller whether the aggressor sold, so that the trade took bids */
    void onTrade(final int instrument, final long priceE8, final long qtyE8, final boolean isSeller) {
        for (int i = 0; i < size; i++) {
            if (instruments[i] == instrument && areBids[i] == isSeller && prices[i] == priceE8) {
                ahead[i] = Math.max(0, ahead[i] - qtyE8);
            }
        }
    }

    void onBook(final int instrument, final Book book) {
        for (int i = 0; i < size; i++) {
            if (instruments[i] == instrument && book.isValid()) {
                ahead[i] = Math.min(ahead[i], book.qtyAtE8(areBids[i], prices[i]));
            }
        }
    }

    /** Identifiers and quantities ahead, in turn. */
    long[] estimates() {
        final long[] estimates = new long[2 * size];
        for (int i = 0; i < size; i++) {
            estimates[2 * i] = ids[i];
            estimates[2 * i + 1] = ahead[i];
        }
        return estimates;
    }
}
