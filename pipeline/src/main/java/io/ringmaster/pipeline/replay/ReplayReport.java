package io.ringmaster.pipeline.replay;

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
 */
public record ReplayReport(
    long events, long points, long outputs, long unrecorded, String firstDifference, int snapshots, long elapsedNs, String outputSha256,
    long startedBehind) {

    /** Whether everything recorded was said again, byte by byte. */
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
