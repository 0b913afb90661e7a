package io.ringmaster.journal;

import java.nio.file.Path;

/** A journal that its holder may cut: nothing else changes its files meanwhile. */
public interface CuttableJournal {

    Path journal();

    /** Whether records may still be appended while it is held. */
    boolean isRunning();

    /** Whether a data file is complete, durable, and written to no more. */
    boolean isFinished(Path file);

    /** Sequence of the last record known to survive a loss of power. */
    long durableSequence();

    /**
     * Makes the journal begin later. A note of it is durable first, then the anchor that names it, and only then anything is deleted. What could not
     * be deleted goes with the next cut, or with {@link #sweep}; it is no part of the journal any more.
     *
     * @param cut  not an empty one
     * @param note why
     * @throws JournalException if it failed; the journal is sound, and begins there or where it began before
     */
    void cut(JournalFiles.Cut cut, JournalBeginning.Note note);

    /**
     * Deletes what earlier cuts left.
     *
     * @throws JournalException if that failed
     */
    void sweep();
}
