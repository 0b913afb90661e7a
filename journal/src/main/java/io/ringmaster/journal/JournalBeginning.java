package io.ringmaster.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The note of a cut: which records of a journal were deleted, when and why, and the snapshot that readers start from instead. It is a sealed
 * text beside the journal's {@link Anchor}, named by the last deleted record; the anchor contains its SHA-256. The note is durable before the
 * anchor names it, and the anchor is durable before anything is deleted. So after a crash in between, the journal begins either here or where it
 * began before.
 *
 * @param lastRemoved the last deleted record
 * @param place       the first remaining file
 * @param removed     description of the deleted records
 * @param note        why and when the journal was cut, and the snapshot to start from
 * @param firstRecord hex of the journal's very first record
 */
public record JournalBeginning(KnownRecord lastRemoved, Place place, String removed, Note note, String firstRecord) {

    private static final String TITLE = "ringmaster journal beginning, format 1";

    /**
     * The first remaining file of a journal.
     *
     * @param segment      its segment, from 0
     * @param droppedFiles number of deleted data files of that segment
     * @param firstFile    its name before compression
     */
    public record Place(int segment, int droppedFiles, String firstFile) {
    }

    /**
     * Why a journal is cut.
     *
     * @param reason         readable text
     * @param time           UTC
     * @param snapshot       the snapshot to start from
     * @param snapshotSha256 hex digest of the snapshot
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

    /** The path of the note; the file need not exist. */
    static Path file(final Path journal, final long afterSequence) {
        final Path anchor = Anchor.of(journal);
        return anchor.resolveSibling(prefix(anchor) + String.format(Locale.ROOT, "%019d", afterSequence));
    }

    /** Common prefix of the names of all such notes of a journal. */
    static String prefix(final Path anchor) {
        return anchor.getFileName().toString().replaceFirst("anchor$", "begins-");
    }

    /** @return hex digest of the written file, once it is durable */
    String write(final Path journal) {
        final List<String> lines = new ArrayList<>(List.of(
            TITLE, "afterSequence=" + lastRemoved.sequence(), "afterChain=" + lastRemoved.chain(), "segment=" + place.segment,
            "droppedFiles=" + place.droppedFiles, "firstFile=" + place.firstFile, "removed=" + removed, "reason=" + note.reason, "time=" + note.time,
            "snapshot=" + note.snapshot, "snapshotSha256=" + note.snapshotSha256, "firstRecord=" + firstRecord));
        final Path file = file(journal, afterSequence());
        SealedText.write(file, lines);
        return Sha256.ofFile(file);
    }

    private static JournalBeginning parse(final List<String> lines) {
        if (!lines.getFirst().equals(TITLE)) {
            return null;
        }
        final List<String> values = lines.stream().skip(1).map(line -> line.substring(line.indexOf('=') + 1)).toList();
        return new JournalBeginning(
            new KnownRecord(Long.parseLong(values.get(0)), Integer.parseInt(values.get(1))),
            new Place(Integer.parseInt(values.get(2)), Integer.parseInt(values.get(3)), values.get(4)), values.get(5),
            new Note(values.get(6), values.get(7), values.get(8), values.get(9)), values.get(10));
    }

    Anchor.Start start(final String recordSha256) {
        return new Anchor.Start(place.segment, place.droppedFiles, lastRemoved.sequence(), lastRemoved.chain(), recordSha256);
    }

    /** Sequence of the last deleted record. */
    public long afterSequence() {
        return lastRemoved.sequence();
    }

    /** The journal's very first record, which was deleted. */
    public byte[] firstRecordBytes() {
        return HexFormat.of().parseHex(firstRecord);
    }

    /** Such as {@code begins at record 1001 (older records were removed by retention on 2026-11-29T20:00:00Z: journal.keepFor 7d)}. */
    public String inWords() {
        return "begins at record " + (afterSequence() + 1) + " (older records were removed by retention on " + note.time + ": " + note.reason + ")";
    }
}
