package io.ringmaster.pipeline.replay;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.ClosedJournal;
import io.ringmaster.journal.IoReason;
import io.ringmaster.journal.JournalBeginning;
import io.ringmaster.journal.JournalDamagedException;
import io.ringmaster.journal.JournalException;
import io.ringmaster.journal.JournalFiles;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalVerification;
import io.ringmaster.pipeline.port.InputMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The journals of a session's challengers on disk, to verify and to cut them. No replay reads them, so whole files can go once all their decisions
 * are before the session's first event. A journal that is damaged is left as it is and named, and keeps neither the session nor the other journals
 * from being cut.
 */
public final class ChallengerFiles {

    private final SessionDirectory session;
    /** Null while no process runs the session. */
    private final ChallengerJournals running;
    private final Map<Path, JournalFiles> files = new HashMap<>();
    /** By journal, then by record: the input that caused the record after it; it never changes. */
    private final Map<Path, Map<Long, Long>> causes = new HashMap<>();

    ChallengerFiles(final SessionDirectory session, final ChallengerJournals running) {
        this.session = session;
        this.running = running;
    }

    /** Those of a session that no process runs. */
    public static ChallengerFiles of(final SessionDirectory session) {
        return new ChallengerFiles(session, null);
    }

    /** The journals of all challengers that there ever were, by name. */
    static List<Path> journals(final SessionDirectory session) {
        if (!Files.isDirectory(session.challengers())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(session.challengers())) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (final IOException e) {
            throw new InvalidInputException("cannot list " + session.challengers() + ": " + IoReason.of(e), e);
        }
    }

    /** Checks every byte of each journal that is there, and changes nothing. By its path. */
    public static Map<Path, JournalVerification> verify(final SessionDirectory session) {
        final Map<Path, JournalVerification> found = new TreeMap<>();
        journals(session).forEach(each -> found.put(each, JournalVerification.verify(each)));
        return found;
    }

    /** What a cut removes of one journal. */
    public record ChallengerCut(Path journal, JournalFiles.Cut cut) { }

    /** A journal that a cut leaves as it is, and its first damage in words. */
    public record Damaged(Path journal, String reason) { }

    /** What a cut removes, and the journals that it should shorten but can't. */
    record Due(List<ChallengerCut> cuts, List<Damaged> damaged) { }

    /** Size on disk of all of them. */
    long bytes() {
        return journals(session).stream().mapToLong(each -> skipDamaged(each, JournalFiles::bytes, 0L)).sum();
    }

    /** An estimate of the bytes that a cut removes if it keeps every decision after an input. It does not look for damage in every record. */
    long bytesUpTo(final long inputSequence) {
        return journals(session).stream().mapToLong(each -> skipDamaged(each, found -> cutOf(each, found, inputSequence).bytes(), 0L)).sum();
    }

    /** What a cut removes if it keeps every decision after an input: whole, finished files. It checks every byte of the journals that it cuts. */
    Due upTo(final long inputSequence) {
        final Due due = new Due(new ArrayList<>(), new ArrayList<>());
        for (final Path journal : journals(session)) {
            try {
                final JournalFiles.Cut cut = cutOf(journal, filesOf(journal), inputSequence);
                if (!cut.isEmpty()) {
                    requireSound(journal);
                    due.cuts.add(new ChallengerCut(journal, cut));
                }
            } catch (final JournalDamagedException e) {
                due.damaged.add(new Damaged(journal, e.damage().inWords()));
            } catch (final JournalException e) {
                due.damaged.add(new Damaged(journal, e.getMessage()));
            }
        }
        return due;
    }

    private JournalFiles.Cut cutOf(final Path journal, final JournalFiles found, final long inputSequence) {
        return found.upTo(
            record -> causeAfter(journal, record) <= inputSequence, file -> running == null || running.isFinished(journal, file));
    }

    /** A journal that is open for writing was checked when it was opened. */
    private void requireSound(final Path journal) {
        if (running != null && running.isOpen(journal)) {
            return;
        }
        final JournalVerification found = JournalVerification.verify(journal);
        if (found.status() == JournalVerification.Status.DAMAGED) {
            throw new JournalDamagedException(found.firstBad());
        }
    }

    private JournalFiles filesOf(final Path journal) {
        return files.computeIfAbsent(journal, JournalFiles::new);
    }

    private <T> T skipDamaged(final Path journal, final Function<JournalFiles, T> look, final T otherwise) {
        try {
            return look.apply(filesOf(journal));
        } catch (final JournalException | JournalDamagedException e) {
            return otherwise;
        }
    }

    private long causeAfter(final Path journal, final long record) {
        final Map<Long, Long> known = causes.computeIfAbsent(journal, each -> new HashMap<>());
        final Long cause = known.get(record);
        if (cause != null) {
            return cause;
        }
        try (JournalReader reader = JournalReader.open(journal, record)) {
            if (!reader.next()) {
                return Long.MAX_VALUE;
            }
            known.put(record, InputMessage.causeSequence(reader.buffer(), reader.offset()));
            return known.get(record);
        }
    }

    /**
     * Removes the records.
     *
     * @throws JournalException        if something could not be written or deleted
     * @throws JournalDamagedException if the journal is damaged; it stays as it is
     */
    void cut(final ChallengerCut due, final JournalBeginning.Note note) {
        if (running == null) {
            cutClosed(due, note);
        } else {
            running.cut(due, note);
        }
    }

    /** Cuts a journal that no process writes. */
    static void cutClosed(final ChallengerCut due, final JournalBeginning.Note note) {
        try (ClosedJournal held = ClosedJournal.hold(due.journal)) {
            held.cut(due.cut, note);
        }
    }
}
