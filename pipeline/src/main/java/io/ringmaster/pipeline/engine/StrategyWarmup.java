package io.ringmaster.pipeline.engine;

/**
 * The bars that a strategy still waits for.
 *
 * @param missingBars closed bars of its timeframe, more than 0
 */
public record StrategyWarmup(String id, int missingBars, long timeframeNs) {

    /** Event time at which it is ready if a bar closes at the end of each interval from now on. */
    public long readyAtNs(final long nowNs) {
        return (Math.floorDiv(nowNs, timeframeNs) + missingBars) * timeframeNs;
    }
}
