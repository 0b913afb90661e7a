package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.GroupCommit;
import io.ringmaster.journal.JournalAnchors;
import io.ringmaster.journal.JournalCompression;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalVerification;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.journal.KnownRecord;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.OutputSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Both journals of one session, open for writing. Opened on a session that was cut short, it first expects to hear again what was
 * recorded, and holds every byte against it, before it records anything new.
 */
public final class SessionJournal implements AutoCloseable {

    private final SessionDirectory directory;
    private final JournalWriter inputWriter;
    private final JournalWriter outputWriter;
    private final RecordedPrefix recordedInput;
    private final RecordedPrefix recordedOutput;
    private final GroupCommit groupCommit;
    private volatile boolean isFollowing;

    private SessionJournal(final SessionDirectory directory, final JournalSettings settings) {
        this.directory = directory;
        prepare(directory);
        // Everything up to the newest snapshot was folded and compared once, and is read again if that snapshot is of no use.
        final Snapshot newest = Snapshots.newest(directory);
        inputWriter = JournalWriter.open(
            directory.input(), settings, newest == null ? null : new KnownRecord(newest.place().inputSequence(), newest.place().inputChain()));
        try {
            outputWriter = JournalWriter.open(
                directory.output(), settings, newest == null ? null : new KnownRecord(newest.place().outputSequence(), newest.place().outputChain()));
        } catch (final RuntimeException e) {
            inputWriter.close();
            throw e;
        }
        recordedInput = prefix("input", directory.input(), inputWriter);
        recordedOutput = prefix("output", directory.output(), outputWriter);
        groupCommit = new GroupCommit(settings, inputWriter, outputWriter);
        groupCommit.start();
    }

    /** What is missing or does not belong together is found before anything is written. */
    private static void prepare(final SessionDirectory directory) {
        if (Files.exists(directory.configuration())) {
            SessionVerification.requireComplete(directory);
        }
        if (!JournalAnchors.isAnchored(directory.input()) && !JournalAnchors.isAnchored(directory.output())) {
            JournalAnchors.bind(directory.input(), directory.output());
        }
    }

    private static RecordedPrefix prefix(final String name, final Path journal, final JournalWriter writer) {
        return new RecordedPrefix(name, JournalReader.open(journal), writer.found().lastSequence());
    }

    /**
     * Opens the journals of a new session, or of one that was cut short.
     *
     * @throws io.ringmaster.journal.JournalException        if another writer holds them
     * @throws io.ringmaster.journal.JournalDamagedException if what is there is damaged
     */
    public static SessionJournal open(final SessionDirectory directory, final JournalSettings settings) {
        return new SessionJournal(directory, settings);
    }

    /** What was recorded up to these records is known and not expected to be heard again. Before the first record. */
    void startBehind(final long inputSequence, final long outputSequence) {
        recordedInput.startBehind(JournalReader.open(directory.input(), inputSequence));
        recordedOutput.startBehind(JournalReader.open(directory.output(), outputSequence));
    }

    /** What is said from here on is not held against what was recorded, and not recorded. Before the first input. */
    void follow() {
        isFollowing = true;
    }

    /** What is said from here on is recorded behind what was found. */
    void endFollowing() {
        recordedOutput.skip(JournalReader.open(directory.output(), outputWriter.found().lastSequence()));
        isFollowing = false;
    }

    /** Whether the outputs are just those that were found: none is missing, none was added. */
    boolean isOutputAsFound() {
        return recordedOutput.isExhausted() && outputWriter.lastSequence() == outputWriter.found().lastSequence();
    }

    /** Sequence of the last output that was found and said again. */
    long outputSequence() {
        return recordedOutput.sequence();
    }

    /** The output journal's chain there. */
    int outputChain() {
        return recordedOutput.chain();
    }

    public InputLog inputLog() {
        return new ResumedInputLog(recordedInput, inputWriter);
    }

    public OutputSink outputs() {
        return new ResumedOutput(recordedOutput, outputWriter, () -> isFollowing);
    }

    /** What the input journal held when it was opened. */
    public JournalVerification foundInput() {
        return inputWriter.found();
    }

    /** What the output journal held when it was opened. */
    public JournalVerification foundOutput() {
        return outputWriter.found();
    }

    /** Whether everything recorded earlier has been heard and said again. */
    public boolean isCaughtUp() {
        return recordedInput.isExhausted();
    }

    /** Compresses what has ended of both journals while the session runs; to be closed before the session is. */
    public JournalCompression compression(final Consumer<String> news) {
        return new JournalCompression(news, inputWriter, outputWriter);
    }

    /** What removes old records of both journals while the session runs; not to be used any more when the session is closed. */
    public Retention retention(final Retention.Limits limits, final SnapshotTrial trial) {
        return new Retention(directory, limits, inputWriter, outputWriter, trial);
    }

    /** The thread that makes records durable, for its lag and health. */
    public GroupCommit groupCommit() {
        return groupCommit;
    }

    @Override
    public void close() {
        groupCommit.close();
        recordedInput.close();
        recordedOutput.close();
        inputWriter.close();
        outputWriter.close();
    }
}
