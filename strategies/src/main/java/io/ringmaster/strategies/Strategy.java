package io.ringmaster.strategies;

import io.ringmaster.strategies.indicator.Bar;

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
     * @param out what to say; holds what was said before
     */
    void onBar(Bar bar, Recommendation out);
}
