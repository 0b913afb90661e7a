package io.ringmaster.signals;

import java.io.IOException;

/** A source that is read at intervals. */
interface PolledSource {

    /**
     * Reads the source once and puts new signals into the queue.
     *
     * @throws IOException              if it cannot be read
     * @throws MalformedSignalException if the whole document is invalid
     * @throws InterruptedException     if the thread is interrupted
     */
    void poll() throws IOException, InterruptedException;

    SourceCounts counts();
}
