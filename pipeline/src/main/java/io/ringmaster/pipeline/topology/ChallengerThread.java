package io.ringmaster.pipeline.topology;

import io.ringmaster.pipeline.handler.Challenger;
import io.ringmaster.pipeline.handler.ChangeBlocks;
import io.ringmaster.pipeline.handler.Challengers;
import io.ringmaster.pipeline.handler.EventSlot;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One challenger on its own thread, behind a queue of copied events. One that falls behind misses decisions until it has caught up. If its queue is full,
 * it has lost events, and is silent from then on.
 */
final class ChallengerThread implements AutoCloseable {

    /** Events that it may be behind before events are lost; a power of 2. */
    static final int SLOTS = 1_024;
    /** Events that it may be behind before it misses a decision. */
    static final int LATE = 64;
    private static final long PARK_NS = 100_000;
    private static final long AWAITED_MS = 30_000;
    private static final long NOT_AWAITED_MS = 500;

    private final Challenger challenger;
    private final boolean isAwaited;
    private final EventSlot[] slots = new EventSlot[SLOTS];
    private final ChangeBlocks[] blocks;
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final Thread thread;
    private volatile boolean hasLost;
    private volatile boolean isClosing;

    ChallengerThread(final Challenger challenger, final Challengers all, final int shards) {
        this.challenger = challenger;
        isAwaited = all.areAwaited();
        Arrays.setAll(slots, i -> EventSlot.ofCopies(shards, all.instruments()));
        blocks = new ChangeBlocks[shards];
        Arrays.setAll(blocks, i -> new ChangeBlocks());
        thread = new Thread(this::run, "challenger-" + challenger.id());
        thread.setDaemon(true);
        thread.start();
    }

    /** Copies an event to the queue. Called by the ring's consumer only; it never throws, because a challenger must not stop the ring. */
    void offer(final EventSlot slot) {
        if (hasLost) {
            return;
        }
        try {
            final long next = offered.getPlain();
            if (hasRoom(next)) {
                slots[(int) next & SLOTS - 1].copyFrom(slot, blocks);
                offered.setRelease(next + 1);
                return;
            }
        } catch (final Throwable thrown) {
            // A copy that fails is an event that is lost.
        }
        challenger.reportLoss(slot.sequence);
        hasLost = true;
    }

    private boolean hasRoom(final long next) {
        while (isAwaited && next - taken.getAcquire() == SLOTS && thread.isAlive() && !isClosing) {
            LockSupport.parkNanos(PARK_NS);
        }
        return next - taken.getAcquire() < SLOTS;
    }

    private void run() {
        Pin.leave();
        long next = 0;
        while (true) {
            final long known = offered.getAcquire();
            if (next < known) {
                challenger.onEvent(slots[(int) next & SLOTS - 1], !isAwaited && known - next > LATE);
                taken.setRelease(++next);
            } else if (hasLost && next == offered.getAcquire()) {
                challenger.overrun(slots[(int) (next - 1) & SLOTS - 1]);
                return;
            } else if (isClosing && next == offered.getAcquire()) {
                return;
            } else {
                LockSupport.parkNanos(PARK_NS);
            }
        }
    }

    /** Events that it has not taken yet. */
    long behind() {
        return offered.getAcquire() - taken.getAcquire();
    }

    /** Lets it finish what it was given. A challenger that does not return is abandoned with its thread. */
    @Override
    public void close() {
        isClosing = true;
        try {
            long before;
            do {
                before = taken.getAcquire();
                thread.join(isAwaited ? AWAITED_MS : NOT_AWAITED_MS);
            } while (thread.isAlive() && taken.getAcquire() != before);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            challenger.abandon();
        }
    }
}
