package io.ringmaster.pipeline.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.pipeline.core.account.AccountTrades;
import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.handler.StageHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SequencerBarrierTest {

    private static final int EVENTS = 200;
    private static final long STALL_MS = 200;

    private final CountDownLatch overtaken = new CountDownLatch(1);
    private volatile long journaled = -1;
    private volatile long decided = -1;

    /**
     * No order may exist whose cause is not recorded. The journal stalls on its first event and lets a sequencer that does not wait for it
     * come past; one that waits never does, however slow the machine is.
     */
    @ParameterizedTest
    @EnumSource(value = TopologySettings.Mode.class, names = {"COMPACT", "SPREAD"})
    @Timeout(60)
    void shouldNotSequenceAnEventBeforeItsInputIsJournaledAndItsDecisionMade(final TopologySettings.Mode mode) {
        final StageHandler idle = (slot, sequence, endOfBatch) -> { };
        final StageHandler journal = (slot, sequence, endOfBatch) -> {
            if (sequence == 0 && !overtaken.await(STALL_MS, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();    // Not overtaken.
            }
            journaled = sequence;
        };
        final List<String> wrong = new ArrayList<>();
        final StageHandler sequencer = (slot, sequence, endOfBatch) -> {
            if (wrong.isEmpty() && (journaled < sequence || decided < sequence)) {
                wrong.add("event " + sequence + ": journaled up to " + journaled + ", decided up to " + decided);
                overtaken.countDown();
            }
        };
        final TopologySettings settings =
            new TopologySettings(mode, 1, 64, TopologySettings.Waiting.SLEEPING, 16, 1_000_000_000L, false);
        final Stages stages = new Stages(journal, idle, List.of(idle), (slot, sequence, endOfBatch) -> decided = sequence, sequencer);
        try (EventRing ring = Topology.wire(settings, () -> new EventSlot(1, 1, new AccountTrades.Store()), stages, new HaltOnFailure(() -> { }))) {
            for (int i = 0; i < EVENTS; i++) {
                ring.claim();
                ring.publish();
            }
            ring.awaitSequenced(ring.published());
        }

        assertEquals(List.of(), wrong);
    }
}
