package io.ringmaster.cli.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files in which Linux describes the machine, under one root, so that a test can make another machine. */
public final class MachineFiles {

    private final Path root;

    public MachineFiles(final Path root) {
        this.root = root;
    }

    public static MachineFiles here() {
        return new MachineFiles(Path.of("/"));
    }

    /** @param path without a leading slash */
    Path at(final String path) {
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

    /** The names in a directory, sorted; empty if there is none. */
    List<String> names(final String path) {
        if (!Files.isDirectory(at(path))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(at(path))) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + at(path), e);
        }
    }
}
