package io.ringmaster.monitor.view.ladder;

/**
 * One step of the ladder.
 *
 * @param priceE8      of the step: bids from it up to the next step, asks down to the step below, as far as they are on that side of the touch
 * @param bidDepthE8   all bids from the best one down to this step; 0 above the best bid
 * @param askDepthE8   all asks from the best one up to this step; 0 below the best ask
 * @param ours         our orders at this step
 * @param isLast       whether the last trade was at this step
 */
record LadderRow(long priceE8, long bidQtyE8, long bidDepthE8, long askQtyE8, long askDepthE8, Ours ours, boolean isLast) {

    /**
     * Our orders at a step.
     *
     * @param text  each with the quantity ahead of it in the queue, or the word stop; empty without one
     * @param brief the same without the quantity ahead and without the size of a stop
     */
    record Ours(String text, String brief) {

        static final Ours NONE = new Ours("", "");

        Ours with(final Ours other) {
            return text.isEmpty() ? other : new Ours(text + "; " + other.text, brief + "; " + other.brief);
        }
    }
}
