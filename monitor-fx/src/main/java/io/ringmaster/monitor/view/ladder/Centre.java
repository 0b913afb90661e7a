package io.ringmaster.monitor.view.ladder;

/** Which steps the ladder shows. It moves only when the touch leaves the middle half of it, and not at all while a person holds it. */
final class Centre {

    private static final long NONE = Long.MIN_VALUE;

    private long key = NONE;
    private long stepE8;
    private boolean isHeld;

    /** The number of the highest step. */
    long top(final long midE8, final long newStepE8, final int rows) {
        final long mid = Math.floorDiv(midE8, newStepE8);
        final boolean isOther = key == NONE || stepE8 != newStepE8;
        if (isOther || !isHeld && Math.abs(mid - key) > rows / 4) {
            isHeld &= !isOther;
            key = mid;
        }
        stepE8 = newStepE8;
        return key + rows / 2;
    }

    /** Shows other steps and stays there. */
    void scroll(final long steps) {
        if (key != NONE) {
            isHeld = true;
            key += steps;
        }
    }

    /** Shows the touch in the middle, and follows it. */
    void reset() {
        isHeld = false;
        key = NONE;
    }

    boolean isHeld() {
        return isHeld;
    }
}
