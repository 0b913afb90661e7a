package io.ringmaster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What every command has in common. */
class CommandLineTest {

    /** Every command by its words, such as {@code journal dump}. */
    static Stream<String> commands() {
        return below(Main.commandLine(), "").stream();
    }

    private static List<String> below(final CommandLine parent, final String words) {
        final List<String> all = new ArrayList<>();
        parent.getSubcommands().forEach((name, command) -> {
            if (!name.equals("help")) {
                all.add((words + ' ' + name).strip());
                all.addAll(below(command, words + ' ' + name));
            }
        });
        return all;
    }

    private static Cli.Result run(final String words, final String option) {
        final String[] first = words.split(" ");
        final String[] all = Arrays.copyOf(first, first.length + 1);
        all[first.length] = option;
        return Cli.run(all);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldSayItsVersion(final String words) {
        final Cli.Result result = run(words, "--version");

        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().startsWith("ringmaster "), result.out());
        assertEquals(Cli.run("--version").out(), result.out());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldAnswerWrongUsageWithOneLine(final String words) {
        final Cli.Result result = run(words, "--no-such-option");

        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().startsWith("ringmaster: "), result.err());
        assertTrue(result.err().strip().endsWith("Try './ringmaster " + words + " --help'."), result.err());
        assertEquals("", result.out());
    }

    /** By this name the program finds a command without reading the options of all. */
    @Test
    void shouldNameACommandAfterItsClass() {
        Main.commandLine().getSubcommands().forEach((name, command) -> assertEquals(name, Main.name(command.getCommand().getClass())));
    }

    @Test
    void shouldNameEveryMissingOptionOnOneLine() {
        final Cli.Result result = Cli.run("backtest");

        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains("--data") && result.err().contains("--config"), result.err());
    }

    /** Bash itself reads the script and completes with it. */
    @Test
    void shouldCompleteCommandsInBash(@TempDir final Path directory) throws IOException, InterruptedException {
        final Path script = Files.writeString(directory.resolve("completion"), Cli.run("completion").out());
        final Path said = directory.resolve("said");
        final Process bash = new ProcessBuilder("bash", "-c", "source '" + script + "'; COMP_WORDS=(ringmaster jour); COMP_CWORD=1; "
            + "COMP_LINE='ringmaster jour'; COMP_POINT=15; _complete_ringmaster ringmaster jour ringmaster; echo \"${COMPREPLY[@]}\"")
            .redirectErrorStream(true).redirectOutput(said.toFile()).start();

        assertEquals(0, bash.waitFor(), () -> said.toString());
        assertEquals("journal", Files.readString(said).strip());
    }
}
