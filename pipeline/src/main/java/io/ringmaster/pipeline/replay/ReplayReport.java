package io.ringmaster.pipeline.replay;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The result of a replay.
 *
 * @param volume          how much was played, and how long it took
 * @param firstDifference the first difference in words; null when there is none
 * @param models         how what models say compares with what they said
 * @param snapshots       stored snapshots that equal the recomputed state
 * @param outputSha256    hex digest over all recomputed outputs
 * @param startedBehind   the input whose snapshot it started from, because older records were removed; 0 for a whole session
 * @param parts           the part of each build if others resumed the session; empty for a session of one build
 */
public record ReplayReport(
    Volume volume, String firstDifference, ModelComparison models, int snapshots, String outputSha256, long startedBehind, List<ReplayPart> parts) {

    private static final double NS_PER_SECOND = 1e9;

    /**
     * The amount that was played.
     *
     * @param events     inputs played
     * @param points     level changes, trades and tickers among them
     * @param outputs    outputs recomputed
     * @param unrecorded outputs at the end that the interrupted session had not recorded
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

    /** @param reports reports of the parts with the outputs of this build */
    static ReplayReport ofParts(final List<ReplayReport> reports, final List<ReplayPart> parts) {
        final String difference = reports.isEmpty() ? "no part of the session is of this build"
            : reports.stream().map(ReplayReport::firstDifference).filter(Objects::nonNull).findFirst().orElse(null);
        return new ReplayReport(
            reports.stream().map(ReplayReport::volume).reduce(new Volume(0, 0, 0, 0, 0), Volume::plus), difference,
            reports.stream().map(ReplayReport::models).reduce(ModelComparison.SAME, ModelComparison::plus), 0,
            reports.stream().map(ReplayReport::outputSha256).collect(Collectors.joining("+")), 0, List.copyOf(parts));
    }

    /** Whether all recorded outputs of this build were recomputed, byte by byte, except for last bits of what models say. */
    public boolean isIdentical() {
        return firstDifference == null;
    }
}
