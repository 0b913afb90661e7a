package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.CuttableJournal;
import io.ringmaster.journal.JournalBeginning;
import io.ringmaster.journal.JournalException;
import io.ringmaster.journal.JournalFiles.Cut;
import io.ringmaster.journal.JournalFiles;
import io.ringmaster.journal.KnownRecord;
import io.ringmaster.journal.Sha256;
import io.ringmaster.pipeline.replay.ChallengerFiles.ChallengerCut;
import io.ringmaster.pipeline.replay.ChallengerFiles.Damaged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Removes the oldest records of a session by age and size, in whole files of both journals, and only records that a snapshot replaces. This snapshot
 * was written by this build, belongs to these same records and is on disk as a separate, permanent copy. An engine was started from it, produced the
 * recorded outputs and reached the state of the next snapshot. The remaining files connect to it and contain every later record. In any doubt nothing
 * is removed. The decisions of challengers before that snapshot go too. One thread uses it.
 */
public final class Retention {

    /** Number of snapshots stored over the kept time or bytes: at most this fraction is kept beyond the limits. */
    private static final int KEPT_IN_TIME = 8;

    private static final String NEEDS_ANOTHER =
        "the only usable snapshot is the newest, but a running session needs a later one to prove it";

    private final SessionDirectory session;
    private final Limits limits;
    private final CuttableJournal input;
    private final CuttableJournal output;
    private final SnapshotTrial trial;
    private final Snapshots snapshots;
    private final JournalFiles inputFiles;
    private final JournalFiles outputFiles;
    private final ChallengerFiles challengers;
    private final Map<Path, Mark> marks = new HashMap<>();

    /**
     * How much to keep.
     *
     * @param keepForNs  records older than this may be removed; 0: no limit by age
     * @param keepBytes  bytes of all journals together; 0: no limit by size
     * @param reason     in words, for the note about the removed records
     */
    public record Limits(long keepForNs, long keepBytes, String reason) {
    }

    /** The records to remove, and why no more.
     *
     * @param input    what is removed from the input journal
     * @param output   what is removed from the output journal
     * @param beside   what is removed from the journals of challengers
     * @param damaged  the journals of challengers that stay as they are because they are damaged
     * @param snapshot the session's first snapshot afterwards; null if nothing is removed
     * @param obstacle why nothing is removed; null if something is
     */
    public record Plan(Cut input, Cut output, List<ChallengerCut> beside, List<Damaged> damaged, Path snapshot, String obstacle) {

        private static Plan nothing(final String obstacle) {
            return nothing(List.of(), obstacle);
        }

        private static Plan nothing(final List<Damaged> damaged, final String obstacle) {
            return new Plan(null, null, List.of(), damaged, null, obstacle);
        }

        public boolean isEmpty() {
            return snapshot == null;
        }

        /** Bytes that are removed. */
        public long bytes() {
            return isEmpty() ? 0 : input.bytes() + output.bytes() + beside.stream().mapToLong(each -> each.cut().bytes()).sum();
        }
    }

    /** The often used values of a snapshot; the rest of it is large. */
    private record Mark(Path file, Snapshot.Place place, String build) {
    }

    public Retention(
        final SessionDirectory session, final Limits limits, final CuttableJournal input, final CuttableJournal output,
        final ChallengerFiles challengers, final SnapshotTrial trial) {
        this.session = session;
        this.limits = limits;
        this.input = input;
        this.output = output;
        this.challengers = challengers;
        this.trial = trial;
        snapshots = new Snapshots(session);
        inputFiles = new JournalFiles(session.input());
        outputFiles = new JournalFiles(session.output());
    }

