package io.ringmaster.signals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A watched folder. Who has signals writes a file elsewhere and moves it in as {@code NAME.jsonl}; files are read in the order of their
 * names. When all of a file is published it is moved to {@code taken/}; its malformed lines are left in {@code rejected/NAME.jsonl} with
 * the reason. A process that ends in between finds the file again, so a signal may come twice but is never lost.
 */
final class FolderInbox implements PolledSource {

    private static final int MAX_LINE = 65_536;

    private final Path folder;
    private final SignalLine lines;
    private final SignalQueue queue;
    private final SourceCounts counts;

    FolderInbox(final Path folder, final Lexicon lexicon, final SignalQueue queue) {
        this.folder = folder;
        this.queue = queue;
        lines = new SignalLine(lexicon);
        counts = new SourceCounts(folder.toString());
    }

    @Override
    public SourceCounts counts() {
        return counts;
    }

    @Override
    public void poll() throws IOException, InterruptedException {
        final List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(".jsonl") && Files.isRegularFile(file)).sorted().toList();
        }
        for (final Path file : files) {
            take(file);
        }
    }

    private void take(final Path file) throws IOException, InterruptedException {
        final List<String> rejected = new ArrayList<>();
        long last = 0;
        int number = 0;
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                try {
                    if (!line.isBlank()) {
                        last = queue.put(lines.read(checkedLength(line)));
                        counts.taken();
                    }
                } catch (final MalformedSignalException e) {
                    reject(file, number, line, e.getMessage(), rejected);
                }
            }
        } catch (final MalformedInputException e) {
            reject(file, number + 1, "", "it is not UTF-8 from here on", rejected);
        }
        queue.awaitPublished(last);
        if (!rejected.isEmpty()) {
            Files.write(Files.createDirectories(folder.resolve("rejected")).resolve(file.getFileName()), rejected, StandardCharsets.UTF_8);
        }
        Files.move(
            file, Files.createDirectories(folder.resolve("taken")).resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String checkedLength(final String line) {
        if (line.length() > MAX_LINE) {
            throw new MalformedSignalException("it is longer than " + MAX_LINE + " characters");
        }
        return line;
    }

    private void reject(final Path file, final int number, final String line, final String why, final List<String> rejected) {
        counts.malformed(file + " line " + number + ": " + why);
        rejected.add("line " + number + ": " + why + ": " + line);
    }
}
