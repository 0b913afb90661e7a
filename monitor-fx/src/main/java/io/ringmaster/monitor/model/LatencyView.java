package io.ringmaster.monitor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How long each stage of the engine took, by the session's latency log as it is now, at any moment.
 *
 * @param entries a stage in an interval each, in the order of the log
 * @param problem why there is nothing, or not everything, with what to do; empty if the whole log was read
 */
public record LatencyView(List<Entry> entries, String problem) {

    /**
     * A stage in an interval.
     *
     * @param stage     as the log names it, such as {@code decision}
     * @param histogram nanoseconds; read only
     */
    public record Entry(String stage, long startMs, long endMs, Histogram histogram) {
    }

    public LatencyView {
        entries = List.copyOf(entries);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** All intervals of each stage together, in the order of the log. */
    public List<Entry> whole() {
        final Map<String, Entry> sums = new LinkedHashMap<>();
        for (final Entry entry : entries) {
            sums.merge(entry.stage, entry, LatencyView::sum);
        }
        return List.copyOf(sums.values());
    }

    private static Entry sum(final Entry a, final Entry b) {
        final Histogram sum = a.histogram.copy();
        sum.setAutoResize(true);
        sum.add(b.histogram);
        return new Entry(a.stage, Math.min(a.startMs, b.startMs), Math.max(a.endMs, b.endMs), sum);
    }

    /** Each stage in the interval that began last. */
    public List<Entry> newest() {
        final long start = entries.stream().mapToLong(Entry::startMs).max().orElse(0);
        final List<Entry> newest = new ArrayList<>(entries);
        newest.removeIf(entry -> entry.startMs != start);
        return newest;
    }

    /** Number of intervals. */
    public int intervals() {
        return (int) entries.stream().mapToLong(Entry::startMs).distinct().count();
    }
}
