package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.terminal.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimCommandTest {

    private static final Pattern REST = Pattern.compile("(http://127\\.0\\.0\\.1:[0-9]+/derivatives/api/v3/)");
    private static final long LIMIT_NS = 300_000_000_000L;

    @TempDir
    private Path directory;

    @Test
    void shouldServeWhateverSpeaksTheProtocol() throws IOException, InterruptedException {
        final Path output = directory.resolve("output");
        final Process venue = Cli.start(output, "sim", "serve", "--port", "0", "--faults", Cli.root().resolve("examples/faults.yaml").toString());
        try (HttpClient http = HttpClient.newHttpClient()) {
            final String rest = addressIn(output, venue);
            final HttpResponse<String> reply =
                http.send(HttpRequest.newBuilder(URI.create(rest + "instruments")).build(), HttpResponse.BodyHandlers.ofString());

            assertEquals(200, reply.statusCode());
            assertTrue(reply.body().startsWith("{\"result\":\"success\",\"instruments\":[{\"symbol\":\"PF_XBTUSD\""), reply.body());
        } finally {
            venue.destroyForcibly().waitFor();
        }
    }

    private static String addressIn(final Path output, final Process venue) throws IOException {
        final long untilNs = System.nanoTime() + LIMIT_NS;
        while (true) {
            final String printed = Files.readString(output);
            final Matcher address = REST.matcher(printed);
            if (address.find()) {
                return address.group(1);
            }
            assertTrue(venue.isAlive() && System.nanoTime() < untilNs, printed);
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void shouldNameWhatIsWrongInASchedule() throws IOException {
        final Path faults = directory.resolve("faults.yaml");
        Files.writeString(faults, "seed: 1\nfaults:\n  - {fault: reply_lost, chance: 2}\n  - {fault: no_such_thing}\n");

        final Cli.Result result = Cli.run("sim", "serve", "--faults", faults.toString());

        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.err().contains(faults + " line 3: key 'faults.0.chance'"), result.err());
        assertTrue(result.err().contains(faults + " line 4: key 'faults.1.fault'"), result.err());
    }
}
