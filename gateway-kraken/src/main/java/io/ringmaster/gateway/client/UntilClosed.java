package io.ringmaster.gateway.client;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Hands work to a thread until that one ends. What comes after the end is dropped, on whatever thread it comes: the thread may end between a look at
 * it and the work's arrival, and an answer that comes too late must not end the thread that brings it.
 *
 * @param isEnding whether the thread takes no more, or soon will not
 */
record UntilClosed(Executor thread, BooleanSupplier isEnding) implements Executor {

    /** @throws RejectedExecutionException if the thread takes nothing though it has not ended */
    @Override
    public void execute(final Runnable work) {
        if (isEnding.getAsBoolean()) {
            return;
        }
        try {
            thread.execute(work);
        } catch (final RejectedExecutionException e) {
            if (!isEnding.getAsBoolean()) {
                throw e;
            }
        }
    }
}
