package io.ringmaster.bench.comparison;

import io.ringmaster.pipeline.core.account.AccountTrades;
import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.handler.ShardHandler;
import io.ringmaster.pipeline.handler.StageHandler;
import io.ringmaster.pipeline.topology.EventRing;
import io.ringmaster.pipeline.topology.HaltOnFailure;
import io.ringmaster.pipeline.topology.Stages;
import io.ringmaster.pipeline.topology.Topology;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.StrategyShard;
import java.util.List;

/** A ring wired like the real one, but with strategies only: measures the cost of recommendations without anything after them. */
final class StrategyRing {

    private StrategyRing() {
    }

    /** @param listener receives every changed recommendation on the thread of the last stage */
    static EventRing wire(final TopologySettings settings, final StrategyShard strategies, final int instruments, final Listener listener) {
        final StageHandler idle = (slot, sequence, endOfBatch) -> { };
        final StageHandler last = (slot, sequence, endOfBatch) -> {
            slot.shards[0].forEachRecommendation((strategyIndex, signal) -> listener.onRecommendation(slot.sequence, strategyIndex, signal));
        };
        return Topology.wire(
            settings, () -> new EventSlot(1, instruments, new AccountTrades.Store()),
            new Stages(idle, idle, List.of(new ShardHandler(0, strategies, instruments, false)), idle, last), new HaltOnFailure(() -> { }));
    }

    /** Receives recommendations. */
    @FunctionalInterface
    interface Listener {

        void onRecommendation(long sequence, int strategyIndex, Signal signal);
    }
}
