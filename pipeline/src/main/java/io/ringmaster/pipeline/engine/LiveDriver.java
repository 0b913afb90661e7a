package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.pipeline.topology.CoreMap;
import io.ringmaster.pipeline.topology.Pin;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.MessageHeaderDecoder;
import java.nio.ByteOrder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Drives the pipeline in real time. One thread stamps the events of the venue's threads with a receive time and publishes them in one order. The same
 * thread publishes clock ticks, hands order intents to the venue, informs the gate whether we and the venue agree, and confirms to the venue that
 * events still pass all stages.
 */
public final class LiveDriver implements InputSink {

    private static final int INBOX_BYTES = 1 << 22;
    private static final int MESSAGE_TYPE = 1;
    private static final int BATCH = 64;
    private static final long IDLE_NS = 50_000;
    private static final int STEPS_BEFORE_IDLE = 1_024;
    private static final long LOOK_EVERY_NS = 20_000_000;
    private static final long FULL_LIMIT_NS = 5_000_000_000L;
    /** If the clock is set back by more than this, the session takes no new risk until the clock reaches its earlier value. */
    private static final long LARGEST_STEP_BACK_NS = 1_000_000_000L;

    private final Engine engine;
    private final LiveVenue venue;
    private final EpochNanoClock clock;
    private final Interjections interjections;
    private final SessionMessages messages;
    private final long tickNs;
    private final ManyToOneRingBuffer inbox =
        new ManyToOneRingBuffer(new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(INBOX_BYTES + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
    private final MessageHandler onMessage = this::onMessage;
    private long nextTickNs;
    private long lookedNs;
    private long tickSequence;
    private boolean isTickPending;
    private Agreement agreement = Agreement.UNKNOWN;
    private volatile boolean isOver;

    /** @param tickNs interval of clock ticks, on multiples of itself since the epoch */
    public LiveDriver(
        final Engine engine, final LiveVenue venue, final EpochNanoClock clock, final long tickNs, final Interjections interjections) {
        this.engine = engine;
        this.venue = venue;
        this.clock = clock;
        this.tickNs = tickNs;
        this.interjections = interjections;
        messages = new SessionMessages(engine);
    }

    /**
     * Receives an event from any thread of the venue. Waits while the inbox is full, so that a feed that is too fast is held back at its socket and
     * loses nothing. Events after the end of the session are dropped.
     *
     * @throws IllegalStateException if no event left the inbox for seconds, because the pipeline hangs
     */
    @Override
    public void onInput(final DirectBuffer buffer, final int offset, final int length) {
        final long untilNs = System.nanoTime() + FULL_LIMIT_NS;
        while (!isOver && !inbox.write(MESSAGE_TYPE, buffer, offset, length)) {
            if (System.nanoTime() - untilNs > 0) {
                throw new IllegalStateException("the pipeline accepts no events: " + inbox.size() + " bytes wait");
            }
            LockSupport.parkNanos(IDLE_NS);
        }
    }

    /**
     * Publishes until {@code goesOn} returns false. The session has been started; the venue has not.
     *
     * @param goesOn called often
     */
    public void run(final BooleanSupplier goesOn) {
        run(goesOn, CoreMap.NONE);
    }

    /**
     * The same with the publisher on its core. It is bound after the venue has started, because threads inherit the core of the thread that starts
     * them, and released before the session ends.
     */
    public void run(final BooleanSupplier goesOn, final CoreMap cores) {
        final long startNs = passTime();
        messages.reconciliation(startNs, agreement);
        nextTickNs = Math.multiplyExact(Math.floorDiv(startNs, tickNs) + 1, tickNs);
        venue.start(this);
        try (Pin _ = cores.pinPublisher()) {
            if (cores.isEmpty()) {
                runOnAnyCore(goesOn);
            } else {
                runOnOwnCore(goesOn);
            }
        }
    }

    private void runOnAnyCore(final BooleanSupplier goesOn) {
        while (goesOn.getAsBoolean()) {
            if (step() == 0) {
                engine.idle();
                LockSupport.parkNanos(IDLE_NS);
            }
        }
    }

    /** A thread that owns its core does not give it away: to wake up takes longer than an event. */
    private void runOnOwnCore(final BooleanSupplier goesOn) {
        int quietSteps = 0;
        while (goesOn.getAsBoolean()) {
            if (step() > 0) {
                quietSteps = 0;
            } else if (++quietSteps % STEPS_BEFORE_IDLE == 0) {
                engine.idle();
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /**
     * Sends no more orders, cancels all, and publishes the venue's reports until the venue confirms that no order of ours is left, or until time is
     * up. Positions stay.
     *
     * @return whether no order of ours is left
     */
    public boolean standDown(final long withinMs) {
        messages.command(passTime(), CommandKind.STAND_DOWN, "the end of the session");
        engine.awaitAll();
        engine.drainOrders(venue);
        final boolean[] isDown = {false};
        final Thread waiting = new Thread(() -> isDown[0] = venue.standDown(withinMs), "stand-down");
        waiting.start();
        try {
            while (waiting.isAlive()) {
                if (step() == 0) {
                    LockSupport.parkNanos(IDLE_NS);
                }
            }
        } finally {
            join(waiting);
        }
        publishWaiting();
        engine.awaitAll();
        isOver = true;
        return isDown[0];
    }

    /** The caller uses the thread's result afterwards, even if the publisher failed meanwhile. */
    private static void join(final Thread waiting) {
        try {
            waiting.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Publishes everything that is waiting now, but not what a fast feed adds meanwhile. */
    private void publishWaiting() {
        final long until = inbox.producerPosition();
        while (inbox.consumerPosition() < until) {
            step();
        }
    }

    /**
     * Drops further events, because a stage has failed or hangs and nothing will be published. The venue's threads must not wait for room then,
     * because they have orders to cancel. Any thread may call it.
     */
    public void abandon() {
        isOver = true;
    }

    private int step() {
        engine.requireHealthy();
        final int read = inbox.read(onMessage, BATCH);
        final long nowNs = passTime();
        if (nowNs >= nextTickNs) {
            tick(nowNs);
        }
        // Reads the clock unadjusted, so that a clock that was set back is detected.
        if (Math.abs(clock.nanoTime() - lookedNs) >= LOOK_EVERY_NS) {
            lookedNs = clock.nanoTime();
            look(nowNs);
        }
        engine.drainOrders(venue);
        return read;
    }

    private void onMessage(final int messageType, final MutableDirectBuffer buffer, final int offset, final int length) {
        // The first field of every input is its receive time.
        buffer.putLong(offset + MessageHeaderDecoder.ENCODED_LENGTH, nowNs(), ByteOrder.LITTLE_ENDIAN);
        venue.onPublishing(buffer, offset, length);
        engine.onInput(buffer, offset, length);
    }

    private void tick(final long nowNs) {
        nextTickNs = Math.multiplyExact(Math.floorDiv(nowNs, tickNs) + 1, tickNs);
        interjections.publishDue(nowNs);
        messages.tick(nowNs);
        if (!isTickPending) {
            tickSequence = engine.lastSequence();
            isTickPending = true;
        }
    }

    private void look(final long nowNs) {
        if (isTickPending && engine.status().get(Figure.LAST_SEQUENCE) >= tickSequence) {
            isTickPending = false;
            venue.onPipelineAlive();
        }
        final boolean isClockBack = clock.nanoTime() < engine.lastTimeNs() - LARGEST_STEP_BACK_NS;
        final Agreement now = isClockBack ? Agreement.CLOCKS_DIFFER : venue.agreement();
        if (now != agreement) {
            agreement = now;
            messages.reconciliation(nowNs, now);
        }
    }

    /**
     * The time of the next published event. The venue receives it first, so that the reports of a simulated venue up to this time are published
     * before, and none of its later reports has an earlier time.
     */
    private long passTime() {
        final long nowNs = nowNs();
        venue.onTime(nowNs);
        return nowNs;
    }

    /** Never earlier than the previous event: after the clock is set back, this time stands still until the clock catches up. */
    private long nowNs() {
        return Math.max(clock.nanoTime(), engine.lastTimeNs());
    }
}
