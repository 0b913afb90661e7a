package io.ringmaster.inference;

/** Measures how long a model takes for a decision. It is not a part of what is replayed. */
public interface ModelTimer {

    /** Watches nothing. */
    ModelTimer NONE = new ModelTimer() {
        @Override
        public void beginModel() {
            // Nothing to watch.
        }

        @Override
        public void endModel(final boolean isLate) {
            // Nothing to watch.
        }
    };

    /** Called before the model runs, on the decision's thread. */
    void beginModel();

    /**
     * Called after it has run, on the same thread.
     *
     * @param isLate whether the last verdict on the model was that it is late
     */
    void endModel(boolean isLate);
}
