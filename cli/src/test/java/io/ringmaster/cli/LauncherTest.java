package io.ringmaster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, in a checkout of its own whose sources can't be built. */
class LauncherTest {

    @TempDir
    private Path root;

    @BeforeEach
    void copyLauncher() throws IOException {
        Files.copy(Cli.root().resolve("ringmaster"), root.resolve("ringmaster"));
        assertTrue(root.resolve("ringmaster").toFile().setExecutable(true));
        Files.createDirectories(root.resolve("scripts"));
        Files.copy(Cli.root().resolve("scripts/jvm.args"), root.resolve("scripts/jvm.args"));
        Files.writeString(root.resolve("pom.xml"), "not a project");
        Files.createDirectories(root.resolve("cli/src/main"));
    }

    private record Ended(int exitCode, String said) {
    }

    private Ended launch(final String... arguments) throws IOException, InterruptedException {
        return launchOn(Path.of(System.getProperty("java.home")), arguments);
    }

    private Ended launchOn(final Path jdk, final String... arguments) throws IOException, InterruptedException {
        final Path said = root.resolve("said");
        final ProcessBuilder process = new ProcessBuilder(root.resolve("ringmaster").toString()).redirectErrorStream(true).redirectOutput(said.toFile());
        process.command().addAll(List.of(arguments));
        process.environment().put("JAVA_HOME", jdk.toString());
        final int exitCode = process.start().waitFor();
        return new Ended(exitCode, Files.readString(said, StandardCharsets.UTF_8));
    }

    private boolean hasBuilt() {
        return Files.exists(root.resolve("target/build.log"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "ctl", "retrain", "metrics"})
    void shouldNotBuildForASessionOrACommandToIt(final String command) throws IOException, InterruptedException {
        final Ended ended = launch(command, "--help");

        assertEquals(ExitCode.BAD_INPUT, ended.exitCode(), ended.said());
        assertEquals("ringmaster: there is no build yet, and '" + command + "' does not build. Run './ringmaster --version', which builds, and then '"
            + command + "' again.\n", ended.said());
        assertFalse(hasBuilt());
    }

    @Test
    void shouldGoOnWithAnOldBuildAndSaySo() throws IOException, InterruptedException {
        final Path jar = Files.createDirectories(root.resolve("cli/target")).resolve("ringmaster.jar");
        new JarOutputStream(Files.newOutputStream(jar)).close();
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));

        final Ended ended = launch("ctl", "status", "journals/live");

        assertTrue(ended.said().startsWith("ringmaster: some sources are newer than the build; 'ctl' goes on with the build there is."), ended.said());
        assertTrue(ended.said().contains("io.ringmaster.cli.Main"), "Java was started on the jar, which is empty here: " + ended.said());
        assertFalse(hasBuilt());
    }

    /** Its JDK prints the priority that it is started with. */
    @Test
    void shouldRunOnlyARetrainingWithLowPriority() throws IOException, InterruptedException {
        final Path jdk = root.resolve("jdk");
        final Path java = Files.writeString(Files.createDirectories(jdk.resolve("bin")).resolve("java"), "#!/bin/sh\nexec nice\n");
        final Path javac = Files.writeString(jdk.resolve("bin/javac"), "");
        assertTrue(java.toFile().setExecutable(true) && javac.toFile().setExecutable(true));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25\"\n");
        Files.writeString(Files.createDirectories(root.resolve("cli/target")).resolve("ringmaster.jar"), "");

        final int own = Integer.parseInt(launchOn(jdk, "run").said().lines().toList().getLast());
        assertTrue(own < 19, "the niceness of a session: " + own);
        assertEquals(Math.min(19, own + 19), Integer.parseInt(launchOn(jdk, "retrain").said().lines().toList().getLast()));
    }

    @Test
    void shouldBuildForOtherCommands() throws IOException, InterruptedException {
        final Ended ended = launch("--version");

        assertEquals(ExitCode.FAILED, ended.exitCode(), ended.said());
        assertTrue(ended.said().contains("ringmaster: the build failed"), ended.said());
        assertTrue(hasBuilt());
    }
}
