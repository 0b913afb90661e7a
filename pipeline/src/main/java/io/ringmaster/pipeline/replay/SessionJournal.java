package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.GroupCommit;
import io.ringmaster.journal.JournalAnchors;
import io.ringmaster.journal.JournalCompression;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalVerification;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.journal.KnownRecord;
import io.ringmaster.pipeline.engine.ModelEngines;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.OutputSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Both journals of one session, open for writing. On an interrupted session, it first expects the recorded messages again and compares every byte,
 * before it records anything new.
 */
public final class SessionJournal implements AutoCloseable {

    private final SessionDirectory directory;
    private final JournalWriter inputWriter;
    private final JournalWriter outputWriter;
    private final RecordedPrefix recordedInput;
    private final RecordedPrefix recordedOutput;
    private final FoldedModels models;
    private final GroupCommit groupCommit;
    private volatile boolean isFollowing;
    /** The output in the snapshot that a fold starts from. */
    private long startedBehind;

    private SessionJournal(final SessionDirectory directory, final JournalSettings settings) {
        this.directory = directory;
        prepare(directory);
        // All records up to the newest snapshot were folded and compared before; they are read again if this snapshot is unusable.
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
        models = new FoldedModels(directory.output(), outputWriter.found().lastSequence(), () -> startedBehind);
        groupCommit = new GroupCommit(settings, inputWriter, outputWriter);
        groupCommit.start();
    }

    /** Finds missing or mismatched files before anything is written. */
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
     * Opens the journals of a new or an interrupted session.
     *
     * @throws io.ringmaster.journal.JournalException        if another writer holds them
     * @throws io.ringmaster.journal.JournalDamagedException if the existing journals are damaged
     */
    public static SessionJournal open(final SessionDirectory directory, final JournalSettings settings) {
        return new SessionJournal(directory, settings);
    }

    /** Skips the records up to these: they are not expected again. Call it before the first record. */
    void startBehind(final long inputSequence, final long outputSequence) {
        recordedInput.startBehind(JournalReader.open(directory.input(), inputSequence));
        recordedOutput.startBehind(JournalReader.open(directory.output(), outputSequence));
        startedBehind = outputSequence;
    }

    /** From here on, outputs are neither compared nor recorded. Call it before the first input. */
    void follow() {
        isFollowing = true;
        models.end();
    }

    /** From here on, outputs are recorded after the existing ones. */
    void endFollowing() {
        recordedOutput.skip(JournalReader.open(directory.output(), outputWriter.found().lastSequence()));
        isFollowing = false;
    }

    /** Whether the outputs equal those that were found: none is missing, none was added. */
    boolean isOutputAsFound() {
        return recordedOutput.isExhausted() && outputWriter.lastSequence() == outputWriter.found().lastSequence();
    }

    /** Sequence of the last existing output that was compared. */
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

    /** The engines of models: as long as the journal has what a model said, it says that again, and compares it with what it computes. */
    public ModelEngines models() {
        return models;
    }

    /**
     * All recorded inputs were folded: from here on, models say what they compute. Call it while the engine is at rest.
     *
     * @return how what they said differs from what they compute, in words; empty if it does not
     */
    String endFold() {
        models.end();
        return models.inWords();
    }

    /** The verification of the input journal when it was opened. */
    public JournalVerification foundInput() {
        return inputWriter.found();
    }

    /** The verification of the output journal when it was opened. */
    public JournalVerification foundOutput() {
        return outputWriter.found();
    }

    /** Whether all earlier records have been played and compared. */
    public boolean isCaughtUp() {
        return recordedInput.isExhausted();
    }

    /** Compresses finished files of both journals while the session runs; close it before the session. */
    public JournalCompression compression(final Consumer<String> news) {
        return new JournalCompression(news, inputWriter, outputWriter);
    }

    /** The retention that removes old records of all journals while the session runs; do not use it after the session is closed. */
    public Retention retention(final Retention.Limits limits, final ChallengerFiles challengers, final SnapshotTrial trial) {
        return new Retention(directory, limits, inputWriter, outputWriter, challengers, trial);
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
        models.close();
        inputWriter.close();
        outputWriter.close();
    }
}
