package io.ringmaster.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Runs commands as a user would: in this process with its output caught, or in a process of their own. */
public final class Cli {

    /** What a command printed and how it ended. */
    public record Result(int exitCode, String out, String err) {

        /** The JSON object on the last line of standard output, its nested objects as {@code outer.inner}. */
        public Map<String, String> json() {
            final String[] lines = out.strip().split("\n");
            final Map<String, String> values = new TreeMap<>();
            try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), lines[lines.length - 1])) {
                json.nextToken();
                read(json, "", values);
            }
            return values;
        }

        private static void read(final JsonParser json, final String prefix, final Map<String, String> values) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                final String key = prefix + json.currentName();
                switch (json.nextToken()) {
                    case START_OBJECT -> read(json, key + ".", values);
                    case START_ARRAY -> json.skipChildren();
                    default -> values.put(key, json.getString());
                }
            }
        }
    }

    /** Goes to whatever catches the output of the current thread, or of the one that started it: tests run commands beside each other. */
    private static final class Caught extends OutputStream {

        private final InheritableThreadLocal<OutputStream> catching = new InheritableThreadLocal<>();
        private final OutputStream elsewhere;

        private Caught(final OutputStream elsewhere) {
            this.elsewhere = elsewhere;
        }

        private OutputStream target() {
            final OutputStream caught = catching.get();
            return caught == null ? elsewhere : caught;
        }

        @Override
        public void write(final int character) throws IOException {
            target().write(character);
        }

        @Override
        public void write(final byte[] bytes, final int offset, final int length) throws IOException {
            target().write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            target().flush();
        }
    }

    private static final Caught OUT = new Caught(System.out);
    private static final Caught ERR = new Caught(System.err);

    static {
        System.setOut(new PrintStream(OUT, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(ERR, true, StandardCharsets.UTF_8));
    }

    private Cli() {
    }

    public static Result run(final String... arguments) {
        final ByteArrayOutputStream caughtOut = new ByteArrayOutputStream();
        final ByteArrayOutputStream caughtErr = new ByteArrayOutputStream();
        OUT.catching.set(caughtOut);
        ERR.catching.set(caughtErr);
        try {
            final int exitCode = Main.run(arguments);
            return new Result(exitCode, caughtOut.toString(StandardCharsets.UTF_8), caughtErr.toString(StandardCharsets.UTF_8));
        } finally {
            OUT.catching.remove();
            ERR.catching.remove();
        }
    }

    /** A process of its own, with the flags every Ringmaster process has. */
    public static Process start(final Path output, final String... arguments) throws IOException {
        return start(output, Map.of(), arguments);
    }

    /** The same, with more in its environment. */
    public static Process start(final Path output, final Map<String, String> environment, final String... arguments) throws IOException {
        // Beside its output, where a crash file of it would land too.
        final ProcessBuilder process = process(List.of(arguments)).directory(output.getParent().toFile()).redirectErrorStream(true)
            .redirectOutput(output.toFile());
        process.environment().putAll(environment);
        return process.start();
    }

    public static ProcessBuilder process(final List<String> arguments) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + root().resolve("scripts/jvm.args"));
        command.add("-ea");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /** The repository's root, wherever the tests are started from. */
    public static Path root() {
        final Path own = Path.of("").toAbsolutePath();
        return Files.exists(own.resolve("ringmaster")) ? own : own.getParent();
    }

    /** Market data that is not part of the repository; null where it is absent. */
    public static Path sharedData(final String name) {
        final Path file = root().resolve("../shared/data").resolve(name).normalize();
        return Files.exists(file) ? file : null;
    }
}
