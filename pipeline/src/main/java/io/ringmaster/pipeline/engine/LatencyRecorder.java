package io.ringmaster.pipeline.engine;

import io.ringmaster.journal.IoReason;
import io.ringmaster.journal.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The time that each stage took for an event, from the claim of its slot to the end of the sequencer, in nanoseconds. Only the sequencer's thread
 * writes it; it is not part of a replay.
 */
public final class LatencyRecorder {

    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram stage1 = newHistogram("stage1");
    private final Histogram decision = newHistogram("decision");
    private final Histogram sequencer = newHistogram("sequencer");
    private final Histogram total = newHistogram("total");
    private final Histogram order = newHistogram("order");

    private static Histogram newHistogram(final String tag) {
        final Histogram histogram = new Histogram(HIGHEST_NS, SIGNIFICANT_DIGITS);
        histogram.setTag(tag);
        return histogram;
    }

    /** Records one event; all times are monotonic. */
    void record(final long claimedNs, final long stage1Ns, final long decidedNs, final long sequencedNs) {
        add(stage1, stage1Ns - claimedNs);
        add(decision, decidedNs - stage1Ns);
        add(sequencer, sequencedNs - decidedNs);
        add(total, sequencedNs - claimedNs);
    }

    /** Records an event that caused a command to the venue, at the time at which its last one stood in the gateway's ring. */
    void recordOrder(final long claimedNs, final long orderedNs) {
        add(order, orderedNs - claimedNs);
    }

    private static void add(final Histogram histogram, final long elapsedNs) {
        histogram.recordValue(Math.min(HIGHEST_NS, Math.max(0, elapsedNs)));
    }

    /** From the claim of the slot to the end of the sequencer; read it while the engine is at rest. */
    public Histogram total() {
        return total;
    }

    /**
     * Appends all stages to an HdrHistogram interval log; the tag of each line names the stage. A session that is resumed adds an interval to those of its
     * earlier processes.
     */
    public void write(final Path file, final long startMs, final long endMs) {
        try {
            PrivateFiles.createFile(file);
            final boolean isNew = Files.size(file) == 0;
            final HistogramLogWriter log = new HistogramLogWriter(Files.newOutputStream(file, StandardOpenOption.APPEND));
            if (isNew) {
                log.outputComment("nanoseconds from one stage's end to the next; total: from the claim of the slot; order: from there to the last command in"
                    + " the gateway's ring, for events that cause one");
                log.outputLogFormatVersion();
                log.outputLegend();
            }
            for (final Histogram histogram : new Histogram[] {stage1, decision, sequencer, total, order}) {
                histogram.setStartTimeStamp(startMs);
                histogram.setEndTimeStamp(endMs);
                log.outputIntervalHistogram(histogram);
            }
            log.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + IoReason.of(e), e);
        }
    }
}
