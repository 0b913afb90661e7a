package io.ringmaster.journal;

import io.ringmaster.journal.KeptFiles.Steps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/** How a journal is cut, in durable steps: whatever ends the process, the journal begins where it began before, or where it is cut. */
final class JournalCut {

    private JournalCut() {
    }

    static void apply(
        final Path journal, final Anchor anchor, final JournalFiles.Cut cut, final JournalBeginning.Note note, final Steps steps) {
        try {
            final JournalBeginning beginning = new JournalBeginning(
                cut.lastRemoved(), cut.chain(), cut.segment(), cut.droppedFiles(), cut.firstFile(), cut.inWords(), note.reason(), note.time(),
                note.snapshot(), note.snapshotSha256(), firstRecord(journal));
            force(journal);
            steps.next();
            final String sha256 = beginning.write(journal);
            steps.next();
            anchor.startsAt(beginning.start(sha256));
            sweep(journal, steps);
        } catch (final IOException e) {
            throw failed(journal, e);
        } catch (final UncheckedIOException e) {
            throw failed(journal, e.getCause());
        }
    }

    /** What stays must survive whatever happens from now on: a writer that died may have left records that the disk has not got yet. */
    private static void force(final Path journal) throws IOException {
        final KeptFiles kept = KeptFiles.of(journal);
        for (final Segment segment : kept.segments()) {
            for (final Path file : segment.plainFiles()) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
            PrivateFiles.forceDirectory(segment.directory());
        }
    }

    /** Looks at the disk again before anything is deleted: what is not part of the journal there goes, and nothing else. */
    static void sweep(final Path journal, final Steps steps) {
        try {
            KeptFiles.of(journal).deleteBefore(steps);
        } catch (final IOException e) {
            throw failed(journal, e);
        }
    }

    private static JournalException failed(final Path journal, final IOException e) {
        return new JournalException("cannot remove old records of " + journal + ": " + IoReason.of(e), e);
    }

    /** Hex of the journal's very first record, which is kept with the note of every cut. */
    private static String firstRecord(final Path journal) {
        final JournalBeginning before = JournalBeginning.of(journal);
        if (before != null) {
            return before.firstRecord();
        }
        try (JournalReader reader = JournalReader.open(journal)) {
            if (!reader.next()) {
                throw new JournalException(journal + " holds no record");
            }
            final byte[] first = new byte[reader.length()];
            reader.buffer().getBytes(reader.offset(), first);
            return HexFormat.of().formatHex(first);
        }
    }
}
