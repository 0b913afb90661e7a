package io.ringmaster.pipeline.topology;

import com.lmax.disruptor.ExceptionHandler;
import io.ringmaster.pipeline.handler.EventSlot;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Handles an exception of a handler: it keeps the first failure, refuses the publisher from then on, and ends the failed handler's thread; later
 * stages never see the event. The Disruptor's default would end the thread and leave the publisher waiting on a full ring.
 *
 * <p>An emergency action (cancel everything at the venue, alert the operator) runs once, on the failing thread, outside the pipeline, because the
 * sequencer that would normally do it may be the part that failed.
 */
public final class HaltOnFailure implements ExceptionHandler<EventSlot> {

    private final AtomicReference<HandlerFailedException> failure = new AtomicReference<>();
    private final Runnable emergency;
    private volatile boolean hangs;

    /** @param emergency run once at the first failure; must not block and must not use the pipeline */
    public HaltOnFailure(final Runnable emergency) {
        this.emergency = emergency;
    }

    @Override
    public void handleEventException(final Throwable thrown, final long sequence, final EventSlot slot) {
        throw halt("a handler failed on event " + slot.sequence + " (template " + slot.templateId + "): " + thrown, thrown);
    }

    @Override
    public void handleOnStartException(final Throwable thrown) {
        throw halt("a handler failed to start: " + thrown, thrown);
    }

    @Override
    public void handleOnShutdownException(final Throwable thrown) {
        throw halt("a handler failed to stop: " + thrown, thrown);
    }

    /** Refuses further events because a handler does not return: threads that publish or wait get an exception. */
    public void hang(final String message) {
        hangs = true;
        failure.compareAndSet(null, new HandlerFailedException(message, null));
    }

    /** Whether the thread of a handler may never end. */
    boolean isHanging() {
        return hangs;
    }

    /** @throws HandlerFailedException if a handler has failed, or hangs */
    public void check() {
        final HandlerFailedException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    /** Whether a handler has failed. */
    public boolean isHalted() {
        return failure.get() != null;
    }

    private HandlerFailedException halt(final String message, final Throwable thrown) {
        final HandlerFailedException failed = new HandlerFailedException(message, thrown);
        if (failure.compareAndSet(null, failed)) {
            emergency.run();
        }
        return failed;
    }
}
