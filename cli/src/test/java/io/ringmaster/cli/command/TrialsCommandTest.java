package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trials} as a user runs it. */
class TrialsCommandTest {

    @TempDir
    private Path directory;
    private Path registry;

    @BeforeEach
    void tryTwoAlgorithms() throws IOException {
        registry = directory.resolve("trials.jsonl");
        final Path table = Files.writeString(directory.resolve("returns.csv"), "a,b\n0.01,0.02\n0.02,-0.01\n-0.01,0.01\n0.03,0.01\n");
        for (final String algorithm : new String[] {"equal", "eg", "equal"}) {
            assertEquals(0, Cli.run("policy", "eval", "--returns", table.toString(), "--set", "policy.experts.algorithm=" + algorithm, "--registry",
                registry.toString()).exitCode());
        }
    }

    @Test
    void shouldListDifferentTrialsWithTheirIntervals() {
        final Cli.Result result = Cli.run("trials", directory.toString());

        assertEquals(0, result.exitCode(), result.err());
        assertEquals("2 trials, 3 runs", result.out().lines().findFirst().orElseThrow());
        assertEquals(5, result.out().lines().count(), result.out());
        assertTrue(result.out().lines().skip(3).allMatch(
            line -> line.matches("  evaluate +[-0-9T:]+Z +4 round +[0-9.]+ \\(-?[0-9.]+ to [0-9.]+\\) +[0-9.]+ %  [0-9a-f]{8} [0-9a-f]{8} (equal|eg)")),
            result.out());
    }

    @Test
    void shouldReportAnUnfinishedLine() throws IOException {
        Files.writeString(registry, "{\"time\":", StandardOpenOption.APPEND);
        final Cli.Result result = Cli.run("trials", registry.toString(), "--json");

        assertEquals("ringmaster: note: " + registry
            + ", line 4 is unfinished: a process died while it wrote. The next trial replaces it; all others stay.\n", result.err());
        assertEquals("2", result.json().get("trials"));
        assertEquals("3", result.json().get("runs"));
    }

    @Test
    void shouldRefuseAFileThatIsNoRegistry() {
        final Path table = directory.resolve("returns.csv");
        final Cli.Result result = Cli.run("trials", table.toString());

        assertEquals(2, result.exitCode(), result.out());
        assertEquals("ringmaster: " + table + " is no registry of trials: it holds other lines than trials. Give the trials.jsonl beside your results, or their"
            + " directory.\n", result.err());
    }

    @Test
    void shouldRefuseToListLessThanNothing() {
        final Cli.Result result = Cli.run("trials", directory.toString(), "--best", "-5");

        assertEquals(2, result.exitCode());
        assertEquals("ringmaster: --best -5: give how many to list, or 0 for all.\n", result.err());
    }

    @Test
    void shouldRefuseARegistryThatDoesNotExist() {
        final Cli.Result result = Cli.run("trials", directory.resolve("elsewhere").toString());

        assertEquals(2, result.exitCode());
        assertEquals("ringmaster: " + directory.resolve("elsewhere") + " does not exist. Give the registry of trials, or the directory of results beside it.\n",
            result.err());
    }

    @Test
    void shouldRefuseToRunATrialThatCannotBeRecorded() throws IOException {
        final Path blocked = Files.writeString(directory.resolve("blocked"), "");
        final Cli.Result result = Cli.run(
            "policy", "eval", "--returns", directory.resolve("returns.csv").toString(), "--registry", blocked.resolve("trials.jsonl").toString());

        assertEquals(2, result.exitCode());
        assertTrue(result.err().endsWith("Give another file with --registry, or do not record this trial with --no-trial.\n"), result.err());
    }
}
