package io.ringmaster.monitor.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.journal.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservationNamesTest {

    private static final String CONTRACT =
        "{\"version\":1,\"features\":[{\"name\":\"micro30.open\",\"mask\":false},{\"name\":\"meta.vix\",\"steps\":[],\"mask\":true}]}";

    @TempDir
    private Path directory;

    @Test
    void shouldNameTheValuesOfAContract() throws IOException {
        final Path model = directory.resolve("model.onnx");
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {1 << 3, 9});    // ir_version, a number
        field(bytes, 2, "ringmaster".getBytes(StandardCharsets.UTF_8));    // producer_name
        field(bytes, 14, entry("another", "x".repeat(300)));
        field(bytes, 14, entry("ringmaster.contract", CONTRACT));
        Files.write(model, bytes.toByteArray());

        assertEquals(List.of("micro30.open", "meta.vix", "meta.vix.missing"), ObservationNames.of(model, Sha256.ofFile(model)));
    }

    @Test
    void shouldKnowNoNamesOfAnotherModel() throws IOException {
        final Path model = directory.resolve("model.onnx");
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        field(bytes, 14, entry("ringmaster.contract", CONTRACT));
        Files.write(model, bytes.toByteArray());

        assertEquals(List.of(), ObservationNames.of(model, "0".repeat(64)));
    }

    @Test
    void shouldKnowNoNamesWithoutAContract() throws IOException {
        final Path broken = directory.resolve("broken.onnx");
        Files.writeString(broken, "no model at all");

        assertEquals(List.of(), ObservationNames.of(broken, Sha256.ofFile(broken)));
        assertEquals(List.of(), ObservationNames.of(directory.resolve("missing.onnx"), "0".repeat(64)));
    }

    private static byte[] entry(final String key, final String value) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        field(bytes, 1, key.getBytes(StandardCharsets.UTF_8));
        field(bytes, 2, value.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static void field(final ByteArrayOutputStream bytes, final int number, final byte[] content) throws IOException {
        bytes.write(number << 3 | 2);
        int length = content.length;
        while (length >= 0x80) {
            bytes.write(length & 0x7F | 0x80);
            length >>>= 7;
        }
        bytes.write(length);
        bytes.write(content);
    }
}
