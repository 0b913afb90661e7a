package io.ringmaster.pipeline.replay;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a replay found.
 *
 * @param volume          how much was played, and how long it took
 * @param firstDifference the first difference in words; null when there is none
 * @param snapshots       kept snapshots that were what the fold came to
 * @param outputSha256    hex digest over all recomputed outputs
 * @param startedBehind   the input whose snapshot it started from, because older records were removed; 0 for a whole session
 * @param parts           where another build went on, the part of each; empty for a session of one build
 */
public record ReplayReport(
    Volume volume, String firstDifference, int snapshots, String outputSha256, long startedBehind, List<ReplayPart> parts) {

    private static final double NS_PER_SECOND = 1e9;

    /**
     * How much was played.
     *
     * @param events     inputs played
     * @param points     level changes, trades and tickers among them
     * @param outputs    outputs recomputed
     * @param unrecorded outputs at the end that the recorded session, cut short, had not come to say
     * @param elapsedNs  wall time from the first input to the last output
     */
    public record Volume(long events, long points, long outputs, long unrecorded, long elapsedNs) {

        private Volume plus(final Volume other) {
            return new Volume(
                events + other.events, points + other.points, outputs + other.outputs, unrecorded + other.unrecorded, elapsedNs + other.elapsedNs);
        }

        public double eventsPerSecond() {
            return events * NS_PER_SECOND / elapsedNs;
        }

        public double pointsPerSecond() {
            return points * NS_PER_SECOND / elapsedNs;
        }
    }

    /** @param reports of the parts this build recorded, and of others it says the same as */
    static ReplayReport ofParts(final List<ReplayReport> reports, final List<ReplayPart> parts) {
        final String difference = reports.isEmpty() ? "no part of the session is of this build"
            : reports.stream().map(ReplayReport::firstDifference).filter(Objects::nonNull).findFirst().orElse(null);
        return new ReplayReport(
            reports.stream().map(ReplayReport::volume).reduce(new Volume(0, 0, 0, 0, 0), Volume::plus), difference, 0,
            reports.stream().map(ReplayReport::outputSha256).collect(Collectors.joining("+")), 0, List.copyOf(parts));
    }

    /** Whether everything recorded by this build was said again, byte by byte. */
    public boolean isIdentical() {
        return firstDifference == null;
    }
}
