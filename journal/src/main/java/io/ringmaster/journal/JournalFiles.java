package io.ringmaster.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The data files of a journal in order, to find out what a cut would delete. Changes nothing. One thread. */
public final class JournalFiles {

    private static final int MOST_ATTEMPTS = 10;

    private final Path journal;
    /** The record that each file continues, by directory and name; it never changes. */
    private final Map<Path, RecordWalker.Continued> known = new HashMap<>();

    /**
     * A data file.
     *
     * @param start the record before its first one; null if it holds none
     */
    private record Part(Segment segment, Path file, long bytes, RecordWalker.Continued start) {
    }

    /**
     * What a cut deletes.
     *
     * @param files        number of data files; 0 if the journal stays as it is
     * @param bytes        their size
     * @param firstRemoved sequence of the first deleted record
     * @param last         the last deleted record
     * @param place        the first remaining file
     */
    public record Cut(int files, long bytes, long firstRemoved, KnownRecord last, JournalBeginning.Place place) {

        private static final Cut NOTHING = new Cut(0, 0, 0, new KnownRecord(0, 0), new JournalBeginning.Place(0, 0, ""));

        /** Sequence of the last deleted record. */
        public long lastRemoved() {
            return last.sequence();
        }

        public boolean isEmpty() {
            return files == 0;
        }

        /** Such as {@code records 1 to 1000, 3 files, 5000 bytes}. */
        public String inWords() {
            return "records " + firstRemoved + " to " + lastRemoved() + ", " + files + " files, " + bytes + " bytes";
        }
    }

    public JournalFiles(final Path journal) {
        this.journal = journal;
    }

    /** Size on disk of all data files of the journal. */
    public long bytes() {
        return steadily(() -> parts(KeptFiles.of(journal)).stream().mapToLong(Part::bytes).sum());
    }

    /** If a file is compressed meanwhile, the next attempt finds it under its new name. */
    private static <T> T steadily(final Supplier<T> look) {
        for (int attempt = 1; true; attempt++) {
            try {
                return look.get();
            } catch (final UncheckedIOException e) {
                if (!(e.getCause() instanceof NoSuchFileException) || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * What a cut deletes if the journal must keep every record after a given one: only whole, finished files without such a record, the oldest
     * first.
     *
     * @param sequence   every record after this one is kept
     * @param isFinished whether a data file is complete and will not be written to again
     */
    public Cut upTo(final long sequence, final Predicate<Path> isFinished) {
        return upTo(record -> record <= sequence, isFinished);
    }

    /**
     * The same, for a journal whose records are not chosen by their sequence.
     *
     * @param isOld whether a record and all before it may go; asked for the last record of a file
     */
    public Cut upTo(final LongPredicate isOld, final Predicate<Path> isFinished) {
        return steadily(() -> look(isOld, isFinished));
    }

    private Cut look(final LongPredicate isOld, final Predicate<Path> isFinished) {
        final KeptFiles kept = KeptFiles.of(journal);
        final List<Part> parts = parts(kept);
        int first = 0;
        for (int i = 1; i < parts.size() && isFinished.test(parts.get(i - 1).file()); i++) {
            final RecordWalker.Continued start = parts.get(i).start();
            if (start != null && isOld.test(start.afterSequence())) {
                first = i;
            }
        }
        return first == 0 ? Cut.NOTHING : cut(kept, parts, first);
    }

    private static Cut cut(final KeptFiles kept, final List<Part> parts, final int first) {
        final Part begin = parts.get(first);
        int inSegment = kept.droppedFiles(begin.segment());
        for (int i = 0; i < first; i++) {
            inSegment += parts.get(i).segment().index() == begin.segment().index() ? 1 : 0;
        }
        return new Cut(
            first, parts.subList(0, first).stream().mapToLong(Part::bytes).sum(), kept.start().afterSequence() + 1,
            new KnownRecord(begin.start().afterSequence(), begin.start().afterChain()),
            new JournalBeginning.Place(begin.segment().index(), inSegment, Segment.nameOf(begin.file())));
    }

    /** Whether the files that remain after a cut lead to a known record: reads the first remaining file up to that record. */
    public boolean leadsTo(final Cut cut, final KnownRecord record) {
        return steadily(() -> walks(cut, record));
    }

    private boolean walks(final Cut cut, final KnownRecord record) {
        final Part begin = parts(KeptFiles.of(journal)).stream()
            .filter(part -> part.segment().index() == cut.place.segment() && Segment.nameOf(part.file()).equals(cut.place.firstFile()))
            .findFirst().orElse(null);
        if (begin == null) {
            return false;
        }
        try (RecordWalker walker = new RecordWalker(begin.file(), cut.last.sequence(), cut.last.chain())) {
            RecordWalker.Found found = RecordWalker.Found.RECORD;
            while (walker.sequence() < record.sequence() && found == RecordWalker.Found.RECORD) {
                found = walker.next();
            }
            return walker.sequence() == record.sequence() && walker.chain() == record.chain();
        }
    }

    private List<Part> parts(final KeptFiles kept) {
        final List<Part> parts = new ArrayList<>();
        for (final Segment segment : kept.segments()) {
            for (final Path file : kept.dataFiles(segment)) {
                parts.add(new Part(segment, file, size(file), start(file)));
            }
        }
        return parts;
    }

    private RecordWalker.Continued start(final Path file) {
        final Path name = file.resolveSibling(Segment.nameOf(file));
        final RecordWalker.Continued start = known.containsKey(name) ? known.get(name) : RecordWalker.continuedBy(file);
        if (start != null) {
            known.put(name, start);
        }
        return start;
    }

    private static long size(final Path file) {
        try {
            return Files.size(file);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
