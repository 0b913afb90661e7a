package io.ringmaster.cli.bench;

import io.ringmaster.cli.bench.BareParts.Part;
import io.ringmaster.cli.bench.StageTimes.Stage;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What {@code bench latency} found.
 *
 * @param topology as it was resolved
 * @param start    the first events of a new session, before anything was warm
 */
record LatencyFigures(TopologySettings topology, Map<Stage, Histogram> start, List<AtLoad> loads) {

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
