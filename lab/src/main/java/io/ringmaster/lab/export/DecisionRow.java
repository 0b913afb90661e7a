package io.ringmaster.lab.export;

/** A decision of a model, as it is put together from the records of a session. */
final class DecisionRow {

    final long cause;
    final long timeNs;
    final int instrumentId;
    final float[] seen;
    /** NaN if the model was not asked. */
    final float[] said;
    /** NaN if the position is to stay. */
    double exposure = Double.NaN;
    String signal = "";
    String reason = "";
    long markE8;
    long equityE8;

    DecisionRow(final long cause, final long timeNs, final int instrumentId, final float[] seen, final float[] said) {
        this.cause = cause;
        this.timeNs = timeNs;
        this.instrumentId = instrumentId;
        this.seen = seen;
        this.said = said;
    }
}
