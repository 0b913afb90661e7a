package io.ringmaster.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Why a journal does not begin with its first record: what was removed, when and why, and what everything that reads the journal starts from
 * instead. A sealed text beside the journal's {@link Anchor}, named by the record it stands behind; the anchor holds its SHA-256. It is durable
 * before the anchor names it, and the anchor is durable before anything is deleted, so a process that dies in between leaves a journal that
 * begins either here or where it began before.
 *
 * @param afterSequence  the last record that was removed
 * @param afterChain     the journal's chain there
 * @param segment        the first segment that is kept
 * @param droppedFiles   data files of that segment that are gone
 * @param firstFile      the first data file that is kept, by its name before compression
 * @param removed        what went then, in words
 * @param reason         why
 * @param time           when, UTC
 * @param snapshot       the snapshot to start from
 * @param snapshotSha256 hex digest of that snapshot
 * @param firstRecord    hex of the journal's very first record
 */
public record JournalBeginning(
    long afterSequence, int afterChain, int segment, int droppedFiles, String firstFile, String removed, String reason, String time, String snapshot,
    String snapshotSha256, String firstRecord) {

    private static final String TITLE = "ringmaster journal beginning, format 1";

    /**
     * Why a journal is cut.
     *
     * @param reason         in words
     * @param time           UTC
     * @param snapshot       what to start from instead
     * @param snapshotSha256 hex digest of it
     */
    public record Note(String reason, String time, String snapshot, String snapshotSha256) {
    }

    /**
     * Where a journal begins.
     *
     * @return null if it is whole
     * @throws JournalDamagedException if records were removed and what says so is missing or not as it was written
     */
    public static JournalBeginning of(final Path journal) {
        final Anchor.State anchor = Anchor.read(Anchor.of(journal));
        return anchor == null ? null : of(journal, anchor.start());
    }

    static JournalBeginning of(final Path journal, final Anchor.Start start) {
        if (start.isWhole()) {
            return null;
        }
        final Path file = file(journal, start.afterSequence());
        if (!Files.exists(file)) {
            throw damaged(file, start, "the file is missing, and the journal was cut by retention");
        }
        final List<String> lines = Sha256.ofFile(file).equals(start.recordSha256()) ? SealedText.read(file) : null;
        final JournalBeginning beginning = lines == null ? null : parse(lines);
        if (beginning == null || !beginning.start(start.recordSha256()).equals(start)) {
            throw damaged(file, start, "it is not what retention wrote: its SHA-256 is not the one in " + Anchor.of(journal).getFileName());
        }
        return beginning;
    }

    private static JournalDamagedException damaged(final Path file, final Anchor.Start start, final String reason) {
        return new JournalDamagedException(new JournalVerification.Damage(file, start.afterSequence() + 1, reason));
    }

    /** Where the note lies, whether it is there or not. */
    static Path file(final Path journal, final long afterSequence) {
        final Path anchor = Anchor.of(journal);
        return anchor.resolveSibling(prefix(anchor) + String.format(Locale.ROOT, "%019d", afterSequence));
    }

    /** What the names of all such notes of a journal begin with. */
    static String prefix(final Path anchor) {
        return anchor.getFileName().toString().replaceFirst("anchor$", "begins-");
    }

    /** @return hex digest of what was written, once it is durable */
    String write(final Path journal) {
        final List<String> lines = new ArrayList<>(List.of(
            TITLE, "afterSequence=" + afterSequence, "afterChain=" + afterChain, "segment=" + segment, "droppedFiles=" + droppedFiles,
            "firstFile=" + firstFile, "removed=" + removed, "reason=" + reason, "time=" + time, "snapshot=" + snapshot,
            "snapshotSha256=" + snapshotSha256, "firstRecord=" + firstRecord));
        final Path file = file(journal, afterSequence);
        SealedText.write(file, lines);
        return Sha256.ofFile(file);
    }

    private static JournalBeginning parse(final List<String> lines) {
        if (!lines.getFirst().equals(TITLE)) {
            return null;
        }
        final List<String> values = lines.stream().skip(1).map(line -> line.substring(line.indexOf('=') + 1)).toList();
        return new JournalBeginning(
            Long.parseLong(values.get(0)), Integer.parseInt(values.get(1)), Integer.parseInt(values.get(2)), Integer.parseInt(values.get(3)),
            values.get(4), values.get(5), values.get(6), values.get(7), values.get(8), values.get(9), values.get(10));
    }

    Anchor.Start start(final String recordSha256) {
        return new Anchor.Start(segment, droppedFiles, afterSequence, afterChain, recordSha256);
    }

    /** The journal's very first record, which is not in it any more. */
    public byte[] firstRecordBytes() {
        return HexFormat.of().parseHex(firstRecord);
    }

    /** Such as {@code begins at record 1001 (older records were removed by retention on 2026-11-29T20:00:00Z: journal.keepFor 7d)}. */
    public String inWords() {
        return "begins at record " + (afterSequence + 1) + " (older records were removed by retention on " + time + ": " + reason + ")";
    }
}
