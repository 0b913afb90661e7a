package io.ringmaster.pipeline.replay;

import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.schema.ModelDriftDecoder;
import org.agrona.DirectBuffer;

/**
 * Compares recomputed outputs with recorded ones and does not stop at a difference: it keeps the first difference and counts the rest. A killed
 * session may have recorded fewer outputs than its inputs produce; those extra outputs are counted separately.
 */
final class ComparedOutput implements OutputSink {

    private final RecordedPrefix recorded;
    private final ReplayedModels models;
    private String firstDifference;
    private long unrecorded;

    ComparedOutput(final RecordedPrefix recorded, final ReplayedModels models) {
        this.recorded = recorded;
        this.models = models;
        models.compareWith(recorded);
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        if (firstDifference != null) {
            return;
        }
        if (InputMessage.templateId(buffer, offset) != ModelDriftDecoder.TEMPLATE_ID) {
            skipDrift();
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

    /** Drift cannot be computed without its reference. */
    private void skipDrift() {
        if (models.lackReference()) {
            models.onDriftUnchecked(recorded.skip(ModelDriftDecoder.TEMPLATE_ID));
        }
    }

    /**
     * The first difference in words, or null; call it after the last input.
     *
     * @param hasEnded whether the session ended in order, so that no output may be missing
     */
    String firstDifference(final boolean hasEnded) {
        return models.difference(inOutputs(hasEnded));
    }

    private String inOutputs(final boolean hasEnded) {
        skipDrift();
        if (firstDifference == null && !recorded.isExhausted()) {
            return "output journal has " + recorded.records() + " records, but the replay produced only " + recorded.checked();
        }
        if (firstDifference == null && hasEnded && unrecorded > 0) {
            return "output journal ends at record " + recorded.records() + ", but the replay produced " + unrecorded + " more before the session"
                + " ended";
        }
        return firstDifference;
    }

    /** Outputs beyond the recorded ones. */
    long unrecorded() {
        return unrecorded;
    }
}
