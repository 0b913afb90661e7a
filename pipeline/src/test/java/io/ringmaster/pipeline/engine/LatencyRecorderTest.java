package io.ringmaster.pipeline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyRecorderTest {

    @TempDir
    private Path directory;

    /** Figures of a whole session, and not of its last process alone. */
    @Test
    void shouldKeepTheIntervalsOfEarlierProcesses() throws IOException {
        final Path log = directory.resolve("latency.hlog");
        final long[] events = {3, 5};
        for (int process = 0; process < events.length; process++) {
            final LatencyRecorder recorder = new LatencyRecorder();
            for (int i = 0; i < events[process]; i++) {
                recorder.record(0, 100, 300, 600);
            }
            recorder.write(log, 10_000L * process, 10_000L * process + 5_000);
        }

        final List<String> totals = new ArrayList<>();
        try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
            while (reader.hasNext()) {
                final AbstractHistogram interval = (AbstractHistogram) reader.nextIntervalHistogram();
                if ("total".equals(interval.getTag())) {
                    totals.add(interval.getStartTimeStamp() + " " + interval.getTotalCount());
                }
            }
        }
        assertEquals(List.of("0 3", "10000 5"), totals);
    }
}
