package io.ringmaster.monitor.model;

import io.ringmaster.journal.IoReason;
import io.ringmaster.journal.JournalDamagedException;
import io.ringmaster.journal.JournalException;
import io.ringmaster.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * Reads one journal record by record, also while it is written, as far as it is sound. A record stays the current one until it is {@linkplain #take
 * taken}. One thread.
 */
final class JournalTail implements AutoCloseable {

    private final Path journal;
    private JournalReader reader;
    private boolean hasRecord;
    private String damage = "";

    JournalTail(final Path journal) {
        this.journal = journal;
    }

    /** Reads on after a record. */
    static JournalTail after(final Path journal, final long sequence) {
        final JournalTail tail = new JournalTail(journal);
        try {
            tail.reader = sequence == 0 ? JournalReader.open(journal) : JournalReader.open(journal, sequence);
        } catch (final JournalDamagedException | JournalException | UncheckedIOException e) {
            tail.damage = e.getMessage();
        }
        return tail;
    }

    /** Whether there is a record that was not taken. Asking at the end of the journal costs some system calls. */
    boolean hasNext() {
        if (hasRecord || !damage.isEmpty()) {
            return hasRecord;
        }
        try {
            if (reader == null) {
                if (!Files.isDirectory(journal)) {
                    return false;
                }
                reader = JournalReader.open(journal);
            }
            hasRecord = reader.next();
        } catch (final JournalDamagedException e) {
            damage = e.damage().inWords();
        } catch (final JournalException e) {
            damage = e.getMessage();
        } catch (final UncheckedIOException e) {
            damage = e.getMessage() + (e.getCause() instanceof final IOException cause ? ": " + IoReason.of(cause) : "");
        }
        return hasRecord;
    }

    /** Whether a record was found that was not taken. */
    boolean isWaiting() {
        return hasRecord;
    }

    void take() {
        hasRecord = false;
    }

    /** What is wrong with the journal after its last sound record; empty if nothing is. */
    String damage() {
        return damage;
    }

    /** Sequence of the current record; before the first one, of the one before it. */
    long sequence() {
        return reader == null ? 0 : reader.sequence();
    }

    int chain() {
        return reader == null ? 0 : reader.chain();
    }

    DirectBuffer buffer() {
        return reader.buffer();
    }

    int offset() {
        return reader.offset();
    }

    int length() {
        return reader.length();
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
