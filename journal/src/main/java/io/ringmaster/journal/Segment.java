package io.ringmaster.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The part of a journal that one opening wrote: a Chronicle queue in {@code NNNN/}, with these files beside the queue's files:
 *
 * <pre>
 *   opened      sealed text: the sequence and chain it continues, and how the segment before it ended
 *   index       places from which its records can be read
 *   closed      sealed text, only after a close in order: the last record, and length and checksum of every data file
 *   watermark   in segments of format 1, which have no {@link Anchor}: the last record known to be durable
 * </pre>
 *
 * @param index from 0
 */
record Segment(Path directory, int index) {

    static final String DATA_SUFFIX = ".cq4";
    private static final String DISCARDED_SUFFIX = ".discard";

    /** The current format. Segments of format 1 have no {@link Anchor}; up to format 2, each document holds one record. */
    static final int FORMAT = 3;
    private static final String TITLE = "ringmaster journal segment, format ";

    /** The position that a segment continues. */
    record Opened(int format, long afterSequence, int afterChain, String before) {
    }

    /** The state of a segment when it was closed. */
    record Closed(long lastSequence, int lastChain, List<Measured> files) {
    }

    /** A data file at the time when its segment was closed. */
    record Measured(String name, long length, long crc) {
    }

    static List<Segment> of(final Path journal) {
        final List<Segment> segments = new ArrayList<>();
        if (Files.isDirectory(journal)) {
            try (Stream<Path> entries = Files.list(journal)) {
                entries.filter(entry -> entry.getFileName().toString().matches("[0-9]{4}"))
                    .sorted()
                    .forEach(entry -> segments.add(new Segment(entry, Integer.parseInt(entry.getFileName().toString()))));
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot list " + journal, e);
            }
        }
        return segments;
    }

    static Segment at(final Path journal, final int index) {
        return new Segment(journal.resolve(String.format("%04d", index)), index);
    }

    Path openedFile() {
        return directory.resolve("opened");
    }

    Path closedFile() {
        return directory.resolve("closed");
    }

    Path indexFile() {
        return directory.resolve("index");
    }

    Path watermarkFile() {
        return directory.resolve("watermark");
    }

    boolean isClosed() {
        return Files.exists(closedFile());
    }

    /**
     * Data files in the order in which they were written; their names are times. A compressed file stands for its original, which is deleted or
     * about to be.
     */
    List<Path> dataFiles() {
        final Map<String, Path> files = new TreeMap<>();
        filesEndingWith(DATA_SUFFIX).forEach(file -> files.put(nameOf(file), file));
        filesEndingWith(DATA_SUFFIX + CompressedFile.SUFFIX).forEach(file -> files.put(nameOf(file), file));
        return List.copyOf(files.values());
    }

    /** Data files that are not compressed. */
    List<Path> plainFiles() {
        return dataFiles().stream().filter(file -> file.toString().endsWith(DATA_SUFFIX)).toList();
    }

    /** Deletes files whose compressed copy exists. A process that died between the two steps leaves both. */
    void deleteLeftovers() throws IOException {
        for (final Path file : filesEndingWith(DATA_SUFFIX)) {
            if (Files.exists(file.resolveSibling(file.getFileName() + CompressedFile.SUFFIX))) {
                Files.delete(file);
            }
        }
    }

    /** Whether a file contains records or will contain them; an incomplete compressed copy counts too. */
    static boolean isData(final Path file) {
        final String name = file.getFileName().toString();
        return name.endsWith(DATA_SUFFIX) || name.contains(DATA_SUFFIX + CompressedFile.SUFFIX);
    }

    /** Name of a data file, whether it is compressed or not. */
    static String nameOf(final Path file) {
        final String name = file.getFileName().toString();
        return name.endsWith(CompressedFile.SUFFIX) ? name.substring(0, name.length() - CompressedFile.SUFFIX.length()) : name;
    }

    /** Files that Chronicle abandoned. */
    List<Path> discardedFiles() {
        return filesEndingWith(DISCARDED_SUFFIX);
    }

    private List<Path> filesEndingWith(final String suffix) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> entry.getFileName().toString().endsWith(suffix)).sorted().toList();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    void writeOpened(final Opened opened) {
        SealedText.write(openedFile(), List.of(
            TITLE + opened.format,
            "afterSequence=" + opened.afterSequence,
            "afterChain=" + opened.afterChain,
            "before=" + opened.before));
    }

    /** @return null if the seal is broken */
    Opened readOpened() {
        final List<String> lines = SealedText.read(openedFile());
        return lines == null ? null : new Opened(
            Integer.parseInt(lines.getFirst().substring(TITLE.length())), Long.parseLong(value(lines.get(1))), Integer.parseInt(value(lines.get(2))), value(lines.get(3)));
    }

    void writeClosed(final Closed closed) {
        final List<String> lines = new ArrayList<>();
        lines.add("lastSequence=" + closed.lastSequence);
        lines.add("lastChain=" + closed.lastChain);
        for (final Measured file : closed.files) {
            lines.add("file=" + file.name + " " + file.length + " " + file.crc);
        }
        SealedText.write(closedFile(), lines);
    }

    /** @return null if the seal is broken */
    Closed readClosed() {
        final List<String> lines = SealedText.read(closedFile());
        if (lines == null) {
            return null;
        }
        final List<Measured> files = new ArrayList<>();
        for (final String line : lines.subList(2, lines.size())) {
            final String[] parts = value(line).split(" ");
            files.add(new Measured(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])));
        }
        return new Closed(Long.parseLong(value(lines.get(0))), Integer.parseInt(value(lines.get(1))), files);
    }

    private static String value(final String line) {
        return line.substring(line.indexOf('=') + 1);
    }

    /** Reads the current length and checksum of every data file. */
    List<Measured> measureDataFiles() {
        final List<Measured> files = new ArrayList<>();
        for (final Path file : dataFiles()) {
            try (DataFile mapped = DataFile.open(file)) {
                files.add(new Measured(nameOf(file), mapped.length(), mapped.checksum()));
            }
        }
        return files;
    }
}
