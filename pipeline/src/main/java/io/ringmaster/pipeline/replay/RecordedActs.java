package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.core.execution.Follower;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.port.InputMessage;

/** Gives a sequencer the recorded actions of another build, input by input. */
final class RecordedActs implements AutoCloseable {

    private final JournalReader outputs;
    private final long records;
    private boolean hasNext;

    /** @param records number of sound outputs */
    RecordedActs(final JournalReader outputs, final long records) {
        this.outputs = outputs;
        this.records = records;
        advance();
    }

    private void advance() {
        hasNext = outputs.sequence() < records && outputs.next();
    }

    /** Applies all recorded outputs of a published input. */
    void follow(final long inputSequence, final Engine engine) {
        Follower follower = null;
        while (hasNext && InputMessage.causeSequence(outputs.buffer(), outputs.offset()) <= inputSequence) {
            if (follower == null) {
                engine.awaitAll();
                follower = engine.sequencer().follower();
            }
            follower.follow(outputs.buffer(), outputs.offset());
            advance();
        }
    }

    /** The output journal's chain after its last record. */
    int chain() {
        return outputs.chain();
    }

    @Override
    public void close() {
        outputs.close();
    }
}
