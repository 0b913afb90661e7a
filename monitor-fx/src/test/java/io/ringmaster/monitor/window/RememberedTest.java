package io.ringmaster.monitor.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedTest {

    @TempDir
    private Path folder;

    @Test
    void shouldLieWhereTheSystemKeepsConfiguration() {
        final Path home = Path.of("/home/a");
        assertEquals(Path.of("/home/a/.config/ringmaster/monitor.properties"), Remembered.place("Linux", Map.of(), home));
        assertEquals(Path.of("/x/ringmaster/monitor.properties"), Remembered.place("Linux", Map.of("XDG_CONFIG_HOME", "/x"), home));
        assertEquals(Path.of("/home/a/.config/ringmaster/monitor.properties"), Remembered.place("Linux", Map.of("XDG_CONFIG_HOME", "x"), home));
        assertEquals(
            Path.of("/home/a/Library/Application Support/ringmaster/monitor.properties"), Remembered.place("Mac OS X", Map.of(), home));
        assertEquals(Path.of("/r/ringmaster/monitor.properties"), Remembered.place("Windows 11", Map.of("APPDATA", "/r"), home));
    }

    @Test
    void shouldRememberSessionsTheLastOneFirstAndEachOnce() {
        final Path file = folder.resolve("deep/monitor.properties");
        final Remembered first = new Remembered(file);
        first.opened(folder.resolve("a"));
        first.opened(folder.resolve("b"));
        first.opened(folder.resolve("x/../a"));

        assertEquals(List.of(folder.resolve("a"), folder.resolve("b")), new Remembered(file).sessions());
    }

    @Test
    void shouldKeepTwentySessions() {
        final Remembered remembered = new Remembered(folder.resolve("monitor.properties"));
        for (int i = 0; i < 25; i++) {
            remembered.opened(folder.resolve("s" + i));
        }
        assertEquals(20, remembered.sessions().size());
        assertEquals(folder.resolve("s24"), remembered.sessions().getFirst());
        assertEquals(folder.resolve("s5"), remembered.sessions().getLast());
    }

    @Test
    void shouldStartAnewWhenTheFileIsDamaged() throws IOException {
        final Path file = folder.resolve("monitor.properties");
        Files.writeString(file, "theme=\\u12\n");

        final Remembered remembered = new Remembered(file);

        assertEquals("dark", remembered.text("theme", "dark"));
        assertEquals(List.of(), remembered.sessions());
    }

    @Test
    void shouldIgnoreWhatIsNoNumber() {
        final Remembered remembered = new Remembered(folder.resolve("monitor.properties"));
        remembered.note("width", "wide");
        remembered.note("height", "NaN");
        remembered.note("x", 12.5);

        assertEquals(1600, remembered.number("width", 1600));
        assertEquals(1000, remembered.number("height", 1000));
        assertEquals(12.5, remembered.number("x", 0));
    }
}
