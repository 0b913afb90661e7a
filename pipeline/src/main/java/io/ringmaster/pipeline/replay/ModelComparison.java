package io.ringmaster.pipeline.replay;

/**
 * How what models say now compares with what they said in the session.
 *
 * @param compared       numbers of which both are known; of a replay that reads what it computes, only those in records that differ
 * @param lastBits       numbers that differ by at most 1e-6
 * @param above          numbers that differ by more; a replay that reads what it computes stops at the first
 * @param largest        the largest difference, divided by the recorded number if that is above 1
 * @param notComputed    decisions for which no model ran here
 * @param why            why not, as a sentence; empty if all ran
 * @param driftUnchecked records of drift that could not be computed, because the model's file has its reference
 */
public record ModelComparison(
    long compared, long lastBits, long above, double largest, long notComputed, String why, long driftUnchecked) {

    /** Nothing differs. */
    static final ModelComparison SAME = new ModelComparison(0, 0, 0, 0, 0, "", 0);

    ModelComparison plus(final ModelComparison other) {
        return new ModelComparison(
            compared + other.compared, lastBits + other.lastBits, above + other.above, Math.max(largest, other.largest),
            notComputed + other.notComputed, why.isEmpty() ? other.why : why, driftUnchecked + other.driftUnchecked);
    }
}
