package io.ringmaster.journal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MappedFileTest {

    private static final int PAGE = 4_096;
    private static final int OPENINGS = 5_000;

    @TempDir
    private Path directory;

    /** A reader of a running session meets a file at the moment its writer finishes it and gives the unused space back. */
    @Test
    void shouldReadTheBeginningOfAFileThatIsShrunkMeanwhile() throws IOException {
        final Path path = directory.resolve("shrinking");
        final AtomicBoolean isOver = new AtomicBoolean();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(PAGE);
            final CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> growAndShrink(file, isOver));
            for (int i = 0; i < OPENINGS; i++) {
                try (MappedFile reader = MappedFile.open(path)) {
                    assertTrue(reader.cover(0, PAGE), "the first page is always there");
                }
            }
            isOver.set(true);
            writer.join();
        }
    }

    private static void growAndShrink(final RandomAccessFile file, final AtomicBoolean isOver) {
        try {
            while (!isOver.get()) {
                file.setLength(64 * PAGE);
                file.setLength(PAGE);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
