package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.monitor.window.MonitorRequest;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorCommandTest {

    @TempDir
    private static Path shared;
    private static Path session;

    @TempDir
    private Path directory;

    @BeforeAll
    static void unpackASession() throws IOException {
        try (InputStream in = MonitorCommandTest.class.getResourceAsStream("/session-schema-0.zip"); ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                final Path file = shared.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
        try (Stream<Path> below = Files.walk(shared)) {
            session = below.filter(path -> path.getFileName().toString().equals("input")).findFirst().orElseThrow().getParent();
        }
    }

    @Test
    void shouldDrawTheSameSessionInTwoThemesWithoutADisplayAndWithoutATouchOfIt() throws IOException {
        final Map<String, String> before = files();
        final Path dark = directory.resolve("dark.png");
        final Path light = directory.resolve("light.png");

        final Cli.Result first = Cli.run("monitor", session.toString(), "--snapshot", dark.toString(), "--size", "900x600");
        final Cli.Result second = Cli.run("monitor", session.toString(), "--snapshot", light.toString(), "--size", "900x600", "--theme", "light");

        assertEquals(0, first.exitCode(), first.err());
        assertEquals(0, second.exitCode(), second.err());
        assertEquals("", first.err() + second.err() + first.out());
        final BufferedImage picture = ImageIO.read(dark.toFile());
        assertEquals(900, picture.getWidth());
        assertEquals(600, picture.getHeight());
        assertTrue(colors(picture) > 100, "the picture has " + colors(picture) + " colours, so it has no text");
        assertNotEquals(picture.getRGB(450, 2), ImageIO.read(light.toFile()).getRGB(450, 2));
        assertEquals(before, files());
    }

    private static long colors(final BufferedImage picture) {
        return Arrays.stream(picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth())).distinct().count();
    }

    /** Every file of the session with its length and the time of its last change. */
    private static Map<String, String> files() throws IOException {
        final Map<String, String> found = new TreeMap<>();
        try (Stream<Path> below = Files.walk(session)) {
            for (final Path path : below.toList()) {
                found.put(path.toString(), Files.isDirectory(path) ? "" : Files.size(path) + " " + Files.getLastModifiedTime(path));
            }
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --view|money|--view has no view 'money'. There are: overview, chart, ladder, strategies, decision, thoughts, orders, portfolio, risk, latency, health.
        --size|large|--size must be WIDTHxHEIGHT in pixels, such as 1600x1000, from 640x400 to 8192x8192: large
        --size|16x10|--size must be WIDTHxHEIGHT in pixels, such as 1600x1000, from 640x400 to 8192x8192: 16x10
        --theme|blue|--theme must be dark or light: blue
        --at|noon|--at is not a time: noon. Give one such as 2026-11-29T20:00:00Z, or 20:00:00 of the session's first day.
        """)
    void shouldNameWhatIsWrongWithAnOption(final String option, final String value, final String message) {
        assertRefused(message, "monitor", session.toString(), "--snapshot", "x.png", option, value);
    }

    @Test
    void shouldNameADirectoryThatIsNotASession() {
        final Path missing = directory.resolve("none");
        assertRefused(missing + " does not exist. Give the directory of a session.", "monitor", missing.toString(), "--snapshot", "x.png");
        assertRefused(
            directory + " holds no session: input/ is missing. Give the directory of a session.", "monitor", directory.toString(), "--snapshot", "x.png");
        assertRefused("--snapshot needs the directory of a session: ./ringmaster monitor DIR --snapshot x.png", "monitor", "--snapshot", "x.png");
    }

    @Test
    void shouldNameTheTimesOfTheSessionWhenAskedForAnother() {
        final Cli.Result result = Cli.run("monitor", session.toString(), "--snapshot", directory.resolve("x.png").toString(), "--at", "1999-01-01T00:00:00Z");

        assertEquals(2, result.exitCode());
        assertTrue(result.err().startsWith("ringmaster: --at is outside the session: 1999-01-01T00:00:00Z. Give a time from 2024-"), result.err());
        assertFalse(Files.exists(directory.resolve("x.png")));
    }

    @Test
    void shouldSayWhereThePictureCannotBeWritten() {
        final Path file = directory.resolve("none/x.png");
        final Cli.Result result = Cli.run("monitor", session.toString(), "--snapshot", file.toString(), "--size", "640x400");

        assertEquals(2, result.exitCode());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains(file.toString()), result.err());
    }

    @Test
    void shouldSayWhatToDoWithoutADisplay() {
        final InvalidInputException thrown =
            assertThrows(InvalidInputException.class, () -> MonitorRequest.requireDisplay("Linux", Map.of("HOME", "/root")));

        assertEquals("the monitor needs a display, and DISPLAY is not set. Set it, or draw a picture without a display: ./ringmaster monitor DIR"
            + " --snapshot view.png", thrown.getMessage());
        MonitorRequest.requireDisplay("Linux", Map.of("DISPLAY", ":0"));
        MonitorRequest.requireDisplay("Mac OS X", Map.of());
    }

    @Test
    void shouldOpenTheDemoInAProcessOfTheSameClasses() {
        final List<String> command = MonitorProcess.command(Cli.class, Path.of("journals/first"));

        assertEquals(List.of("-cp", System.getProperty("java.class.path"), Cli.class.getName(), "monitor", "journals/first"),
            command.subList(command.size() - 5, command.size()));
        assertTrue(Files.isExecutable(Path.of(command.getFirst())), command.getFirst());
    }

    /** A session that trades must not load a window, with its threads and native code. */
    @Test
    void shouldLoadNoJavaFxInADemo() throws IOException, InterruptedException {
        final Path loaded = directory.resolve("loaded");
        final Path said = directory.resolve("said");
        final Process demo = Cli.start(
            said, Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded), "demo", "--seconds", "2", "--speed", "0", "--journal", "journal");

        assertEquals(0, demo.waitFor(), () -> read(said));
        final List<String> classes = Files.readAllLines(loaded);
        assertTrue(classes.stream().anyMatch(line -> line.contains("io.ringmaster.cli.command.DemoCommand")), "the log does not show what was loaded");
        assertEquals(
            List.of(),
            classes.stream().filter(line -> line.contains("javafx") || line.contains("atlantafx") || line.contains("io.ringmaster.monitor.view.kit")).toList());
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            return e.toString();
        }
    }

    private static void assertRefused(final String message, final String... arguments) {
        final Cli.Result result = Cli.run(arguments);
        assertEquals("ringmaster: " + message, result.err().strip());
        assertEquals(2, result.exitCode());
        assertEquals("", result.out());
    }
}
