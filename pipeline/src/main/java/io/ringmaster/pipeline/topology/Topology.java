package io.ringmaster.pipeline.topology;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.EventHandler;
import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.handler.QuietMoment;
import io.ringmaster.pipeline.handler.ShardCell;
import io.ringmaster.pipeline.handler.ShardHandler;
import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.StrategyShard;
import java.util.List;

/**
 * Wires the ring and does nothing else.
 *
 * <pre>
 *                 ┌ input journal ┐
 *   publisher ──▶ ├ market        ├──▶ decision ──▶ sequencer
 *                 ├ shard 0       │
 *                 └ shard k-1     ┘
 *                   stage 1            stage 2      stage 3
 * </pre>
 *
 * {@code compact} runs the same handlers in the same order on one thread, {@code spread} gives each its own; results are the same to
 * the byte.
 */
public final class Topology {

    private Topology() {
    }

    /** @param settings with nothing left to decide: see {@link TopologySettings#on} */
    public static EventRing wire(
        final TopologySettings settings, final EventFactory<EventSlot> slots, final Stages stages, final HaltOnFailure halt) {
        return switch (settings.mode()) {
            case COMPACT -> new CompactRing(slots, stages, halt);
            case SPREAD -> new SpreadRing(slots, settings, stages, halt);
            case AUTO -> throw new IllegalArgumentException("mode must be decided before wiring: mode=" + settings.mode());
        };
    }

    /** A ring of the same build whose handlers do nothing: what the real one is measured against. */
    public static EventRing bare(final TopologySettings settings) {
        final EventHandler<EventSlot> idle = (slot, sequence, endOfBatch) -> { };
        return wire(settings, () -> new EventSlot(1, 1, 1, 1), new Stages(idle, idle, List.of(idle), idle, idle), new HaltOnFailure(() -> { }));
    }

    /**
     * A ring of the same build in which only strategies work: what recommendations cost, without what is made of them.
     *
     * @param heard told of every recommendation that changed, on the thread of the last stage
     */
    public static EventRing strategiesOnly(
        final TopologySettings settings, final StrategyShard strategies, final int instruments, final RecommendationListener heard) {
        final EventHandler<EventSlot> idle = (slot, sequence, endOfBatch) -> { };
        final EventHandler<EventSlot> last = (slot, sequence, endOfBatch) -> {
            final ShardCell cell = slot.shards[0];
            for (int i = 0; i < cell.recommendationCount; i++) {
                heard.onRecommendation(slot.sequence, cell.strategyIndex[i], cell.signal[i]);
            }
        };
        return wire(
            settings, () -> new EventSlot(1, 1, instruments, 1),
            new Stages(idle, idle, List.of(new ShardHandler(0, strategies, instruments, false)), idle, last), new HaltOnFailure(() -> { }));
    }

    /** Hears what strategies say. */
    @FunctionalInterface
    public interface RecommendationListener {

        void onRecommendation(long sequence, int strategyIndex, Signal signal);
    }

    static void onQuiet(final EventHandler<EventSlot>[] handlers) {
        for (final EventHandler<EventSlot> handler : handlers) {
            if (handler instanceof final QuietMoment quiet) {
                quiet.onQuiet();
            }
        }
    }
}
