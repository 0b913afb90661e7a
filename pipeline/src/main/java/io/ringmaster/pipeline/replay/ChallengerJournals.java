package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalBeginning;
import io.ringmaster.journal.JournalDamagedException;
import io.ringmaster.journal.JournalException;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.pipeline.port.ChallengerLog;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.schema.ChallengerStandingDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * A journal for each challenger of a session, beside its input and output. A record whose cause was recorded already, by a demo that was interrupted,
 * is left out. A journal that cannot be written is reported once: a challenger without records does not stop the session.
 */
public final class ChallengerJournals implements ChallengerLog, AutoCloseable {

    private final SessionDirectory directory;
    private final JournalSettings settings;
    private final boolean areAwaited;
    private final Consumer<String> news;
    private final Map<String, Records> open = new HashMap<>();

    /** @param news receives the reason why a challenger is not recorded */
    public ChallengerJournals(
        final SessionDirectory directory, final JournalSettings settings, final boolean areAwaited, final Consumer<String> news) {
        this.directory = directory;
        this.settings = settings;
        this.areAwaited = areAwaited;
        this.news = news;
    }

    /** One journal, open for writing. */
    private static final class Records implements OutputSink {

        private final JournalWriter writer;
        private final long recordedCause;
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final ChallengerStandingDecoder standing = new ChallengerStandingDecoder();
        private long sequence;

        private Records(final Path journal, final JournalSettings settings) {
            recordedCause = lastCause(journal);
            writer = JournalWriter.open(journal, settings);
            sequence = writer.found().lastSequence();
        }

        private static long lastCause(final Path journal) {
            if (!Files.isDirectory(journal)) {
                return 0;
            }
            try (JournalReader last = JournalReader.openAtEnd(journal)) {
                return last == null ? 0
                    : new ChallengerStandingDecoder().wrapAndApplyHeader(last.buffer(), last.offset(), new MessageHeaderDecoder()).causeSequence();
            }
        }

        @Override
        public void append(final DirectBuffer buffer, final int offset, final int length) {
            if (standing.wrapAndApplyHeader(buffer, offset, header).causeSequence() > recordedCause) {
                writer.append(sequence + 1, buffer, offset, length);
                sequence++;
            }
        }
    }

    @Override
    public synchronized OutputSink of(final String id) {
        try {
            final Records records = open.computeIfAbsent(id, name -> new Records(directory.challengers().resolve(name), settings));
            if (records.sequence > 0 && !areAwaited) {
                news.accept("challenger '" + id + "' begins again with an account of 0; 'ringmaster challengers " + directory.path()
                    + "' shows where it stood before");
            }
            return records;
        } catch (final JournalException | JournalDamagedException e) {
            news.accept("challenger '" + id + "' decides, but is not recorded: " + e.getMessage());
            return (buffer, offset, length) -> { };
        }
    }

    /** The journals on disk, for retention while the session runs. */
    public ChallengerFiles files() {
        return new ChallengerFiles(directory, this);
    }

    /** Whether a data file will not be written to again, if it is not the last one. */
    synchronized boolean isFinished(final Path journal, final Path file) {
        final Records records = open.get(journal.getFileName().toString());
        return records == null || records.writer.isFinished(file);
    }

    /** Whether a challenger is in force that writes the journal. */
    synchronized boolean isOpen(final Path journal) {
        return open.containsKey(journal.getFileName().toString());
    }

    /** Removes old records. A journal of which no challenger is in force is not open: none can open it meanwhile. */
    synchronized void cut(final ChallengerFiles.ChallengerCut due, final JournalBeginning.Note note) {
        final Records records = open.get(due.journal().getFileName().toString());
        if (records == null) {
            ChallengerFiles.cutClosed(due, note);
        } else {
            records.writer.cut(due.cut(), note);
        }
    }

    @Override
    public boolean areAwaited() {
        return areAwaited;
    }

    /** Call it after the engine is closed. */
    @Override
    public synchronized void close() {
        open.values().forEach(each -> each.writer.close());
        open.clear();
    }
}
