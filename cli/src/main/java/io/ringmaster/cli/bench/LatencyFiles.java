package io.ringmaster.cli.bench;

import io.ringmaster.cli.bench.LatencyFigures.AtLoad;
import io.ringmaster.cli.bench.LatencyFigures.Row;
import io.ringmaster.journal.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** The files of {@code bench latency --out}. */
record LatencyFiles(LatencyReport report) {

    void write(final Path directory) {
        try {
            Files.createDirectories(directory);
            for (final AtLoad at : report.figures().loads()) {
                for (final Row row : at.rows()) {
                    final String begin = at.load().name() + "-journal-" + (row.hasJournal() ? "on" : "off") + "-";
                    for (final Histogram times : row.stages().values()) {
                        write(directory.resolve(begin + times.getTag() + ".hlog"), times);
                    }
                }
                for (final Histogram times : at.bare().values()) {
                    write(directory.resolve(at.load().name() + "-bare-" + times.getTag() + ".hlog"), times);
                }
            }
            final LatencyFigures.Start start = report.figures().start();
            write(directory.resolve("start-cold-" + start.stage().key + ".hlog"), start.cold());
            if (start.warmed() != null) {
                write(directory.resolve("start-warmed-" + start.stage().key + ".hlog"), start.warmed().times());
            }
            Files.writeString(directory.resolve("latency.json"), report.json() + "\n");
            Files.writeString(directory.resolve("latency.html"), LatencyPage.html(report));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write to " + directory + ": " + IoReason.of(e), e);
        }
    }

    /** Nothing is written for what was not measured. */
    private static void write(final Path file, final Histogram times) throws IOException {
        if (times.getTotalCount() == 0) {
            return;
        }
        final HistogramLogWriter log = new HistogramLogWriter(file.toFile());
        log.outputComment("nanoseconds");
        log.outputLogFormatVersion();
        log.outputLegend();
        log.outputIntervalHistogram(times);
        log.close();
    }
}
