package io.ringmaster.monitor.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyLogTest {

    @TempDir
    private Path folder;

    private static String line(final long startMs, final long value) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final HistogramLogWriter writer = new HistogramLogWriter(bytes);
        final Histogram histogram = new Histogram(60_000_000_000L, 3);
        histogram.recordValue(value);
        histogram.setTag("total");
        histogram.setStartTimeStamp(startMs);
        histogram.setEndTimeStamp(startMs + 1_000);
        writer.outputIntervalHistogram(histogram);
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void shouldReadTheLogAgainWhenItAppearsAndWhenItGrowsAndLeaveALineThatIsNotWhole() throws IOException {
        final Path file = folder.resolve("latency.hlog");
        final LatencyLog log = new LatencyLog(file);
        assertFalse(log.look());
        assertTrue(log.view().isEmpty());

        Files.writeString(file, line(1_000, 100));
        assertTrue(log.look());
        assertFalse(log.look());
        assertEquals(1, log.view().intervals());

        final String next = line(2_000, 300);
        Files.writeString(file, next.substring(0, next.length() / 2), StandardOpenOption.APPEND);
        assertTrue(log.look());
        assertEquals(1, log.view().intervals());

        Files.writeString(file, next.substring(next.length() / 2), StandardOpenOption.APPEND);
        assertTrue(log.look());
        assertEquals(2, log.view().intervals());
        assertEquals(300, log.view().newest().getFirst().histogram().getMaxValue());
        assertEquals(2, log.view().whole().getFirst().histogram().getTotalCount());
        assertEquals("", log.view().problem());
    }

    @Test
    void shouldShowWhatIsSoundAndSayWhichLineIsNot() throws IOException {
        final Path file = folder.resolve("latency.hlog");
        Files.writeString(file, line(1_000, 100) + "Tag=total,2.0,1.0,0.1,HISTFAAAthisisnot\n" + line(3_000, 300));
        final LatencyLog log = new LatencyLog(file);

        log.look();

        assertEquals(2, log.view().intervals());
        assertTrue(log.view().problem().startsWith(file + ", line 2 is no line of an HdrHistogram log: "), log.view().problem());
        assertTrue(log.view().problem().endsWith(" The lines before and after it are shown."), log.view().problem());
    }
}
