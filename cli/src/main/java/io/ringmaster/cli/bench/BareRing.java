package io.ringmaster.cli.bench;

import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.handler.StageHandler;
import io.ringmaster.pipeline.topology.EventRing;
import io.ringmaster.pipeline.topology.HaltOnFailure;
import io.ringmaster.pipeline.topology.Stages;
import io.ringmaster.pipeline.topology.Topology;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.util.List;

/** A ring wired like the real one, whose handlers do nothing: the baseline of what the real one costs. */
final class BareRing {

    private BareRing() {
    }

    static EventRing wire(final TopologySettings settings) {
        final StageHandler idle = (slot, sequence, endOfBatch) -> { };
        return Topology.wire(settings, () -> new EventSlot(1, 1, 1, 1), new Stages(idle, idle, List.of(idle), idle, idle), new HaltOnFailure(() -> { }));
    }
}
