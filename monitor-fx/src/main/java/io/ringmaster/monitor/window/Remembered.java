package io.ringmaster.monitor.window;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What the monitor remembers of its user between two starts: the last sessions, the theme, the size of text, and where the window was. It lies in
 * the user's directory for configuration, never in a journal. The monitor works without it: a file that cannot be read or written changes nothing.
 */
public final class Remembered {

    private static final int MOST_SESSIONS = 20;
    private static final String SESSION = "session.";

    private final Path file;
    private final Properties values = new Properties();

    /** Reads the file, if it is there. */
    public Remembered(final Path file) {
        this.file = file;
        if (Files.isReadable(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                values.load(in);
            } catch (final IOException | IllegalArgumentException e) {
                values.clear();
            }
        }
    }

    /** Where this system keeps the configuration of programs, such as {@code ~/.config/ringmaster/monitor.properties}. */
    public static Path place(final String operatingSystem, final Map<String, String> environment, final Path home) {
        final Path directory;
        if (operatingSystem.startsWith("Windows")) {
            directory = of(environment.get("APPDATA"), home.resolve("AppData").resolve("Roaming"));
        } else if (operatingSystem.startsWith("Mac")) {
            directory = home.resolve("Library").resolve("Application Support");
        } else {
            directory = of(environment.get("XDG_CONFIG_HOME"), home.resolve(".config"));
        }
        return directory.resolve("ringmaster").resolve("monitor.properties");
    }

    /** The specification of XDG ignores paths that are not absolute. */
    private static Path of(final String path, final Path otherwise) {
        return path == null || path.isBlank() || !Path.of(path).isAbsolute() ? otherwise : Path.of(path);
    }

    /** The sessions that were opened, the last one first; some may be gone. */
    public List<Path> sessions() {
        final List<Path> found = new ArrayList<>();
        for (int i = 0; i < MOST_SESSIONS; i++) {
            final String path = values.getProperty(SESSION + i);
            if (path != null) {
                found.add(Path.of(path));
            }
        }
        return found;
    }

    /** Puts a session first. */
    public void opened(final Path directory) {
        final List<Path> all = sessions();
        all.remove(directory.toAbsolutePath().normalize());
        all.addFirst(directory.toAbsolutePath().normalize());
        for (int i = 0; i < Math.min(MOST_SESSIONS, all.size()); i++) {
            values.setProperty(SESSION + i, all.get(i).toString());
        }
        write();
    }

    public String text(final String key, final String otherwise) {
        return values.getProperty(key, otherwise);
    }

    /** A number, or the other one if none, or no number, is there. */
    public double number(final String key, final double otherwise) {
        try {
            final double value = Double.parseDouble(values.getProperty(key, ""));
            return Double.isFinite(value) ? value : otherwise;
        } catch (final NumberFormatException e) {
            return otherwise;
        }
    }

    /** Notes a value; {@link #write} keeps it. */
    public void note(final String key, final Object value) {
        values.setProperty(key, value.toString());
    }

    /** Keeps everything, or replaces nothing if that fails: a full disk must not stop the window. */
    public void write() {
        final Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            try (Writer out = Files.newBufferedWriter(beside)) {
                values.store(out, null);
            }
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            System.err.println("ringmaster: the monitor cannot remember its window in " + file + ": " + e.getMessage());
        }
    }
}
