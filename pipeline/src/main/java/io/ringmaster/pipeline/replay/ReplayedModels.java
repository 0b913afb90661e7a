package io.ringmaster.pipeline.replay;

import io.ringmaster.pipeline.engine.ModelEngines;

/** The models of a session that is replayed: either they compute, or they say what the session recorded. */
final class ReplayedModels implements AutoCloseable {

    /** Null if they compute. */
    private final RecordedAnswers answers;
    private final OutputDifferences differences;
    private long driftUnchecked;

    private ReplayedModels(final RecordedAnswers answers, final OutputDifferences differences) {
        this.answers = answers;
        this.differences = differences;
    }

    /**
     * @param fromRecord whether they say what the session recorded
     * @param records    outputs that were verified
     */
    static ReplayedModels of(final SessionDirectory session, final boolean fromRecord, final long records) {
        if (!fromRecord) {
            return new ReplayedModels(null, new OutputDifferences());
        }
        final RecordedAnswers answers = new RecordedAnswers(session, records);
        return new ReplayedModels(answers, answers.differences());
    }

    ModelEngines engines() {
        return answers == null ? ModelEngines.COMPUTING : answers;
    }

    /** Prepares the comparison with the recorded outputs: what models compute may differ in last bits, what they are made to say may not. */
    void compareWith(final RecordedPrefix recorded) {
        if (answers == null) {
            recorded.allowLastBits(differences);
        }
    }

    /** Whether the file of a model is missing, and with it the reference of its drift. */
    boolean lackReference() {
        return answers != null && answers.lackModel();
    }

    void onDriftUnchecked(final long records) {
        driftUnchecked += records;
    }

    /**
     * What differs for good.
     *
     * @param inOutputs the first difference of the outputs in words; null if there is none
     */
    String difference(final String inOutputs) {
        if (inOutputs != null) {
            return answers != null || differences.lastBits() == 0 ? inOutputs
                : inOutputs + " Before that, what the models say differs in last bits: 'replay --recorded-decisions' checks all that follows from what was"
                    + " recorded.";
        }
        return answers == null || differences.above() == 0 ? null : differences.first() + ". All decisions follow from what was recorded.";
    }

    ModelComparison comparison() {
        return new ModelComparison(
            differences.compared(), differences.lastBits(), differences.above(), differences.largest(),
            answers == null ? 0 : answers.notComputed(), answers == null ? "" : answers.why(), driftUnchecked);
    }

    @Override
    public void close() {
        if (answers != null) {
            answers.close();
        }
    }
}
