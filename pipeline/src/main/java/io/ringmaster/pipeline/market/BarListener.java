package io.ringmaster.pipeline.market;

/** Takes bars when they have closed. */
@FunctionalInterface
public interface BarListener {

    /** Prices and volume are 1e-8 fixed point; the bar covers [openTimeNs, closeTimeNs). */
    void onBarClosed(
        int instrumentId, long timeframeNs, long openTimeNs, long closeTimeNs,
        long openE8, long highE8, long lowE8, long closeE8, long volumeE8);
}
