package io.ringmaster.cli.bench;

import io.ringmaster.pipeline.core.account.AccountTrades;
import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.handler.StageHandler;
import io.ringmaster.pipeline.topology.EventRing;
import io.ringmaster.pipeline.topology.HaltOnFailure;
import io.ringmaster.pipeline.topology.Stages;
import io.ringmaster.pipeline.topology.Topology;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.util.List;

/** A ring with the stages of the real one and handlers that do nothing: the baseline for the cost of the real one. */
final class BareRing {

    private BareRing() {
    }

    static EventRing wire(final TopologySettings settings) {
        final StageHandler idle = (slot, sequence, endOfBatch) -> { };
        final Stages stages = new Stages(idle, idle, List.of(idle), idle, idle);
        return Topology.wire(settings, () -> new EventSlot(1, 1, new AccountTrades.Store()), stages, new HaltOnFailure(() -> { }));
    }
}
