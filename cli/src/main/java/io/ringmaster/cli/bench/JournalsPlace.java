package io.ringmaster.cli.bench;

import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --journals-in} of measurements that write journals. */
final class JournalsPlace {

    private static final String OPTION = "--journals-in";

    @Option(names = OPTION, paramLabel = "DIR",
        description = "directory below which the journals are while they are measured (default: the temporary directory); they are deleted at the end")
    private Path parent;

    /**
     * A directory of this run alone; the caller deletes it.
     *
     * @throws InvalidInputException if it cannot be made
     */
    Path temporary() {
        if (parent != null) {
            create(OPTION, parent);
        }
        try {
            return parent == null ? Directories.temporary("ringmaster-bench") : Directories.temporary(parent, "ringmaster-bench");
        } catch (final UncheckedIOException e) {
            throw new InvalidInputException("cannot make a directory for the journals" + (parent == null ? "" : " in " + parent) + ": "
                + IoReason.of(e.getCause()) + ". Name one that you can write to with " + OPTION + ".");
        }
    }

    /**
     * Makes the directory that an option names, unless it is there.
     *
     * @throws InvalidInputException if it cannot be made
     */
    static void create(final String option, final Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (final IOException e) {
            throw new InvalidInputException(option + ": cannot make the directory " + directory + ": " + IoReason.of(e) + ". Give one that you can write to.");
        }
    }
}
