package io.ringmaster.pipeline.topology;

import io.ringmaster.pipeline.handler.Challengers;
import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.handler.StageHandler;
import java.util.List;

/**
 * The challengers on threads of their own. A consumer of the ring, which waits for nothing, copies each event to a queue for each of them. So neither the
 * ring nor the sequencer waits for a challenger, unless the settings say so because the session is not in real time.
 */
final class ChallengerThreads implements StageHandler, AutoCloseable {

    private final List<ChallengerThread> threads;

    ChallengerThreads(final Challengers challengers, final int shards) {
        threads = challengers.all().stream().map(each -> new ChallengerThread(each, challengers, shards)).toList();
    }

    @Override
    public void onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch) {
        for (int i = 0; i < threads.size(); i++) {
            threads.get(i).offer(slot);
        }
    }

    /** Lets each challenger finish what it was given, unless it does not return. */
    @Override
    public void close() {
        threads.forEach(ChallengerThread::close);
    }
}
