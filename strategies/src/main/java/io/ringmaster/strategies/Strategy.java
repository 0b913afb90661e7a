package io.ringmaster.strategies;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.claim.Claim;
import java.util.List;

/**
 * One strategy on one instrument. It reads its indicators when a bar of its timeframe closes, and recommends a signal. It runs on one thread,
 * and its output depends on the bars alone.
 */
public interface Strategy {

    /** Bars of its timeframe it needs before its recommendations count. */
    int warmupBars();

    /**
     * Called once on every bar, from the first bar on, after all indicators are computed. Until the strategy is warm, its recommendations are
     * ignored and its indicators may be NaN.
     *
     * @param bar the bar that closed; read only, not kept
     * @param out the recommendation to write; holds the last one, HOLD until the strategy is warm
     */
    void onBar(Bar bar, Recommendation out);

    /**
     * Claims that wake it. While the strategy {@linkplain #rests rests} and no waker has changed since its last call, it is not called. All
     * wakers belong to the graph of its own timeframe; at most 31. Without wakers it is called on every bar.
     */
    default List<Claim> wakers() {
        return List.of();
    }

    /** Whether a call with unchanged {@link #wakers} would change no state and repeat the last recommendation. False without wakers. */
    default boolean rests() {
        return false;
    }

    /** The plain rule that is the whole strategy, or null. A strategy with a plain rule is never called; the shard looks its signal up. */
    default PlainRule plainRule() {
        return null;
    }
}
