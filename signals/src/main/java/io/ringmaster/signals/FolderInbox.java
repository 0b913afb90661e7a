package io.ringmaster.signals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A watched folder. A producer writes a file elsewhere and moves it in as {@code NAME.jsonl}. Files are read in the order of their names. After
 * all signals of a file are published, the file moves to {@code taken/}; malformed lines are written to {@code rejected/NAME.jsonl} with the
 * reason. A process that ends in between finds the file again, so a signal may come twice but is never lost.
 */
final class FolderInbox implements PolledSource {

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
        int number = 1;
        try (InputStream in = Files.newInputStream(file)) {
            final LineReader reader = new LineReader(in);
            for (boolean isMore = true; isMore; number++) {
                try {
                    final String line = reader.next();
                    isMore = line != null;
                    if (isMore && !line.isBlank()) {
                        last = queue.put(lines.read(line), counts);
                    }
                } catch (final MalformedSignalException e) {
                    counts.malformed(file + " line " + number + ": " + e.getMessage());
                    rejected.add("line " + number + ": " + e.getMessage() + ": " + reader.asRead());
                }
            }
        }
        queue.awaitPublished(last);
        if (!rejected.isEmpty()) {
            // The same name may come again; earlier rejected lines stay.
            Files.write(Files.createDirectories(folder.resolve("rejected")).resolve(file.getFileName()), rejected, StandardCharsets.UTF_8,
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        Files.move(
            file, Files.createDirectories(folder.resolve("taken")).resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
}
