package io.ringmaster.signals;

import java.io.IOException;

/** A source that is asked from time to time. */
interface PolledSource {

    /**
     * Asks once and puts what is new into the queue.
     *
     * @throws IOException              if it could not be asked
     * @throws MalformedSignalException if all it said was nonsense
     * @throws InterruptedException     if the thread is told to stop
     */
    void poll() throws IOException, InterruptedException;

    SourceCounts counts();
}
