package io.ringmaster.monitor.view;

import io.ringmaster.journal.GroupCommit;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.journal.Sha256;
import io.ringmaster.schema.MessageHeaderEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Both journals of a session while a test writes them. A message is encoded into {@link #buffer}, then appended. */
public final class JournalPair implements AutoCloseable {

    private static final JournalSettings SETTINGS =
        new JournalSettings(10_000_000, 5_000_000_000L, 0, 1 << 26, JournalSettings.Roll.DAILY, false, JournalSettings.Limits.NONE);

    private final JournalWriter input;
    private final JournalWriter output;
    private final GroupCommit commit;
    private final MutableDirectBuffer buffer = new UnsafeBuffer(new byte[1 << 20]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long sequence;
    private long outputs;
    private final String configSha256;
    private boolean isClosed;

    /**
     * Begins a session.
     *
     * @param yaml its configuration
     */
    public JournalPair(final Path directory, final String yaml) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("session.yaml"), yaml);
        configSha256 = Sha256.of(yaml.getBytes(StandardCharsets.UTF_8));
        input = JournalWriter.open(directory.resolve("input"), SETTINGS);
        output = JournalWriter.open(directory.resolve("output"), SETTINGS);
        commit = new GroupCommit(SETTINGS, input, output);
        commit.start();
    }

    public MutableDirectBuffer buffer() {
        return buffer;
    }

    public MessageHeaderEncoder header() {
        return header;
    }

    /** What the first record names. */
    public String configSha256() {
        return configSha256;
    }

    /** Sequence of the last input. */
    public long sequence() {
        return sequence;
    }

    /** Appends the input in the buffer: its header and so many bytes. */
    public void appendInput(final int bodyBytes) {
        input.append(++sequence, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes);
    }

    /** Appends the output in the buffer: its header and so many bytes. */
    public void appendOutput(final int bodyBytes) {
        output.append(++outputs, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes);
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            commit.close();
            input.close();
            output.close();
        }
    }
}
