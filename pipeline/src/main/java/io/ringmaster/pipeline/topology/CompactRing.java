package io.ringmaster.pipeline.topology;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.EventHandler;
import io.ringmaster.pipeline.handler.EventSlot;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * All stages in order on the publisher's own thread: for replay, backtests, training and small machines. An event is done with when
 * {@link #publish} returns, so one slot is ring enough, and it stays in the nearest cache.
 */
final class CompactRing implements EventRing {

    private final EventSlot slot;
    private final EventSlot last;
    private final Stages stages;
    private final EventHandler<EventSlot>[] shards;
    private final EventHandler<EventSlot>[] handlers;
    private final HaltOnFailure halt;
    private long published = -1;

    @SuppressWarnings({"unchecked", "rawtypes"})
    CompactRing(final EventFactory<EventSlot> slots, final Stages stages, final HaltOnFailure halt) {
        slot = slots.newInstance();
        last = slots.newInstance();
        this.stages = stages;
        shards = stages.shards().toArray(new EventHandler[0]);
        handlers = inOrder(stages);
        this.halt = halt;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static EventHandler<EventSlot>[] inOrder(final Stages stages) {
        final List<EventHandler<EventSlot>> all = new ArrayList<>();
        all.add(stages.inputJournal());
        all.add(stages.market());
        all.addAll(stages.shards());
        all.add(stages.decision());
        all.add(stages.sequencer());
        return all.toArray(new EventHandler[0]);
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
            // Written out, so that each place calls one kind of handler and the compiler can see through it. Quiet moments come through
            // idle(), never before the next stage.
            stages.inputJournal().onEvent(slot, sequence, false);
            stages.market().onEvent(slot, sequence, false);
            for (final EventHandler<EventSlot> shard : shards) {
                shard.onEvent(slot, sequence, false);
            }
            stages.decision().onEvent(slot, sequence, false);
            stages.sequencer().onEvent(slot, sequence, false);
        } catch (final Throwable thrown) {
            halt.handleEventException(thrown, sequence, slot);
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
            throw new IllegalStateException("the journal does not take the last input", e);
        }
    }

    @Override
    public void idle() {
        Topology.onQuiet(handlers);
    }

    @Override
    public void close() {
        // Nothing runs behind this ring.
    }
}
