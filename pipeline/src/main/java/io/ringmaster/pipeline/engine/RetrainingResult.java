package io.ringmaster.pipeline.engine;

import io.ringmaster.schema.RetrainingOutcomeDecoder;
import io.ringmaster.schema.RetrainingVerdict;

/**
 * What came of a retraining, as a session records it.
 *
 * @param evidence       path of the file of evidence
 * @param evidenceSha256 of that file
 * @param reason         in words
 */
public record RetrainingResult(
    RetrainingVerdict verdict, Window window, Figures figures, Models models, String evidence, String evidenceSha256, String reason) {

    /** Stands for a time that is not known. */
    public static final long NO_TIME = RetrainingOutcomeDecoder.heldOutFromTimeNsNullValue();

    /**
     * The data; each time is {@link #NO_TIME} if it is not known.
     *
     * @param fromNs        first event
     * @param heldOutFromNs the new model has learned from nothing at or after this time
     * @param toNs          last event
     */
    public record Window(long fromNs, long heldOutFromNs, long toNs) {

        public static final Window UNKNOWN = new Window(NO_TIME, NO_TIME, NO_TIME);
    }

    /**
     * What is compared.
     *
     * @param newSha256     empty if there is no new model
     * @param runningSha256 of the model that decided when the retraining began
     */
    public record Models(String newSha256, String runningSha256) {
    }

    /**
     * Net returns on the held-out data as shares, and how sure that of the new model is; NaN where they are not known.
     *
     * @param newDsr deflated Sharpe ratio
     * @param trials that it is deflated by
     */
    public record Figures(double newReturn, double runningReturn, double fixedShareReturn, double newDsr, long trials) {

        public static final Figures UNKNOWN = new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
    }
}
