package io.ringmaster.monitor.view.ladder;

/**
 * One step of the ladder.
 *
 * @param priceE8      of the step: bids from it up to the next step, asks down to the step below, as far as they are on that side of the touch
 * @param bidDepthE8   all bids from the best one down to this step; 0 above the best bid
 * @param askDepthE8   all asks from the best one up to this step; 0 below the best ask
 * @param ours         our resting orders at this step, each with the quantity ahead of it; empty without one
 * @param isLast       whether the last trade was at this step
 */
record LadderRow(long priceE8, long bidQtyE8, long bidDepthE8, long askQtyE8, long askDepthE8, String ours, boolean isLast) {
}
