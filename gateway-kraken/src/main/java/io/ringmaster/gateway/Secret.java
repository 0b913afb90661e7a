package io.ringmaster.gateway;

import io.ringmaster.config.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A key or the secret half of one. Never shown, neither as text nor in a message. Wiped when it is closed. Where it comes from is
 * configuration, what it is never is:
 *
 * <pre>
 *   env:NAME           the environment
 *   credential:NAME    a file of that name in $CREDENTIALS_DIRECTORY, where systemd puts them
 *   command:WORD ...   what a command prints, such as 1Password's "op read op://vault/kraken/key"; no shell takes part
 * </pre>
 * White space around it is left off.
 */
public final class Secret implements AutoCloseable {

    private static final long COMMAND_TIMEOUT_S = 30;
    private static final int MAX_BYTES = 4_096;

    private final byte[] bytes;
    private boolean isClosed;

    private Secret(final byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes a secret over; the array is wiped.
     *
     * @param given as it was read, in UTF-8
     */
    public static Secret take(final byte[] given) {
        int from = 0;
        int to = given.length;
        while (from < to && given[from] <= ' ' && given[from] >= 0) {
            from++;
        }
        while (to > from && given[to - 1] <= ' ' && given[to - 1] >= 0) {
            to--;
        }
        final Secret taken = new Secret(Arrays.copyOfRange(given, from, to));
        Arrays.fill(given, (byte) 0);
        return taken;
    }

    /**
     * Reads a secret from where a setting says.
     *
     * @param setting     its key, for messages
     * @param source      {@code env:}, {@code credential:} or {@code command:} and what belongs to it
     * @param environment of the process
     * @throws InvalidInputException if there is none; the message names the place and never the content
     */
    public static Secret read(final String setting, final String source, final Map<String, String> environment) {
        final int colon = source.indexOf(':');
        final String kind = colon < 0 ? "" : source.substring(0, colon);
        final String name = source.substring(colon + 1).strip();
        if (name.isEmpty()) {
            // What has no kind may be the secret itself: it is not repeated.
            throw fault(setting, "names no source");
        }
        final byte[] found = switch (kind) {
            case "env" -> ofEnvironment(setting, name, environment);
            case "credential" -> ofCredential(setting, name, environment);
            case "command" -> ofCommand(setting, name);
            default -> throw fault(setting, "names no source");
        };
        final Secret secret = take(found);
        if (secret.bytes.length == 0) {
            throw fault(setting, "is empty at its source, " + kind + ":" + firstWord(name));
        }
        return secret;
    }

    private static byte[] ofEnvironment(final String setting, final String name, final Map<String, String> environment) {
        final String value = environment.get(name);
        if (value == null) {
            throw fault(setting, "is missing: the environment has no " + name);
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ofCredential(final String setting, final String name, final Map<String, String> environment) {
        final String directory = environment.get("CREDENTIALS_DIRECTORY");
        if (directory == null) {
            throw fault(setting, "is missing: systemd gave no credentials ($CREDENTIALS_DIRECTORY is not set)");
        }
        if (name.contains("/")) {
            throw fault(setting, "is no credential: a name has no '/'");
        }
        try (InputStream file = Files.newInputStream(Path.of(directory, name))) {
            return limited(setting, file.readNBytes(MAX_BYTES + 1));
        } catch (final IOException e) {
            throw new InvalidInputException(message(setting, "cannot be read from credential " + name), e);
        }
    }

    private static byte[] ofCommand(final String setting, final String command) {
        final String program = firstWord(command);
        try {
            final Process process = new ProcessBuilder(command.split("\\s+"))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            // A key fits into the pipe's buffer, so the command ends before its output is read; a longer output is cut off.
            if (!process.waitFor(COMMAND_TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw fault(setting, "did not come: " + program + " ran longer than " + COMMAND_TIMEOUT_S + " s");
            }
            if (process.exitValue() != 0) {
                throw fault(setting, "did not come: " + program + " ended with " + process.exitValue());
            }
            return limited(setting, process.getInputStream().readNBytes(MAX_BYTES + 1));
        } catch (final IOException e) {
            throw new InvalidInputException(message(setting, "did not come: " + program + " cannot be run"), e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvalidInputException(message(setting, "did not come: interrupted"), e);
        }
    }

    private static byte[] limited(final String setting, final byte[] found) {
        if (found.length > MAX_BYTES) {
            throw fault(setting, "is longer than " + MAX_BYTES + " bytes");
        }
        return found;
    }

    private static String firstWord(final String text) {
        return text.split("\\s+", 2)[0];
    }

    private static InvalidInputException fault(final String setting, final String what) {
        return new InvalidInputException(message(setting, what));
    }

    private static String message(final String setting, final String what) {
        return "the secret '" + setting + "' " + what
            + ". Give env:NAME, credential:NAME or command:PROGRAM ARGUMENTS; never the secret itself.";
    }

    /** A copy of its bytes, which the caller wipes. */
    byte[] copy() {
        if (isClosed) {
            throw new IllegalStateException("the secret was wiped");
        }
        return bytes.clone();
    }

    @Override
    public void close() {
        isClosed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }
}
