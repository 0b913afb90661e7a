package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalException;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.snapshot.StateMismatchException;
import io.ringmaster.pipeline.snapshot.UnknownStateException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Finds the newest snapshot that a fold of a session can start from. One that can't be used is said; no error while the journal has it all. */
final class FoldStart {

    private FoldStart() {
    }

    /**
     * Restores the newest that is of this program, configuration and journal.
     *
     * @param lastInput  sequence of the last input that is sound
     * @param lastOutput sequence of the last output that is sound
     * @param news       takes why one was not used
     * @return the one whose state the engine has now, or null if the engine is as it was built and the journals have all their records
     * @throws CutSessionException if none can be used, and the journals have their beginning no more
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

    /** Gives an engine a snapshot's state; says why that can't be, or nothing if it was. */
    static String restore(final EngineState state, final Snapshot snapshot) {
        try {
            final String objection = state.prepareFor(snapshot);
            if (objection.isEmpty()) {
                state.restore(snapshot);
            }
            return objection;
        } catch (final StateMismatchException | UnknownStateException e) {
            // What was half restored must not be used, nor restored over.
            state.begin();
            return e.getMessage();
        }
    }

    /** Why the journals do not hold what follows a snapshot; empty if they do. */
    static String objection(
        final SessionDirectory directory, final Snapshot snapshot, final long lastInput, final long lastOutput) {
        if (snapshot.place().inputSequence() > lastInput || snapshot.place().outputSequence() > lastOutput) {
            return "it lies behind the last record that is folded";
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
