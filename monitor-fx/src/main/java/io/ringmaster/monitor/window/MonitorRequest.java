package io.ringmaster.monitor.window;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.monitor.view.Page;
import io.ringmaster.monitor.view.kit.Times;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to show. Knows no JavaFX, so that every mistake is named before a window is started.
 *
 * @param directory of a session; null to choose one
 * @param snapshot  the picture to write instead of opening a window; null for a window
 * @param page      the view to open; null for the last one, or the overview
 * @param at        as typed; null for the end of the journal
 * @param size      of the picture or the window; null for the last one
 * @param theme     {@code dark} or {@code light}; null for the last one
 */
public record MonitorRequest(Path directory, Path snapshot, Page page, String at, Size size, String theme) {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");

    /** Width and height in pixels. */
    public record Size(int width, int height) {

        /** Of a picture, if none is given. */
        public static final Size OF_PICTURES = new Size(1_600, 1_000);

        private static final int LEAST_WIDTH = 640;
        private static final int LEAST_HEIGHT = 400;
        private static final int MOST = 8_192;

        /** Reads {@code 1600x1000}. */
        public static Size parse(final String text) {
            final Matcher matcher = SIZE.matcher(text);
            if (matcher.matches()) {
                final Size size = new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
                if (size.width >= LEAST_WIDTH && size.height >= LEAST_HEIGHT && size.width <= MOST && size.height <= MOST) {
                    return size;
                }
            }
            throw new InvalidInputException("--size must be WIDTHxHEIGHT in pixels, such as 1600x1000, from " + LEAST_WIDTH + "x" + LEAST_HEIGHT
                + " to " + MOST + "x" + MOST + ": " + text);
        }
    }

    /** Reads the name of a view. */
    public static Page page(final String id) {
        return Page.of(id).orElseThrow(() -> new InvalidInputException("--view has no view '" + id + "'. There are: " + Page.ids() + "."));
    }

    /** Reads the name of a theme. */
    public static String theme(final String name) {
        if (!name.equals("dark") && !name.equals("light")) {
            throw new InvalidInputException("--theme must be dark or light: " + name);
        }
        return name;
    }

    /** Checks where a picture goes: a PNG file, or a directory that exists. */
    public static Path picture(final Path target) {
        if (!Files.isDirectory(target) && !target.toString().endsWith(".png")) {
            throw new InvalidInputException("--snapshot must name a file that ends in .png, or a directory that exists: " + target);
        }
        return target;
    }

    /** Fails unless the directory is there and holds a journal. */
    public static void requireSession(final Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new InvalidInputException(directory + " does not exist. Give the directory of a session.");
        }
        if (!Files.isDirectory(directory.resolve("input"))) {
            throw new InvalidInputException(directory + " holds no session: input/ is missing. Give the directory of a session.");
        }
    }

    /** Checks a time that was typed, and returns it. */
    public static String time(final String at) {
        if (Times.parse(at, 0).isEmpty()) {
            throw new InvalidInputException("--at is not a time: " + at + ". Give one such as 2026-11-29T20:00:00Z, or 20:00:00 of the session's first day.");
        }
        return at;
    }

    /** Fails if this system needs a display for windows and has none. */
    public static void requireDisplay(final String operatingSystem, final Map<String, String> environment) {
        if (operatingSystem.startsWith("Linux") && environment.getOrDefault("DISPLAY", "").isBlank()) {
            throw new InvalidInputException("the monitor needs a display, and DISPLAY is not set. Set it, or draw a picture without a display:"
                + " ./ringmaster monitor DIR --snapshot view.png");
        }
    }
}
