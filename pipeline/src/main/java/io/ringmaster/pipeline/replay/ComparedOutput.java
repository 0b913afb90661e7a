package io.ringmaster.pipeline.replay;

import io.ringmaster.pipeline.port.OutputSink;
import org.agrona.DirectBuffer;

/**
 * Holds recomputed outputs against recorded ones without stopping at a difference: the first is kept, and the rest are only counted.
 * A session that was killed may have said less than its inputs lead to; those extra outputs are counted apart.
 */
final class ComparedOutput implements OutputSink {

    private final RecordedPrefix recorded;
    private String firstDifference;
    private long unrecorded;

    ComparedOutput(final RecordedPrefix recorded) {
        this.recorded = recorded;
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        if (firstDifference != null) {
            return;
        }
        if (recorded.isExhausted()) {
            unrecorded++;
            return;
        }
        try {
            recorded.check(buffer, offset, length);
        } catch (final ReplayDifferenceException e) {
            firstDifference = e.getMessage();
        }
    }

    /**
     * The first difference in words, or null; to be asked after the last input.
     *
     * @param hasEnded whether the session ended in order, so that nothing may be missing from what it said
     */
    String firstDifference(final boolean hasEnded) {
        if (firstDifference == null && !recorded.isExhausted()) {
            return "output journal has " + recorded.records() + " records, replay said only " + recorded.checked();
        }
        if (firstDifference == null && hasEnded && unrecorded > 0) {
            return "output journal ends at record " + recorded.records() + ", replay said " + unrecorded + " more before the session ended";
        }
        return firstDifference;
    }

    /** Outputs beyond the recorded ones. */
    long unrecorded() {
        return unrecorded;
    }
}
