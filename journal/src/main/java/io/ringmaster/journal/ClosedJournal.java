package io.ringmaster.journal;

import io.ringmaster.journal.KeptFiles.Steps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A verified journal that no process writes. It holds the writer's lock so that none starts to write. */
public final class ClosedJournal implements CuttableJournal, AutoCloseable {

    private final Path journal;
    private final WriterLock lock;
    private final JournalVerification found;
    private final Steps steps;

    private ClosedJournal(final Path journal, final WriterLock lock, final JournalVerification found, final Steps steps) {
        this.journal = journal;
        this.lock = lock;
        this.found = found;
        this.steps = steps;
    }

    /**
     * @throws JournalOccupiedException if a process is writing it
     * @throws JournalDamagedException  if it is damaged
     */
    public static ClosedJournal hold(final Path journal) {
        return hold(journal, Steps.NONE);
    }

    /** @param steps called before each change on disk */
    static ClosedJournal hold(final Path journal, final Steps steps) {
        final WriterLock lock = WriterLock.take(journal);
        try {
            final JournalVerification found = JournalVerification.verifyHeld(journal);
            if (found.status() == JournalVerification.Status.DAMAGED) {
                throw new JournalDamagedException(found.firstBad());
            }
            return new ClosedJournal(journal, lock, found, steps);
        } catch (final RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The result of the verification at opening. */
    public JournalVerification found() {
        return found;
    }

    @Override
    public Path journal() {
        return journal;
    }

    @Override
    public boolean isRunning() {
        return false;
    }

    /** All files except the last. */
    @Override
    public boolean isFinished(final Path file) {
        final KeptFiles kept = KeptFiles.of(journal);
        final List<Path> files = kept.segments().stream().flatMap(segment -> kept.dataFiles(segment).stream()).toList();
        return !files.isEmpty() && !files.getLast().equals(file);
    }

    /** Everything that was found. A cut forces it to disk before it deletes anything. */
    @Override
    public long durableSequence() {
        return found.lastSequence();
    }

    @Override
    public void cut(final JournalFiles.Cut cut, final JournalBeginning.Note note) {
        final Anchor.State state = Anchor.read(Anchor.of(journal));
        if (state == null) {
            throw new JournalException(journal + " has no anchor because its format is too old, so it cannot be cut.");
        }
        try (Anchor anchor = Anchor.open(journal, state)) {
            JournalCut.apply(journal, anchor, cut, note, steps);
        } catch (final IOException e) {
            throw new JournalException("cannot open " + Anchor.of(journal) + ": " + IoReason.of(e), e);
        }
    }

    @Override
    public void sweep() {
        JournalCut.sweep(journal, steps);
    }

    @Override
    public void close() {
        lock.close();
    }
}