    /**
     * Returns what would be removed now, and changes nothing.
     *
     * @param nowNs age is counted back from here, in event time
     */
    public Plan plan(final long nowNs) {
        final List<Mark> candidates = candidates();
        if (candidates.isEmpty()) {
            return Plan.nothing("there is no snapshot of build " + trial.build() + " within both journals: 'journal snapshot' makes one");
        }
        final List<Mark> provable = provable(candidates);
        if (provable.isEmpty()) {
            return Plan.nothing(NEEDS_ANOTHER);
        }
        final Mark begin = later(byAge(provable, nowNs), bySize(provable));
        if (begin == null) {
            return Plan.nothing("the journals are within their limits, or no snapshot is old enough: the oldest of this build was taken after input "
                + candidates.getFirst().place.inputSequence() + ". 'journal snapshot --before' makes an older one");
        }
        final Cut inputs = inputFiles.upTo(begin.place.inputSequence(), input::isFinished);
        final Cut outputs = outputFiles.upTo(begin.place.outputSequence(), output::isFinished);
        final ChallengerFiles.Due beside = challengers.upTo(begin.place.inputSequence());
        return inputs.isEmpty() && outputs.isEmpty() && beside.cuts().isEmpty()
            ? Plan.nothing(
                beside.damaged(), "no whole file lies before the snapshot after input " + begin.place.inputSequence() + "; files are removed whole")
            : new Plan(inputs, outputs, beside.cuts(), beside.damaged(), begin.file, null);
    }

    /**
     * Removes the records that are due.
     *
     * @param nowNs age is counted back from here, in event time
     * @param time  current time, UTC, for the note
     * @throws CutSessionException if no engine can start from the snapshot; nothing was removed
     * @throws JournalException    if something could not be written or deleted
     */
    public Plan apply(final long nowNs, final String time) {
        input.sweep();
        output.sweep();
        keepOneMore();
        final Plan plan = plan(nowNs);
        if (plan.isEmpty()) {
            return plan;
        }
        // The cut relies on the copy, so it is read back from the disk.
        final Path file = proven(plan.snapshot);
        if (file == null) {
            return Plan.nothing(NEEDS_ANOTHER);
        }
        final Snapshot copy = Snapshots.read(file);
        if (copy == null || !copy.origin().build().equals(trial.build())) {
            throw refused(file, "its copy on disk differs from it");
        }
        final Snapshot.Place at = copy.place();
        final boolean isLedTo =
            (plan.input.isEmpty() || inputFiles.leadsTo(plan.input, new KnownRecord(at.inputSequence(), at.inputChain())))
            && (plan.output.isEmpty() || outputFiles.leadsTo(plan.output, new KnownRecord(at.outputSequence(), at.outputChain())));
        if (!isLedTo) {
            throw refused(file, "the remaining files would not connect to it");
        }
        final String unfit = FoldStart.objection(session, copy, input.durableSequence(), output.durableSequence());
        if (!unfit.isEmpty()) {
            throw refused(file, unfit);
        }
        cut(plan, new JournalBeginning.Note(limits.reason, time, file.getFileName().toString(), Sha256.ofFile(file)));
        return plan;
    }

    /**
     * Copies a snapshot that the session may begin at, after an engine has started from it and reached the next snapshot.
     *
     * @return null if the session is running and there is no next snapshot
     * @throws CutSessionException if no engine can start from it
     */
    private Path proven(final Path file) {
        final Path kept = Snapshots.kept(session).resolve(file.getFileName());
        final Snapshot there = Files.exists(kept) ? Snapshots.read(kept) : null;
        if (there != null && there.origin().build().equals(trial.build())) {
            return kept;
        }
        final Mark next = candidates().stream()
            .filter(each -> each.file.getFileName().toString().compareTo(file.getFileName().toString()) > 0).findFirst().orElse(null);
        if (next == null && input.isRunning()) {
            return null;
        }
        final Snapshot snapshot = Snapshots.read(file);
        if (snapshot == null) {
            throw refused(file, "it is damaged");
        }
        final String unfit = FoldStart.objection(session, snapshot, input.durableSequence(), output.durableSequence());
        final String objection = !unfit.isEmpty() ? unfit : trial.objection(snapshot, next == null ? null : Snapshots.read(next.file));
        if (!objection.isEmpty()) {
            throw refused(file, objection);
        }
        return snapshots.keep(snapshot);
    }

    private static CutSessionException refused(final Path snapshot, final String objection) {
        return new CutSessionException(snapshot + " cannot be used as a start (" + objection + "), so nothing was removed.");
    }

    private void cut(final Plan plan, final JournalBeginning.Note note) {
        if (!plan.input.isEmpty()) {
            input.cut(plan.input, note);
        }
        if (!plan.output.isEmpty()) {
            output.cut(plan.output, note);
        }
        forget(note.snapshot());
        plan.beside.forEach(each -> challengers.cut(each, note));
    }

