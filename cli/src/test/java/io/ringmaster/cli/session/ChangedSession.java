package io.ringmaster.cli.session;

import io.ringmaster.journal.JournalAnchors;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ModelOutputDecoder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/** Copies sessions with other outputs, in journals that are sound. */
final class ChangedSession {

    /** Bytes of a model's output before its first number. */
    static final int HEAD_BYTES =
        MessageHeaderDecoder.ENCODED_LENGTH + ModelOutputDecoder.BLOCK_LENGTH + ModelOutputDecoder.NumbersDecoder.sbeHeaderSize();
    static final Change NOTHING = (message, templateId) -> true;

    private ChangedSession() {
    }

    /** Changes a message, its header at offset 0; false to leave it out. */
    @FunctionalInterface
    interface Change {

        boolean isKept(UnsafeBuffer message, int templateId);
    }

    /** Lets the model have said something else for its tenth decision. */
    static Change tenthOutput(final int number, final float said) {
        final int[] met = new int[1];
        return (message, templateId) -> {
            if (templateId == ModelOutputDecoder.TEMPLATE_ID && ++met[0] == 10) {
                message.putFloat(HEAD_BYTES + number * Float.BYTES, said, ByteOrder.LITTLE_ENDIAN);
            }
            return true;
        };
    }

    /** Lets each number have been the next float. */
    static Change upByOneUlp() {
        return (message, templateId) -> {
            for (int at = HEAD_BYTES; templateId == ModelOutputDecoder.TEMPLATE_ID && at + Float.BYTES <= message.capacity(); at += Float.BYTES) {
                message.putFloat(at, Math.nextUp(message.getFloat(at, ByteOrder.LITTLE_ENDIAN)), ByteOrder.LITTLE_ENDIAN);
            }
            return true;
        };
    }

    /**
     * @param segments of each journal: a process wrote each
     * @param change   of outputs
     */
    static SessionDirectory of(final SessionDirectory from, final SessionDirectory to, final int segments, final Change change) throws IOException {
        Files.createDirectories(to.path());
        Files.copy(from.configuration(), to.configuration());
        for (final String each : List.of("models", "configurations")) {
            copyFiles(from.path().resolve(each), to.path().resolve(each));
        }
        JournalAnchors.bind(to.input(), to.output());
        copy(from.input(), to.input(), segments, NOTHING);
        copy(from.output(), to.output(), segments, change);
        if (Files.exists(from.challengers())) {
            try (Stream<Path> journals = Files.list(from.challengers()).filter(Files::isDirectory)) {
                journals.forEach(each -> copy(each, to.challengers().resolve(each.getFileName()), segments, NOTHING));
            }
        }
        return to;
    }

    private static void copyFiles(final Path from, final Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (final Path each : files.toList()) {
                Files.copy(each, to.resolve(each.getFileName()));
            }
        }
    }

    private static void copy(final Path from, final Path to, final int segments, final Change change) {
        final long records = last(from);
        try (JournalReader reader = JournalReader.open(from)) {
            for (int segment = 1; segment <= segments; segment++) {
                try (JournalWriter writer = JournalWriter.open(to, JournalSettings.defaults())) {
                    while (reader.sequence() < records * segment / segments && reader.next()) {
                        final byte[] bytes = new byte[reader.length()];
                        reader.buffer().getBytes(reader.offset(), bytes);
                        final UnsafeBuffer message = new UnsafeBuffer(bytes);
                        if (change.isKept(message, InputMessage.templateId(message, 0))) {
                            writer.append(writer.lastSequence() + 1, message, 0, bytes.length);
                        }
                    }
                }
            }
        }
    }

    /** Sequence of the last record. */
    static long last(final Path journal) {
        try (JournalReader last = JournalReader.openAtEnd(journal)) {
            return last == null ? 0 : last.sequence();
        }
    }
}
