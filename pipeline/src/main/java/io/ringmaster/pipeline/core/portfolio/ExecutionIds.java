package io.ringmaster.pipeline.core.portfolio;

/**
 * The fills that are counted, by the venue's 128-bit identifier: a fill counts once however often it is reported. Open addressing; grows by doubling
 * and allocates nothing otherwise.
 */
public final class ExecutionIds {

    private static final int INITIAL_CAPACITY = 1 << 12;

    private long[] highs = new long[INITIAL_CAPACITY];
    private long[] lows = new long[INITIAL_CAPACITY];
    private int size;

    /** @return false if it was there already; the identifier 0 stands for none and is always new */
    public boolean add(final long high, final long low) {
        if (high == 0 && low == 0) {
            return true;
        }
        if (2 * size >= highs.length) {
            grow();
        }
        final int slot = slotOf(highs, lows, high, low);
        if (highs[slot] == high && lows[slot] == low) {
            return false;
        }
        highs[slot] = high;
        lows[slot] = low;
        size++;
        return true;
    }

    private void grow() {
        final long[] newHighs = new long[2 * highs.length];
        final long[] newLows = new long[newHighs.length];
        for (int i = 0; i < highs.length; i++) {
            if (highs[i] != 0 || lows[i] != 0) {
                final int slot = slotOf(newHighs, newLows, highs[i], lows[i]);
                newHighs[slot] = highs[i];
                newLows[slot] = lows[i];
            }
        }
        highs = newHighs;
        lows = newLows;
    }

    /** The slot that holds it, or the free one it belongs in. */
    private static int slotOf(final long[] highs, final long[] lows, final long high, final long low) {
        final int mask = highs.length - 1;
        final long mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9E37_79B9_7F4A_7C15L;
        int slot = (int) (mixed >>> 32) & mask;
        while ((highs[slot] != 0 || lows[slot] != 0) && (highs[slot] != high || lows[slot] != low)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Fills counted. */
    public int size() {
        return size;
    }
}
