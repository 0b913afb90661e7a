package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ModelOutputDecoder;
import java.nio.file.Path;

/** What the models of a session said, from its output journal, decision by decision. One thread. */
final class ModelRecords implements AutoCloseable {

    private final long records;
    private final JournalReader reader;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ModelOutputDecoder record = new ModelOutputDecoder();
    /** Whether {@link #record} is one that no decision has passed. */
    private boolean isAhead;
    private long lastCause;

    /**
     * @param outputs an output journal
     * @param behind  outputs up to this one are not read; 0: read all that are kept
     * @param records sequence of the last output to read
     */
    ModelRecords(final Path outputs, final long behind, final long records) {
        this.records = records;
        reader = behind == 0 ? JournalReader.open(outputs) : JournalReader.open(outputs, behind);
    }

    /**
     * Finds what was said for a decision; ask in the order of the decisions.
     *
     * @return valid until the next call; null if nothing was recorded for it
     */
    ModelOutputDecoder find(final long inputSequence) {
        while (!isAhead || record.causeSequence() < inputSequence) {
            if (!advance()) {
                return null;
            }
        }
        return record.causeSequence() == inputSequence ? record.sbeRewind() : null;
    }

    /** Moves to the next record of a model's output; false if there is none. */
    private boolean advance() {
        isAhead = false;
        while (!isAhead && reader.sequence() < records && reader.next()) {
            lastCause = InputMessage.causeSequence(reader.buffer(), reader.offset());
            if (InputMessage.templateId(reader.buffer(), reader.offset()) == ModelOutputDecoder.TEMPLATE_ID) {
                record.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
                isAhead = true;
            }
        }
        return isAhead;
    }

    /** The input that caused the last output that was read. */
    long lastCause() {
        return lastCause;
    }

    /** Whether nothing follows the last answer. */
    boolean isExhausted() {
        return !isAhead && reader.sequence() >= records;
    }

    @Override
    public void close() {
        reader.close();
    }
}
