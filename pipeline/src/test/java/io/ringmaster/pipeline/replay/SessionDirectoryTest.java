package io.ringmaster.pipeline.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.pipeline.replay.SessionDirectory.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionDirectoryTest {

    @TempDir
    private Path path;

    /** Killed between the first byte of the configuration and the moment it was whole. */
    @Test
    void shouldLetASessionBeginWhereOneDiedBeforeItHadBegun() throws IOException {
        Files.writeString(path.resolve("session.yaml.tmp"), "topology:\n  mod");
        Files.writeString(path.resolve("input.anchor.tmp"), "half of it");
        final SessionDirectory directory = new SessionDirectory(path);
        assertEquals(Contents.VACANT, directory.contents());

        directory.writeConfiguration("a: 1\n");

        assertEquals(Contents.UNFINISHED, directory.contents());
        assertEquals("a: 1\n", directory.readConfiguration());
        try (Stream<Path> entries = Files.list(path)) {
            assertEquals(
                List.of(path.resolve("input.anchor"), path.resolve("output.anchor"), path.resolve("session.yaml")), entries.sorted().toList());
        }
    }

    @Test
    void shouldLeaveAloneWhatSomebodyElseWrote() throws IOException {
        Files.writeString(path.resolve("session.yaml.tmp"), "a: 1\n");
        Files.writeString(path.resolve("diary.txt"), "dear diary");

        assertEquals(Contents.FOREIGN, new SessionDirectory(path).contents());
    }
}
