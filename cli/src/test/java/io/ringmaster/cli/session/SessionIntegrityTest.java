package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.terminal.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session is more than its journals: what is missing, old or of another session is found by verify, by replay, and before it goes on. */
class SessionIntegrityTest {

    @TempDir
    private static Path shared;
    @TempDir
    private Path directory;

    @BeforeAll
    static void recordTwoSessions() {
        play(shared.resolve("a"), "5");
        play(shared.resolve("b"), "4");
    }

    private static void play(final Path session, final String seconds) {
        assertEquals(0, Cli.run("demo", "--no-wire", "--json", "--speed", "0", "--seconds", seconds, "--journal", session.toString()).exitCode());
    }

    @Test
    void shouldMissWhateverIsDeleted() throws IOException {
        for (final List<String> gone : List.of(
            List.of("output"), List.of("input"), List.of("input", "output"), List.of("output/0000"), List.of("input/0000"),
            List.of("input/0000", "output/0000"), List.of("input", "output", "input.anchor", "output.anchor"), List.of("input.anchor"),
            List.of("output.anchor"), List.of("input.anchor", "output.anchor"), List.of("output", "output.anchor"), List.of("session.yaml"),
            List.of("output/0000/closed"), List.of("input/0000/opened"))) {
            final Path session = copy("a");
            for (final String each : gone) {
                delete(session.resolve(each));
            }
            assertNotSound(session, "without " + gone);
        }
    }

    /** Not one of these may begin anew: what it held, and what it had forbidden itself, would be forgotten. */
    @Test
    void shouldNotBeginAnewWhereASessionVanished() throws IOException {
        for (final List<String> gone : List.of(
            List.of("input", "output"), List.of("output"), List.of("input"), List.of("input/0000", "output/0000"),
            List.of("input", "output", "input.anchor", "output.anchor"))) {
            final Path session = copy("a");
            for (final String each : gone) {
                delete(session.resolve(each));
            }
            final Cli.Result demo = Cli.run("demo", "--no-wire", "--speed", "0", "--seconds", "5", "--journal", session.toString());
            assertEquals(3, demo.exitCode(), gone + ": " + demo.err());
            assertTrue(demo.err().contains("missing") && demo.err().lines().count() == 1, demo.err());
        }
    }

    @Test
    void shouldFindAnyChangeOfTheConfiguration() throws IOException {
        final Path session = copy("a");
        final Path file = session.resolve("session.yaml");
        final byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += whole.length / 20) {
            final byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            assertEquals(3, Cli.run("journal", "verify", session.toString()).exitCode(), "byte " + at);
        }
        Files.write(file, new byte[0]);
        assertEquals(3, Cli.run("journal", "verify", session.toString()).exitCode());
    }

    @Test
    void shouldFindPartsOfAnotherSession() throws IOException {
        for (final List<String> exchanged : List.of(
            List.of("output"), List.of("input"), List.of("session.yaml"), List.of("output.anchor"), List.of("output", "output.anchor"),
            List.of("input", "input.anchor"), List.of("input", "output"), List.of("output/0000"))) {
            final Path session = copy("a");
            for (final String each : exchanged) {
                delete(session.resolve(each));
                copy(shared.resolve("b").resolve(each), session.resolve(each));
            }
            assertNotSound(session, exchanged + " of another session");
        }
    }

    @Test
    void shouldSayThatThereIsNothing() throws IOException {
        final Path empty = Files.createDirectory(directory.resolve("empty"));
        for (final String command : List.of("verify", "stats", "dump")) {
            final Cli.Result result = Cli.run("journal", command, empty.toString());
            assertEquals(2, result.exitCode(), command);
            assertEquals("ringmaster: " + empty + " holds neither a session nor a journal. Give the directory of a session or of one of its"
                + " journals.\n", result.err());
        }
    }

    @Test
    void shouldBeForItsOwnerAlone() throws IOException {
        try (Stream<Path> all = Files.walk(shared.resolve("a"))) {
            for (final Path each : all.toList()) {
                final String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
                assertEquals(Files.isDirectory(each) ? "rwx------" : "rw-------", rights, each.toString());
            }
        }
    }

    private static void assertNotSound(final Path session, final String label) {
        final Cli.Result verified = Cli.run("journal", "verify", session.toString(), "--json");
        assertEquals(3, verified.exitCode(), label + verified.err());
        assertEquals("false", verified.json().get("ok"), label);
        final Cli.Result replayed = Cli.run("replay", session.toString());
        assertEquals(3, replayed.exitCode(), label + replayed.err() + replayed.out());
    }

    private Path copy(final String session) throws IOException {
        final Path to = Files.createTempDirectory(directory, session).resolve("session");
        copy(shared.resolve(session), to);
        return to;
    }

    private static void copy(final Path from, final Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (final Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    private static void delete(final Path path) {
        if (Files.isDirectory(path)) {
            Directories.delete(path);
        } else {
            path.toFile().delete();
        }
    }
}
