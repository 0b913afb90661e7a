package io.ringmaster.monitor.model;

import io.ringmaster.journal.IoReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * The latency log of a session, read again when it changed. A line that is still being written is left for the next time. Opens the file for reading
 * only. One thread.
 */
final class LatencyLog {

    private final Path file;
    private LatencyView view;
    private long length = -1;
    private long changedMs = -1;

    LatencyLog(final Path file) {
        this.file = file;
        view = missing();
    }

    /** What was read last. */
    LatencyView view() {
        return view;
    }

    /**
     * Reads the file again if it is another one than before.
     *
     * @return whether it was
     */
    boolean look() {
        try {
            final BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (now.size() == length && now.lastModifiedTime().toMillis() == changedMs) {
                return false;
            }
            length = now.size();
            changedMs = now.lastModifiedTime().toMillis();
            view = read(file);
        } catch (final NoSuchFileException e) {
            final boolean wasThere = length >= 0;
            length = -1;
            view = missing();
            return wasThere;
        } catch (final IOException e) {
            length = -1;
            view = new LatencyView(List.of(), "cannot read " + file + ": " + IoReason.of(e) + ". Allow this user to read it.");
        }
        return true;
    }

    private LatencyView missing() {
        return new LatencyView(List.of(), "This session has no latency log yet. The engine writes " + file
            + " when the session ends in order; it appears here by itself.");
    }

    private static LatencyView read(final Path file) throws IOException {
        final byte[] bytes = Files.readAllBytes(file);
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        final List<LatencyView.Entry> entries = new ArrayList<>();
        String problem = "";
        final String text = new String(bytes, 0, whole, StandardCharsets.US_ASCII);
        int line = 0;
        for (final String each : text.split("\n")) {
            line++;
            try {
                entries.addAll(entries(each));
            } catch (final RuntimeException e) {
                problem = file + ", line " + line + " is no line of an HdrHistogram log: " + reason(e) + ". The lines before and after it are shown.";
            }
        }
        if (entries.isEmpty() && problem.isEmpty()) {
            problem = file + " holds no histogram yet.";
        }
        return new LatencyView(entries, problem);
    }

    private static String reason(final RuntimeException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static List<LatencyView.Entry> entries(final String line) {
        final List<LatencyView.Entry> entries = new ArrayList<>();
        if (line.startsWith("#") || line.startsWith("\"")) {
            return entries;
        }
        try (HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.US_ASCII)))) {
            while (reader.hasNext()) {
                final EncodableHistogram next = reader.nextIntervalHistogram();
                if (!(next instanceof final Histogram histogram)) {
                    throw new IllegalArgumentException("the line holds no histogram of whole numbers");
                }
                final String tag = histogram.getTag() == null ? "all" : histogram.getTag();
                entries.add(new LatencyView.Entry(tag, histogram.getStartTimeStamp(), histogram.getEndTimeStamp(), histogram));
            }
        }
        return entries;
    }
}
