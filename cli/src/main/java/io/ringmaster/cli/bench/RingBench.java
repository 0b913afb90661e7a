package io.ringmaster.cli.bench;

import io.ringmaster.pipeline.core.account.AccountTrades;
import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.topology.BareDiamond;
import io.ringmaster.pipeline.topology.EventRing;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Events a second through the ring with handlers that do nothing, beside the Disruptor alone with the same event, stages, size and wait strategy. The
 * kinds take turns, so that the state of the machine affects them equally.
 */
final class RingBench {

    private static final int STAGE_1 = 3;

    private final RecordedMarket market = RecordedMarket.bundled();
    private final TopologySettings spread;
    private final int events;

    /** What moves the events. */
    enum Kind {

        SPREAD("our ring, spread"), BARE_DIAMOND("bare diamond"), COMPACT("our ring, compact"), BARE_HOP("bare ring, one handler");

        final String label;

        Kind(final String label) {
            this.label = label;
        }
    }

    /**
     * @param spread resolved, with one shard
     * @param events published in each round
     */
    RingBench(final TopologySettings spread, final int events) {
        this.spread = spread;
        this.events = events;
    }

    /**
     * @param rounds measured rounds of each kind, after a warm-up round
     * @return by kind, nanoseconds of each round, in the order of the rounds
     */
    Map<Kind, long[]> run(final int rounds) {
        final Map<Kind, long[]> times = new EnumMap<>(Kind.class);
        for (final Kind kind : Kind.values()) {
            times.put(kind, new long[rounds]);
            time(kind);
        }
        for (int round = 0; round < rounds; round++) {
            for (final Kind kind : Kind.values()) {
                times.get(kind)[round] = time(kind);
            }
        }
        return times;
    }

    private long time(final Kind kind) {
        return switch (kind) {
            case SPREAD -> time(BareRing.wire(spread));
            case COMPACT -> time(BareRing.wire(spread.withMode(TopologySettings.Mode.COMPACT)));
            case BARE_DIAMOND -> time(new BareDiamond(spread, slots(), STAGE_1));
            case BARE_HOP -> time(new BareDiamond(spread, slots(), 0));
        };
    }

    private static Supplier<EventSlot> slots() {
        final AccountTrades.Store trades = new AccountTrades.Store();
        return () -> new EventSlot(1, 1, trades);
    }

    private long time(final EventRing ring) {
        try (ring) {
            final long startNs = System.nanoTime();
            int next = 0;
            for (long sequence = 1; sequence <= events; sequence++) {
                ring.claim().put(sequence, market.buffer(), market.offset(next), market.length(next));
                ring.publish();
                next = next + 1 == market.count() ? 0 : next + 1;
            }
            ring.awaitSequenced(ring.published());
            return System.nanoTime() - startNs;
        }
    }

    private long time(final BareDiamond ring) {
        try (ring) {
            final long startNs = System.nanoTime();
            int next = 0;
            for (long sequence = 1; sequence <= events; sequence++) {
                ring.claim().put(sequence, market.buffer(), market.offset(next), market.length(next));
                ring.publish();
                next = next + 1 == market.count() ? 0 : next + 1;
            }
            ring.await();
            return System.nanoTime() - startNs;
        }
    }
}
