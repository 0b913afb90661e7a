package io.ringmaster.cli.command;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The desktop monitor in a process of its own: it loads JavaFX there, and stays open when the command ends. */
final class MonitorProcess {

    private static final long LOOK_EVERY_MS = 100;

    private MonitorProcess() {
    }

    /**
     * Returns at once; a thread waits for the session, and ends with this process.
     *
     * @param program the class whose main method runs commands
     */
    static void startOnceThereIsASession(final Class<?> program, final Path directory) {
        Thread.ofPlatform().name("monitor-start").daemon().start(() -> {
            try {
                while (!Files.isDirectory(directory.resolve("input"))) {
                    Thread.sleep(LOOK_EVERY_MS);
                }
                new ProcessBuilder(command(program, directory)).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            } catch (final IOException e) {
                System.err.println("ringmaster: cannot start the monitor: " + e.getMessage() + ". Start it yourself: ./ringmaster monitor " + directory);
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** The same JVM with the same options and classes, and the command {@code monitor}. */
    static List<String> command(final Class<?> program, final Path directory) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName(), "monitor", directory.toString()));
        return command;
    }
}
