package io.ringmaster.pipeline.topology;

import io.ringmaster.pipeline.handler.Challenger;
import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.handler.QuietMoment;
import io.ringmaster.pipeline.handler.StageHandler;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/**
 * All stages in order on the publisher's own thread: for replay, backtests, training and small machines. An event is finished when {@link #publish}
 * returns, so one slot is enough, and it stays in the first-level cache. Only the challengers of a session in real time have threads of their own.
 */
final class CompactRing implements EventRing {

    private final EventSlot slot;
    private final EventSlot last;
    private final Stages stages;
    private final StageHandler[] shards;
    /** Those that run on this thread. */
    private final Challenger[] challengers;
    /** Null if none has a thread of its own. */
    private final ChallengerThreads challengerThreads;
    private final List<QuietMoment> quiet;
    private final HaltOnFailure halt;
    private long published = -1;

    CompactRing(final Supplier<EventSlot> slots, final Stages stages, final HaltOnFailure halt) {
        slot = slots.get();
        last = slots.get();
        this.stages = stages;
        shards = stages.shards().toArray(new StageHandler[0]);
        final boolean haveThreads = !stages.challengers().areAwaited() && !stages.challengers().all().isEmpty();
        challengers = haveThreads ? new Challenger[0] : stages.challengers().all().toArray(new Challenger[0]);
        challengerThreads = haveThreads ? new ChallengerThreads(stages.challengers(), shards.length) : null;
        quiet = Topology.inOrder(stages).stream().filter(QuietMoment.class::isInstance).map(QuietMoment.class::cast).toList();
        this.halt = halt;
    }

    @Override
    public EventSlot claim() {
        halt.check();
        return slot;
    }

    @Override
    public void publish() {
        final long sequence = ++published;
        try {
            Topology.run(stages, shards, challengers, slot, sequence);
            if (challengerThreads != null) {
                challengerThreads.onEvent(slot, sequence, false);
            }
        } catch (final Throwable thrown) {
            halt.handleEventException(thrown, sequence, slot);
        }
    }

    @Override
    public boolean isWaiting() {
        return stages.decision().isWaiting();
    }

    @Override
    public void goOn() {
        try {
            Topology.goOn(stages, challengers, slot, published);
        } catch (final Throwable thrown) {
            halt.handleEventException(thrown, published, slot);
        }
    }

    @Override
    public long published() {
        return published;
    }

    @Override
    public void awaitSequenced(final long ringSequence) {
        halt.check();
    }

    @Override
    public boolean recordLast(final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        last.put(sequence, buffer, offset, length);
        try {
            stages.inputJournal().onEvent(last, published + 1, true);
            return true;
        } catch (final Exception e) {
            throw new IllegalStateException("the journal cannot record the last input", e);
        }
    }

    @Override
    public void idle() {
        for (int i = 0; i < quiet.size(); i++) {
            quiet.get(i).onQuiet();
        }
    }

    @Override
    public void close() {
        if (challengerThreads != null) {
            challengerThreads.close();
        }
    }
}
