package io.ringmaster.cli.terminal;

import io.ringmaster.config.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** A file that a command writes. It never replaces another file, and it is written completely or not at all. */
public final class OutputFile {

    private OutputFile() {
    }

    /** @throws InvalidInputException if it exists, or its directory does not */
    public static void requireAbsent(final Path out) {
        if (Files.exists(out)) {
            throw new InvalidInputException(out + " exists already. Give another file with --out.");
        }
        final Path parent = out.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            throw new InvalidInputException(parent + " does not exist. Make the directory, or give another file with --out.");
        }
    }

    /** Lets {@code writer} fill a temporary file in the same directory, and moves it into place when it is complete. */
    public static void write(final Path out, final Consumer<Path> writer) {
        final Path partial = out.resolveSibling(out.getFileName() + ".partial");
        try {
            writer.accept(partial);
            Files.move(partial, out, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot move " + partial + " to " + out, e);
        } finally {
            delete(partial);
        }
    }

    private static void delete(final Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot delete " + partial, e);
        }
    }
}
