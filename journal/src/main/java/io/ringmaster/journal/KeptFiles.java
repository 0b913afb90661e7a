package io.ringmaster.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The segments and data files of a journal. After a cut, files from before the beginning may still exist if the process died before it deleted
 * them. They are not part of the journal.
 *
 * @param beginning null for a whole journal
 */
record KeptFiles(Path journal, Anchor.State anchor, JournalBeginning beginning) {

    /** @throws JournalDamagedException if the journal was cut and the note of the cut is damaged */
    static KeptFiles of(final Path journal) {
        final Anchor.State anchor = Anchor.read(Anchor.of(journal));
        return new KeptFiles(journal, anchor, anchor == null ? null : JournalBeginning.of(journal, anchor.start()));
    }

    Anchor.Start start() {
        return anchor == null ? Anchor.Start.GENESIS : anchor.start();
    }

    List<Segment> segments() {
        final int first = start().segment();
        return Segment.of(journal).stream().filter(segment -> segment.index() >= first).toList();
    }

    List<Path> dataFiles(final Segment segment) {
        return segment.dataFiles().stream().filter(file -> isKept(segment, Segment.nameOf(file))).toList();
    }

    /** @param name of a data file before compression */
    boolean isKept(final Segment segment, final String name) {
        return beginning == null || segment.index() > beginning.place().segment()
            || segment.index() == beginning.place().segment() && name.compareTo(beginning.place().firstFile()) >= 0;
    }

    /** Number of deleted data files of a segment. */
    int droppedFiles(final Segment segment) {
        return start().segment() == segment.index() ? start().droppedFiles() : 0;
    }

    /** Deletes the files before the beginning, the oldest first; none if the journal was never cut. */
    void deleteBefore(final Steps steps) throws IOException {
        if (beginning == null) {
            return;
        }
        for (final Segment segment : Segment.of(journal)) {
            if (segment.index() < beginning.place().segment()) {
                for (final Path file : entries(segment.directory())) {
                    steps.next();
                    Files.delete(file);
                }
                steps.next();
                Files.delete(segment.directory());
            } else if (segment.index() == beginning.place().segment()) {
                for (final Path file : entries(segment.directory())) {
                    if (Segment.isData(file) && !isKept(segment, Segment.nameOf(file))) {
                        steps.next();
                        Files.delete(file);
                    }
                }
            }
        }
        deleteOldNotes(steps);
        PrivateFiles.forceDirectory(journal);
    }

    /** Notes of earlier cuts, and of cuts that did not finish. */
    private void deleteOldNotes(final Steps steps) throws IOException {
        final Path current = JournalBeginning.file(journal, beginning.afterSequence());
        final String prefix = JournalBeginning.prefix(Anchor.of(journal));
        for (final Path entry : entries(current.toAbsolutePath().getParent())) {
            final String name = entry.getFileName().toString();
            if (name.startsWith(prefix) && !name.equals(current.getFileName().toString())) {
                steps.next();
                Files.delete(entry);
            }
        }
    }

    /** Data files are deleted before the files that describe them. */
    private static List<Path> entries(final Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted(Comparator.<Path, Boolean>comparing(entry -> !Segment.isData(entry)).thenComparing(Comparator.naturalOrder())).toList();
        }
    }

    /** Called before each change on disk, so that a test can interrupt there. */
    @FunctionalInterface
    interface Steps {

        Steps NONE = () -> { };

        void next() throws IOException;
    }
}
