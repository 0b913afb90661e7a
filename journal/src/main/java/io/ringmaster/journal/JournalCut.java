package io.ringmaster.journal;

import io.ringmaster.journal.KeptFiles.Steps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/** Cuts a journal in durable steps. Whenever the process ends, the journal begins either where it began before or at the cut. */
final class JournalCut {

    private JournalCut() {
    }

    static void apply(
        final Path journal, final Anchor anchor, final JournalFiles.Cut cut, final JournalBeginning.Note note, final Steps steps) {
        try {
            final JournalBeginning beginning = new JournalBeginning(cut.last(), cut.place(), cut.inWords(), note, firstRecord(journal));
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

    /** The remaining files must be durable before anything is deleted: a writer that died may have left records that are not on the disk yet. */
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

    /** Lists the files again before anything is deleted, and deletes exactly those that are not part of the journal. */
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

    /** Hex of the very first record of the journal, which every note of a cut keeps. */
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
