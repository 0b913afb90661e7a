package io.ringmaster.strategies;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.claim.Claim;
import java.util.List;

/**
 * One strategy on one instrument: reads its indicators when a bar of its timeframe has closed, and says what it would do. Lives on one
 * thread, and is a function of the bars alone.
 */
public interface Strategy {

    /** Bars of its timeframe before it may speak. */
    int warmupBars();

    /**
     * Called once a bar after all indicators were computed, from the first bar on; until it is warm nobody hears what it says, and
     * its indicators may be NaN.
     *
     * @param bar the bar that closed; read only, not kept
     * @param out what to say; holds what it said before, HOLD until it was heard
     */
    void onBar(Bar bar, Recommendation out);

    /**
     * Claims it sleeps by: while it {@linkplain #rests rests} and each of them holds or not as it did the last time, it is not called. All of
     * them belong to the graph of its own timeframe. None if it is called on every bar; 31 at most.
     */
    default List<Claim> wakers() {
        return List.of();
    }

    /** Whether a call on which its {@link #wakers} are as on the last would change nothing in it and have it say the same; not without any. */
    default boolean rests() {
        return false;
    }

    /** All there is to it, where it is no more than a plain rule: it is then looked up and never called. Else null. */
    default PlainRule plainRule() {
        return null;
    }
}
