package io.ringmaster.gateway.client;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Passes work to a thread until that thread ends, and drops it afterwards. The thread may end between the check and the hand-over; a late answer
 * must not cause an exception on the thread that brings it.
 *
 * @param isEnding whether the thread takes no work, or soon will not
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
