package io.ringmaster.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Compresses the finished data files of journals: for a running session on its own thread, for a session that has ended at once. Readers read
 * both kinds of files.
 */
public final class JournalCompression implements AutoCloseable {

    private static final long PAUSE_MS = 10_000;

    private final JournalWriter[] writers;
    private final Consumer<String> news;
    private final FileCompressor compressor = new FileCompressor();
    private final Thread thread = new Thread(this::run, "journal-compression");
    private final CountDownLatch stop = new CountDownLatch(1);
    private String said = "";

    /**
     * How much was compressed.
     *
     * @param bytes      size of the files before
     * @param compressed size of the compressed files
     */
    public record Result(int files, long bytes, long compressed) {
    }

    /** @param news receives the reason if a file cannot be compressed; the file then stays as it is, and the next round tries again */
    public JournalCompression(final Consumer<String> news, final JournalWriter... writers) {
        this.news = news;
        this.writers = writers.clone();
    }

    /** Starts the thread. */
    public void start() {
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private void run() {
        try {
            do {
                compressWhatEnded();
            } while (!stop.await(PAUSE_MS, TimeUnit.MILLISECONDS));
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void compressWhatEnded() {
        try {
            compressFinished();
        } catch (final JournalException | UncheckedIOException e) {
            say("cannot look for files to compress: " + e.getMessage());
        }
    }

    /** One round over the files that were finished since the last one. */
    void compressFinished() {
        for (final JournalWriter writer : writers) {
            synchronized (writer.filesLock()) {
                deleteLeftovers(writer);
            }
            for (final Path file : writer.finishedFiles()) {
                if (stop.getCount() == 0) {
                    return;
                }
                compress(writer, file);
            }
        }
    }

    private void compress(final JournalWriter writer, final Path file) {
        synchronized (writer.filesLock()) {
            if (!Files.exists(file)) {
                return;    // The journal was cut meanwhile.
            }
            try {
                compressor.compress(file);
            } catch (final IOException e) {
                say("cannot compress " + file + ": " + IoReason.of(e));
            }
        }
    }

    private void deleteLeftovers(final JournalWriter writer) {
        try {
            for (final Segment segment : writer.segments()) {
                segment.deleteLeftovers();
            }
        } catch (final IOException e) {
            say("cannot delete what was compressed: " + IoReason.of(e));
        }
    }

    private void say(final String problem) {
        if (!problem.equals(said)) {
            said = problem;
            news.accept(problem);
        }
    }

    /**
     * Compresses every file of a journal that no process is writing.
     *
     * @throws JournalException        if a process is writing it
     * @throws JournalDamagedException if it is damaged; nothing is changed then
     */
    public static Result compress(final Path journal) {
        final WriterLock lock = WriterLock.take(journal);
        try {
            final JournalVerification found = JournalVerification.verifyHeld(journal);
            if (found.status() == JournalVerification.Status.DAMAGED) {
                throw new JournalDamagedException(found.firstBad());
            }
            return compressAll(Segment.of(journal));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot compress " + journal + ": " + IoReason.of(e), e);
        } finally {
            lock.close();
        }
    }

    private static Result compressAll(final List<Segment> segments) throws IOException {
        final FileCompressor compressor = new FileCompressor();
        int files = 0;
        long bytes = 0;
        long compressed = 0;
        for (final Segment segment : segments) {
            segment.deleteLeftovers();
            for (final Path file : segment.plainFiles()) {
                files++;
                bytes += Files.size(file);
                compressor.compress(file);
                compressed += Files.size(file.resolveSibling(file.getFileName() + CompressedFile.SUFFIX));
            }
        }
        return new Result(files, bytes, compressed);
    }

    /** Ends the thread after its current file. */
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
