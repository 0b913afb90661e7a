package io.ringmaster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is forced to the disk, seen by the JVM's own flight recorder: nothing of the program says it. */
class DurabilityTest {

    @TempDir
    private Path directory;

    /** A record is durable once its file is forced, and only then may the anchor say so, which is forced in turn. */
    @Test
    void shouldForceTheDataAndThenTheAnchor() throws IOException {
        final Path journal = directory.resolve("journal");
        final Written written = new Written(journal, 1);
        try (JournalWriter writer = written.open()) {
            final GroupCommit commit = new GroupCommit(Written.SETTINGS, writer);
            written.append(writer, 1);
            commit.commit();
            final String first = new Segment(journal.resolve("0000"), 0).dataFiles().getFirst().toString();

            assertEquals(List.of(first, journal.resolve("anchor").toString()), forced(() -> {
                written.append(writer, 5);
                commit.commit();
            }), "one file");

            written.roll();
            final List<String> rolled = forced(() -> {
                written.append(writer, 5);
                commit.commit();
            });
            final String second = new Segment(journal.resolve("0000"), 0).dataFiles().getLast().toString();
            assertEquals(List.of(first, second, journal.resolve("0000").toString(), journal.resolve("anchor").toString()), rolled,
                "what was written to both files, and the name of the new one");

            assertEquals(List.of(), forced(commit::commit), "nothing new");
        }
    }

    @Test
    void shouldForceEverythingWhenItIsClosed() throws IOException {
        final Path journal = directory.resolve("journal");
        final Written written = new Written(journal, 1);
        final JournalWriter writer = written.open();
        written.append(writer, 5);
        final String file = new Segment(journal.resolve("0000"), 0).dataFiles().getFirst().toString();
        final List<String> forced = forced(writer::close);

        assertTrue(forced.contains(file), forced.toString());
        assertTrue(forced.indexOf(journal.resolve("0000/closed.tmp").toString()) > forced.indexOf(file), forced.toString());
        assertEquals(journal.resolve("anchor").toString(), forced.getLast());
    }

    private List<String> forced(final Runnable work) throws IOException {
        final Path file = directory.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withThreshold(Duration.ZERO);
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        final List<String> paths = new ArrayList<>();
        for (final RecordedEvent event : RecordingFile.readAllEvents(file)) {
            final String path = event.getString("path");
            if (path != null && path.startsWith(directory.toString())) {
                paths.add(path);
            }
        }
        return paths;
    }
}
