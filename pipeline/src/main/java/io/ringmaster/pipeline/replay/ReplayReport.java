package io.ringmaster.pipeline.replay;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a replay found.
 *
 * @param events          inputs played
 * @param points          level changes, trades and tickers among them
 * @param outputs         outputs recomputed
 * @param unrecorded      outputs at the end that the recorded session, cut short, had not come to say
 * @param firstDifference the first difference in words; null when there is none
 * @param snapshots       kept snapshots that were what the fold came to
 * @param elapsedNs       wall time from the first input to the last output
 * @param outputSha256    hex digest over all recomputed outputs
 * @param startedBehind   the input whose snapshot it started from, because older records were removed; 0 for a whole session
 * @param parts           where another build went on, the part of each; empty for a session of one build
 */
public record ReplayReport(
    long events, long points, long outputs, long unrecorded, String firstDifference, int snapshots, long elapsedNs, String outputSha256,
    long startedBehind, List<ReplayPart> parts) {

    /** @param reports of the parts this build recorded, and of others it says the same as */
    static ReplayReport ofParts(final List<ReplayReport> reports, final List<ReplayPart> parts) {
        final String difference = reports.isEmpty() ? "no part of the session is of this build"
            : reports.stream().map(ReplayReport::firstDifference).filter(Objects::nonNull).findFirst().orElse(null);
        return new ReplayReport(
            reports.stream().mapToLong(ReplayReport::events).sum(), reports.stream().mapToLong(ReplayReport::points).sum(),
            reports.stream().mapToLong(ReplayReport::outputs).sum(), reports.stream().mapToLong(ReplayReport::unrecorded).sum(), difference, 0,
            reports.stream().mapToLong(ReplayReport::elapsedNs).sum(),
            reports.stream().map(ReplayReport::outputSha256).collect(Collectors.joining("+")), 0, List.copyOf(parts));
    }

    /** Whether everything recorded by this build was said again, byte by byte. */
    public boolean isIdentical() {
        return firstDifference == null;
    }

    public double eventsPerSecond() {
        return events * 1e9 / elapsedNs;
    }

    public double pointsPerSecond() {
        return points * 1e9 / elapsedNs;
    }
}
