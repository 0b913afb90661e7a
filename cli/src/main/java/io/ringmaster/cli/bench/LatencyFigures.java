package io.ringmaster.cli.bench;

import io.ringmaster.cli.bench.BareParts.Part;
import io.ringmaster.cli.bench.StageTimes.Stage;
import io.ringmaster.cli.session.CodeWarmup;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What {@code bench latency} found.
 *
 * @param topology as it was resolved
 */
record LatencyFigures(TopologySettings topology, Start start, List<AtLoad> loads) {

    /**
     * The first events of sessions, under the same load.
     *
     * @param stage  the way that is measured
     * @param cold   of the first session in the process
     * @param warmed null if the code was not warmed up
     * @param steady of the last of these sessions later
     */
    record Start(LatencyPlan.Load load, Stage stage, Histogram cold, Warmed warmed, Histogram steady) {

        /** The 99th percentile, as a multiple of the same later. */
        double timesSteady(final Histogram first) {
            return (double) first.getValueAtPercentile(99) / steady.getValueAtPercentile(99);
        }
    }

    /**
     * The first events of a new session after the code was warmed up.
     *
     * @param played to warm it up
     * @param tookNs how long that took
     */
    record Warmed(Histogram times, CodeWarmup.Played played, long tookNs) { }

    /** @param rows with journals, without, or both */
    record AtLoad(LatencyPlan.Load load, List<Row> rows, Map<Part, Histogram> bare) {

        /** The session as it runs: with journals, if they were measured. */
        Row main() {
            return rows.getFirst();
        }

        /** The medians of the bare parts together, in nanoseconds. */
        long sumNs() {
            return bare.values().stream().mapToLong(AtLoad::median).sum();
        }

        /** The same without the hand-over between threads, which compact does not have. */
        long sumWithoutHopNs() {
            return sumNs() - median(bare.get(Part.HOP));
        }

        /** A stage as a multiple of bare parts, at the median. */
        double timesBare(final Stage stage, final long bareNs) {
            return (double) median(main().stages.get(stage)) / bareNs;
        }

        private static long median(final Histogram histogram) {
            return histogram.getValueAtPercentile(50);
        }

        /** What journals add to a percentile, as a share; NaN if only one of both was measured. */
        double journalAdds(final Stage stage, final double percentile) {
            if (rows.size() < 2) {
                return Double.NaN;
            }
            final double with = rows.getFirst().stages.get(stage).getValueAtPercentile(percentile);
            return with / rows.getLast().stages.get(stage).getValueAtPercentile(percentile) - 1;
        }
    }

    /** One session under one load. */
    record Row(boolean hasJournal, Map<Stage, Histogram> stages, LoadGenerator.Played played, long orders, long fills) {

        Row plus(final LoadGenerator.Played more, final long moreOrders, final long moreFills) {
            return new Row(hasJournal, stages, played.plus(more), orders + moreOrders, fills + moreFills);
        }

        /** Whether events were published as fast as they were due; otherwise each waits longer than the one before. */
        boolean keepsUp(final LatencyPlan.Load load) {
            return load.rate() == 0 || played.perSecond() >= 0.99 * load.rate();
        }
    }
}
