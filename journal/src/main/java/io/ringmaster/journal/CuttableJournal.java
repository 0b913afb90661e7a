package io.ringmaster.journal;

import java.nio.file.Path;

/** A journal that its holder may cut. Nothing else changes its files meanwhile. */
public interface CuttableJournal {

    Path journal();

    /** Whether records can still be appended meanwhile. */
    boolean isRunning();

    /** Whether a data file is complete and durable and will not change. */
    boolean isFinished(Path file);

    /** Sequence of the last durable record. */
    long durableSequence();

    /**
     * Moves the beginning of the journal to a later record. First the note becomes durable, then the anchor that names it, and then files are
     * deleted. If a file cannot be deleted, the next cut or {@link #sweep} deletes it; it is no longer part of the journal.
     *
     * @param cut  not an empty one
     * @param note the reason
     * @throws JournalException if it failed; the journal is intact and begins either there or where it began before
     */
    void cut(JournalFiles.Cut cut, JournalBeginning.Note note);

    /**
     * Deletes files that earlier cuts left.
     *
     * @throws JournalException if that failed
     */
    void sweep();
}
