package io.ringmaster.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.InvalidInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

    private static final String CANARY = "CANARY/7c1e+";

    @TempDir
    private Path directory;

    @Test
    void shouldReadTheEnvironment() {
        assertEquals(CANARY, text(Secret.read("keys.trade", "env:TRADE", Map.of("TRADE", CANARY + "\n"))));
    }

    @Test
    void shouldReadACredentialOfSystemd() throws IOException {
        Files.writeString(directory.resolve("kraken"), "  " + CANARY + "\r\n");

        assertEquals(CANARY, text(Secret.read("keys.trade", "credential:kraken", Map.of("CREDENTIALS_DIRECTORY", directory.toString()))));
    }

    @Test
    void shouldReadWhatACommandPrints() throws IOException {
        Files.writeString(directory.resolve("key"), CANARY);

        assertEquals(CANARY, text(Secret.read("keys.trade", "command:cat " + directory.resolve("key"), Map.of())));
    }

    /** Someone will put the secret itself where its source belongs. */
    @ParameterizedTest
    @ValueSource(strings = {
        CANARY, "env:", "env:ABSENT", "env:EMPTY", "credential:kraken", "credential:../kraken", "command:false", "command:no-such-program-here",
        "command:cat /no/such/file", "op:" + CANARY, "command:head -c 5000 /dev/zero"})
    void shouldSayWhereItLookedAndNeverWhatItFound(final String source) {
        final Map<String, String> environment = Map.of("EMPTY", " \n", "OTHER", CANARY, "CREDENTIALS_DIRECTORY", directory.toString());
        final InvalidInputException refused =
            assertThrows(InvalidInputException.class, () -> Secret.read("keys.trade", source, environment));
        final StringWriter everything = new StringWriter();
        refused.printStackTrace(new PrintWriter(everything));

        assertTrue(refused.getMessage().contains("'keys.trade'"), refused.getMessage());
        assertFalse(everything.toString().contains(CANARY), everything.toString());
    }

    @Test
    void shouldShowItselfToNobodyAndBeGoneWhenClosed() {
        final byte[] given = CANARY.getBytes(StandardCharsets.UTF_8);
        final Secret secret = Secret.take(given);

        assertArrayEquals(new byte[given.length], given, "what it was made of is wiped");
        assertEquals("Secret[redacted]", secret.toString());
        assertEquals("Secret[redacted]", String.format("%s", secret));
        secret.close();
        assertThrows(IllegalStateException.class, secret::copy);
    }

    private static String text(final Secret secret) {
        return new String(secret.copy(), StandardCharsets.UTF_8);
    }
}
