package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalException;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.snapshot.StateMismatchException;
import io.ringmaster.pipeline.snapshot.UnknownStateException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Finds the newest snapshot that a fold of a session can start from. It reports an unusable snapshot, which is no error while the journal has all its
 * records.
 */
final class FoldStart {

    private FoldStart() {
    }

    /**
     * Restores the newest snapshot that belongs to this program, configuration and journal.
     *
     * @param lastInput  sequence of the last sound input
     * @param lastOutput sequence of the last sound output
     * @param news       receives the reason why a snapshot is not used
     * @return the restored snapshot, or null if the engine is in its initial state and the journals have all their records
     * @throws CutSessionException if none can be used and the beginning of the journals was removed
     */
    static Snapshot restore(
        final SessionDirectory directory, final EngineState state, final long lastInput, final long lastOutput, final Consumer<String> news) {
        boolean isChanged = false;
        String last = "there is none";
        for (final Path file : new Snapshots(directory).files()) {
            final Snapshot snapshot = Snapshots.read(file);
            String objection = snapshot == null ? "it is damaged" : objection(directory, snapshot, lastInput, lastOutput);
            if (objection.isEmpty()) {
                isChanged = true;
                objection = restore(state, snapshot);
                if (objection.isEmpty()) {
                    return snapshot;
                }
            }
            last = file + ": " + objection;
            news.accept(file + " is not used: " + objection);
        }
        final SessionBeginning beginning = SessionBeginning.of(directory);
        if (beginning != null) {
            throw beginning.refusal(directory, last);
        }
        if (isChanged) {
            state.begin();
        }
        return null;
    }

    /** Restores a snapshot into an engine. Returns the reason why it cannot, or an empty text if it did. */
    static String restore(final EngineState state, final Snapshot snapshot) {
        try {
            final String objection = state.prepareFor(snapshot);
            if (objection.isEmpty()) {
                state.restore(snapshot);
            }
            return objection;
        } catch (final StateMismatchException | UnknownStateException e) {
            // A partly restored engine must not be used, and not be restored again.
            state.begin();
            return e.getMessage();
        }
    }

    /** The reason why the journals do not continue a snapshot; empty if they do. */
    static String objection(
        final SessionDirectory directory, final Snapshot snapshot, final long lastInput, final long lastOutput) {
        if (snapshot.place().inputSequence() > lastInput || snapshot.place().outputSequence() > lastOutput) {
            return "it is later than the last record to fold";
        }
        final boolean isSame = hasChain(directory.input(), snapshot.place().inputSequence(), snapshot.place().inputChain())
            && hasChain(directory.output(), snapshot.place().outputSequence(), snapshot.place().outputChain());
        return isSame ? "" : "the journal's records are not those it was folded from";
    }

    private static boolean hasChain(final Path journal, final long sequence, final int chain) {
        try (JournalReader reader = JournalReader.open(journal, sequence)) {
            return reader.chain() == chain;
        } catch (final JournalException e) {
            return false;
        }
    }
}
