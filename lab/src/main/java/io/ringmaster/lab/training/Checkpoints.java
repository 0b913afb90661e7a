package io.ringmaster.lab.training;

import io.ringmaster.lab.learning.checkpoint.CheckpointException;
import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The checkpoints of a training in a directory, one file each. A file is whole or absent, wherever the process is killed; the last two are kept, so that
 * one is left if the disk damages the other.
 */
public final class Checkpoints {

    private static final String END = ".checkpoint";
    private static final int KEPT = 2;

    private final Path directory;

    public Checkpoints(final Path directory) {
        this.directory = directory;
    }

    /** Writes the state of a training, and deletes older files than the last two. */
    public void write(final Training training) {
        try {
            Files.createDirectories(directory);
            new CheckpointWriter().part("checkpoint", training)
                .writeTo(directory.resolve(String.format(Locale.ROOT, "%015d%s", training.steps(), END)));
            final List<Path> newestFirst = newestFirst();
            for (final Path old : newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size())) {
                Files.delete(old);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(directory + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Brings a new training to where the newest whole checkpoint was written.
     *
     * @param notes receives for each file that is damaged what is wrong with it, and what follows
     * @return whether there was one
     * @throws CheckpointException if it is of a training with other settings
     */
    public boolean load(final Training training, final Consumer<String> notes) {
        final List<Path> newestFirst = newestFirst();
        for (int i = 0; i < newestFirst.size(); i++) {
            final Path file = newestFirst.get(i);
            final CheckpointReader reader;
            try {
                reader = CheckpointReader.of(file);
            } catch (final CheckpointException e) {
                notes.accept(e.getMessage() + (i + 1 < newestFirst.size()
                    ? " The training goes on from " + newestFirst.get(i + 1).getFileName() + " instead."
                    : " No other is left, so the training begins anew. If you have a copy of the file, stop, put the copy back and resume."));
                continue;
            } catch (final IOException e) {
                throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
            }
            reader.part("checkpoint", training);
            return true;
        }
        return false;
    }

    /** Deletes them all. */
    public void delete() {
        try {
            for (final Path file : files()) {
                Files.delete(file);
            }
            Files.deleteIfExists(directory);
        } catch (final IOException e) {
            throw new UncheckedIOException(directory + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private List<Path> newestFirst() {
        return files().stream().filter(file -> file.toString().endsWith(END)).sorted(Comparator.comparing(Path::getFileName).reversed()).toList();
    }

    private List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(directory + " cannot be read: " + e.getMessage(), e);
        }
    }
}
