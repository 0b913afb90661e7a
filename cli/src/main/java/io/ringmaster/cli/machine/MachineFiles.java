package io.ringmaster.cli.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The files in which Linux describes the machine, under one root, and what the machine answers otherwise: one seam, so that a test can make another
 * machine.
 */
public final class MachineFiles {

    private static final long COMMAND_LIMIT_S = 3;

    private final Path root;
    private final Function<List<String>, String> commands;
    private final ToLongFunction<Path> freeBytes;

    /**
     * @param commands  what a command prints; empty if it cannot be run
     * @param freeBytes of the file system of an existing path
     */
    MachineFiles(final Path root, final Function<List<String>, String> commands, final ToLongFunction<Path> freeBytes) {
        this.root = root;
        this.commands = commands;
        this.freeBytes = freeBytes;
    }

    public static MachineFiles here() {
        return new MachineFiles(Path.of("/"), MachineFiles::run, MachineFiles::free);
    }

    private static String run(final List<String> command) {
        try {
            final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(COMMAND_LIMIT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return process.exitValue() == 0 ? new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip() : "";
        } catch (final IOException _) {
            return "";
        } catch (final InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static long free(final Path path) {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the free space of " + path, e);
        }
    }

    /** What a command prints; empty if it is missing, fails or takes seconds. */
    String output(final String... command) {
        return commands.apply(List.of(command));
    }

    long freeBytes(final Path path) {
        return freeBytes.applyAsLong(path);
    }

    /** @param path without a leading slash */
    private Path at(final String path) {
        return root.resolve(path);
    }

    boolean has(final String path) {
        return Files.exists(at(path));
    }

    /** The stripped content of a file; empty if there is none or it cannot be read. */
    String text(final String path) {
        try {
            return Files.isRegularFile(at(path)) ? Files.readString(at(path), StandardCharsets.ISO_8859_1).strip() : "";
        } catch (final IOException _) {
            return "";
        }
    }

    List<String> lines(final String path) {
        return text(path).lines().toList();
    }

    /** The names in a directory, sorted; empty if there is none, or it cannot be read. */
    List<String> names(final String path) {
        if (!Files.isDirectory(at(path))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(at(path))) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        } catch (final IOException _) {
            return List.of();
        }
    }
}