    /** Deletes the snapshots before the session's first one, because they are no longer of use. */
    private void forget(final String begin) {
        try {
            for (final Path file : snapshots.files()) {
                if (file.getFileName().toString().compareTo(begin) < 0) {
                    Files.deleteIfExists(file);
                    marks.remove(file);
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot delete old snapshots of " + session.path(), e);
        }
    }

    /**
     * A journal can only begin at a snapshot that still exists when the records before it are old, so some are kept, as far apart as the limits
     * allow. This examines the last but one, because the newest has no later snapshot to prove it.
     */
    private void keepOneMore() {
        final List<Mark> candidates = candidates();
        if (!input.isRunning() || candidates.size() < 2) {
            return;
        }
        final Mark one = candidates.get(candidates.size() - 2);
        final List<Path> kept = snapshots.keptFiles();
        final Mark last = kept.isEmpty() ? null : mark(kept.getFirst());
        final boolean isDue = last == null
            || limits.keepForNs > 0 && one.place.inputTimeNs() - last.place.inputTimeNs() >= limits.keepForNs / KEPT_IN_TIME
            || limits.keepBytes > 0 && bytesBehind(last) - bytesBehind(one) >= limits.keepBytes / KEPT_IN_TIME;
        if (isDue && one.place.inputSequence() > (last == null ? 0 : last.place.inputSequence())) {
            proven(one.file);
        }
    }

    /** Snapshots that the session could begin at, the oldest first. */
    private List<Mark> candidates() {
        final List<Mark> all = new ArrayList<>();
        for (final Path file : snapshots.files().reversed()) {
            final Mark mark = mark(file);
            final boolean isAnother = all.isEmpty() || mark != null && all.getLast().place.inputSequence() < mark.place.inputSequence();
            if (mark != null && isAnother && mark.build.equals(trial.build()) && mark.place.inputSequence() <= input.durableSequence()
                && mark.place.outputSequence() <= output.durableSequence()) {
                all.add(mark);
            }
        }
        return all;
    }

    /** @return null if it is not whole */
    private Mark mark(final Path file) {
        final Mark known = marks.get(file);
        if (known != null) {
            return known;
        }
        final Snapshot whole = Snapshots.read(file);
        if (whole == null) {
            return null;
        }
        final Mark mark = new Mark(file, whole.place(), whole.origin().build());
        marks.put(file, mark);
        return mark;
    }

    /**
     * The candidates that can be proven now: all, or, while the session is running, those with a later snapshot and those that were proven before.
     */
    private List<Mark> provable(final List<Mark> candidates) {
        final boolean isLastKept = Files.exists(Snapshots.kept(session).resolve(candidates.getLast().file.getFileName()));
        return input.isRunning() && !isLastKept ? candidates.subList(0, candidates.size() - 1) : candidates;
    }

    /** The newest that is older than the limit; null if there is none. */
    private Mark byAge(final List<Mark> candidates, final long nowNs) {
        return limits.keepForNs == 0 ? null
            : candidates.stream().filter(each -> each.place.inputTimeNs() <= nowNs - limits.keepForNs).reduce((older, newer) -> newer).orElse(null);
    }

    /** The oldest that brings the journals below their limit, or the newest if none does; null if they are below it. */
    private Mark bySize(final List<Mark> candidates) {
        if (limits.keepBytes == 0 || bytes() <= limits.keepBytes) {
            return null;
        }
        return candidates.stream().filter(each -> bytesBehind(each) <= limits.keepBytes).findFirst().orElse(candidates.getLast());
    }

    /** Bytes that stay if the session begins at a snapshot. */
    private long bytesBehind(final Mark mark) {
        return bytes() - inputFiles.upTo(mark.place.inputSequence(), input::isFinished).bytes()
            - outputFiles.upTo(mark.place.outputSequence(), output::isFinished).bytes()
            - challengers.bytesUpTo(mark.place.inputSequence());
    }

    private long bytes() {
        return inputFiles.bytes() + outputFiles.bytes() + challengers.bytes();
    }

    private static Mark later(final Mark one, final Mark other) {
        return one == null || other != null && other.place.inputSequence() > one.place.inputSequence() ? other : one;
    }
}
