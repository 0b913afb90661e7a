package io.ringmaster.pipeline.replay;

import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelEngines;
import io.ringmaster.schema.ModelOutputDecoder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * The models of a session that is folded. They compute, but say what the session recorded as long as there is a record, because another processor
 * may have rounded it differently. So the fold reaches the state in which the session was, and each output behind a model is compared to the byte. A
 * number that differs by more than last bits is a {@link ReplayDifferenceException}.
 *
 * <p>The publisher's thread opens engines, and the thread of the decision runs them. Read the counts while the engine is at rest.
 */
final class FoldedModels implements ModelEngines, AutoCloseable {

    private final Path outputs;
    private final long records;
    private final LongSupplier behind;
    private final OutputDifferences differences = new OutputDifferences();
    /** Null until a model is asked. */
    private ModelRecords recorded;
    private boolean isOver;

    /**
     * @param outputs an output journal
     * @param records sequence of the last output to read; {@link Long#MAX_VALUE} if the journal is still written
     * @param behind  an output before those of the decision for which a model is asked first; called there
     */
    FoldedModels(final Path outputs, final long records, final LongSupplier behind) {
        this.outputs = outputs;
        this.records = records;
        this.behind = behind;
        isOver = records == 0;
    }

    /** From here on, they say what they compute. Call it while the engine is at rest. */
    void end() {
        isOver = true;
        close();
    }

    @Override
    public ModelEngine open(final EngineConfig config) {
        final ModelEngine computing = config.model().take();
        return isOver ? computing : new FoldedEngine(computing, this);
    }

    /** What was said for a decision; null if it is not recorded. */
    ModelOutputDecoder find(final long inputSequence) {
        if (isOver) {
            return null;
        }
        if (recorded == null) {
            recorded = new ModelRecords(outputs, behind.getAsLong(), records);
        }
        final ModelOutputDecoder found = recorded.find(inputSequence);
        if (found == null && recorded.isExhausted()) {
            end();
        }
        return found;
    }

    /** @throws ReplayDifferenceException if the numbers differ by more than last bits */
    void compare(final long inputSequence, final int place, final float was, final float is) {
        differences.compare(inputSequence, place, was, is);
        if (differences.above() > 0) {
            throw new ReplayDifferenceException(differences.first());
        }
    }

    /** How the numbers differ, in words; empty if they do not. */
    String inWords() {
        return differences.lastBits() == 0 ? "" : String.format(
            Locale.ROOT,
            "%,d of %,d numbers that models said differ in their last bits from what they say here (largest %.1e): the recorded ones decided",
            differences.lastBits(), differences.compared(), differences.largest());
    }

    @Override
    public void close() {
        if (recorded != null) {
            recorded.close();
        }
        recorded = null;
    }
}
