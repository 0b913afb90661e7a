package io.ringmaster.pipeline.port;

/** Records what challengers decide and where they stand. What it holds never decides anything. */
public interface ChallengerLog {

    /** Records nothing and waits for every challenger: for sessions that are not in real time. */
    ChallengerLog NOWHERE = new ChallengerLog() {
        @Override
        public OutputSink of(final String id) {
            return (buffer, offset, length) -> { };
        }

        @Override
        public boolean areAwaited() {
            return true;
        }
    };

    /** Where the records of a challenger go; called before it begins, and used by its thread only. */
    OutputSink of(String id);

    /** Whether the session waits for a challenger that is behind, because it is not in real time; otherwise the challenger misses decisions. */
    boolean areAwaited();
}
