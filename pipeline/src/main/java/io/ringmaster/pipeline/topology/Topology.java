package io.ringmaster.pipeline.topology;

import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.EventProcessorFactory;
import io.ringmaster.pipeline.handler.Challenger;
import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.handler.StageHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The order of the stages.
 *
 * <pre>
 *                 ┌ input journal ┐                ┌ sequencer
 *   publisher ──▶ ├ market        ├──▶ decision ──▶ └ copies ──▶ queue ──▶ challenger, one of each for each
 *                 ├ shard 0       │
 *                 └ shard k-1     ┘
 *                   stage 1            stage 2      stage 3
 * </pre>
 *
 * {@code spread} gives each handler a thread ({@link #connect}), {@code compact} runs all of them in the same order on one ({@link #run}); results
 * are the same to the byte. The handlers arrive built and do not know each other. Challengers come last, and no stage waits for them.
 */
public final class Topology {

    private Topology() {
    }

    /** @param settings resolved, without AUTO: see {@link TopologySettings#on} */
    public static EventRing wire(
        final TopologySettings settings, final Supplier<EventSlot> slots, final Stages stages, final HaltOnFailure halt) {
        return switch (settings.mode()) {
            case COMPACT -> new CompactRing(slots, stages, halt);
            case SPREAD -> new SpreadRing(slots, settings, CoreMap.of(settings), stages, halt);
            case AUTO -> throw new IllegalArgumentException("mode must be decided before wiring: mode=" + settings.mode());
        };
    }

    /** The graph for threads: a stage sees an event after all handlers of the previous stage have finished it. */
    static void connect(
        final Disruptor<EventSlot> disruptor, final Stages stages, final List<StageHandler> copies, final Processors processors) {
        disruptor
            .handleEventsWith(processors.of(stage1(stages)))            // Recorded, followed, and read by every strategy.
            .then(processors.of(List.of(stages.decision())))            // After all handlers of stage 1.
            .then(processors.of(stage3(stages, copies)));               // Risk, order state, output journal, then the wire.
    }

    /** The sequencer is the last one. */
    private static List<StageHandler> stage3(final Stages stages, final List<StageHandler> copies) {
        final List<StageHandler> handlers = new ArrayList<>(copies);
        handlers.add(stages.sequencer());
        return handlers;
    }

    private static List<StageHandler> stage1(final Stages stages) {
        final List<StageHandler> handlers = new ArrayList<>();
        handlers.add(stages.inputJournal());
        handlers.add(stages.market());
        handlers.addAll(stages.shards());
        return handlers;
    }

    /**
     * The graph on one thread, up to a decision that waits for its model. The calls are written out, so that each call site has one type of handler and
     * the compiler can inline it. No event is the end of a batch: quiet moments come through {@link EventRing#idle}, never before the next stage.
     *
     * @param shards      the shards of the stages
     * @param challengers those of the stages that run on this thread
     */
    static void run(
        final Stages stages, final StageHandler[] shards, final Challenger[] challengers, final EventSlot slot, final long sequence) throws Exception {
        stages.inputJournal().onEvent(slot, sequence, false);
        stages.market().onEvent(slot, sequence, false);
        for (final StageHandler shard : shards) {
            shard.onEvent(slot, sequence, false);
        }
        stages.decision().onEvent(slot, sequence, false);
        if (!stages.decision().isWaiting()) {
            finish(stages, challengers, slot, sequence);
        }
    }

    /** Goes on with the event that waited; the model has answered. */
    static void goOn(final Stages stages, final Challenger[] challengers, final EventSlot slot, final long sequence) throws Exception {
        stages.decision().goOn(slot);
        if (!stages.decision().isWaiting()) {
            finish(stages, challengers, slot, sequence);
        }
    }

    private static void finish(final Stages stages, final Challenger[] challengers, final EventSlot slot, final long sequence) throws Exception {
        stages.sequencer().onEvent(slot, sequence, false);
        for (final Challenger challenger : challengers) {
            challenger.onEvent(slot, false);
        }
    }

    /** Every handler, in the order of the graph. */
    static List<StageHandler> inOrder(final Stages stages) {
        final List<StageHandler> handlers = stage1(stages);
        handlers.add(stages.decision());
        handlers.add(stages.sequencer());
        return handlers;
    }

    /** Creates the processors of a stage's handlers, each with its thread. */
    @FunctionalInterface
    interface Processors {

        EventProcessorFactory<EventSlot>[] of(List<StageHandler> handlers);
    }
}
