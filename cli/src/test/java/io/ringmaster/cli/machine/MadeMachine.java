package io.ringmaster.cli.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The files of a machine that a test makes up. */
final class MadeMachine {

    private static final String CPU = "sys/devices/system/cpu/";

    private final Path root;
    private final Map<String, String> printed = new HashMap<>();
    private long freeBytes = 100L << 30;

    MadeMachine(final Path root) {
        this.root = root;
    }

    MadeMachine with(final String path, final String text) {
        try {
            Files.createDirectories(root.resolve(path).getParent());
            Files.writeString(root.resolve(path), text + "\n");
            return this;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cores from 0 on, without hyperthreads, in groups that share a third-level cache. */
    MadeMachine cores(final int count, final int eachCache) {
        with(CPU + "online", count == 1 ? "0" : "0-" + (count - 1));
        for (int i = 0; i < count; i++) {
            with(CPU + "cpu" + i + "/topology/thread_siblings_list", String.valueOf(i));
            final int first = i / eachCache * eachCache;
            with(CPU + "cpu" + i + "/cache/index3/shared_cpu_list", first + "-" + Math.min(count, first + eachCache - 1));
        }
        return this;
    }

    MadeMachine isolated(final String cores) {
        return with(CPU + "isolated", cores);
    }

    MadeMachine printing(final String command, final String text) {
        printed.put(command, text);
        return this;
    }

    MadeMachine free(final long bytes) {
        freeBytes = bytes;
        return this;
    }

    MachineFiles files() {
        return new MachineFiles(root, command -> printed.getOrDefault(command.getFirst(), ""), _ -> freeBytes);
    }
}
