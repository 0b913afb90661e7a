package io.ringmaster.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Ensures that only one process, and only one writer in it, writes a journal. Byte 0 of the lock file excludes other writers. Readers test byte
 * 1 to see whether there is a writer, so that a test never prevents a writer from starting.
 *
 * <p>The operating system releases all locks of a process on a file when any of its channels to that file is closed. So a process never opens a
 * lock file that it already holds.
 */
final class WriterLock implements AutoCloseable {

    private static final String FILE = "lock";
    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final Path key;
    private final FileChannel channel;

    private WriterLock(final Path key, final FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /**
     * @throws JournalOccupiedException if another writer holds the journal
     * @throws JournalException         if its lock cannot be created
     */
    static WriterLock take(final Path journal) {
        synchronized (HELD_HERE) {
            try {
                final Path key = journal.toRealPath();
                if (HELD_HERE.contains(key)) {
                    throw occupied(journal);
                }
                PrivateFiles.createFile(journal.resolve(FILE));
                final FileChannel channel = FileChannel.open(journal.resolve(FILE), StandardOpenOption.WRITE);
                if (channel.tryLock(0, 1, false) == null) {
                    channel.close();
                    throw occupied(journal);
                }
                channel.lock(1, 1, false);
                HELD_HERE.add(key);
                return new WriterLock(key, channel);
            } catch (final IOException e) {
                throw new JournalException("cannot lock " + journal + ": " + IoReason.of(e), e);
            }
        }
    }

    private static JournalOccupiedException occupied(final Path journal) {
        return new JournalOccupiedException(journal + " is occupied: another writer holds it. Stop that one, or give another directory.");
    }

    /** Whether this or another process has the journal open for writing. */
    static boolean isHeld(final Path journal) {
        final Path file = journal.resolve(FILE);
        synchronized (HELD_HERE) {
            try {
                if (!Files.exists(file)) {
                    return false;
                }
                if (HELD_HERE.contains(journal.toRealPath())) {
                    return true;
                }
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                     FileLock probe = channel.tryLock(1, 1, true)) {
                    return probe == null;
                }
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot test the lock of " + journal, e);
            }
        }
    }

    @Override
    public void close() {
        synchronized (HELD_HERE) {
            HELD_HERE.remove(key);
            try {
                channel.close();
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot release the lock of " + key, e);
            }
        }
    }
}
