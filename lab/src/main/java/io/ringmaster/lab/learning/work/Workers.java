package io.ringmaster.lab.learning.work;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Runs numbered tasks on some threads, the caller's among them, and returns after the last. A task writes only what belongs to its number, and the caller
 * joins the results in the order of the numbers: so the number of threads does not change a bit of the result. One thread at a time calls it.
 */
public final class Workers implements AutoCloseable {

    /** How often a thread looks for work before it sleeps: about 20 µs. */
    private static final int SPINS = 1_000;

    private final Thread[] threads;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    /** Written before the round's number, read after it. */
    private IntConsumer task;
    private int tasks;
    private volatile int round;
    private volatile boolean isClosed;
    private volatile Throwable failure;
    private final Thread[] caller = new Thread[1];

    /** @param threads at least 1: the caller's own */
    public Workers(final int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("There must be at least 1 worker thread: threads=" + threads);
        }
        this.threads = new Thread[threads - 1];
        for (int i = 0; i < this.threads.length; i++) {
            this.threads[i] = Thread.ofPlatform().daemon().name("learner-" + (i + 1)).start(this::work);
        }
    }

    /** How many threads work, with the caller's. */
    public int threads() {
        return threads.length + 1;
    }

    /**
     * Runs {@code task} for each number from 0 to {@code tasks - 1}.
     *
     * @throws RuntimeException or Error that a task threw; one of them if several did
     */
    public void run(final int tasks, final IntConsumer task) {
        if (threads.length == 0 || tasks < 2) {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
            return;
        }
        this.task = task;
        this.tasks = tasks;
        failure = null;
        next.set(0);
        finished.set(0);
        caller[0] = Thread.currentThread();
        round++;
        for (final Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        takeTasks();
        awaitOthers();
        rethrow();
    }

    private void takeTasks() {
        for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
            try {
                task.accept(i);
            } catch (final RuntimeException | Error e) {
                failure = e;
            }
        }
    }

    /** A thread that is late for a round must not meet the next one's numbers, so the caller waits for all threads, not for all tasks. */
    private void awaitOthers() {
        for (int spins = 0; finished.get() < threads.length; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }

    private void rethrow() {
        switch (failure) {
            case null -> { }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    private void work() {
        int seen = 0;
        while (true) {
            for (int spins = 0; round == seen && !isClosed; spins++) {
                if (spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            if (isClosed) {
                return;
            }
            seen++;
            takeTasks();
            if (finished.incrementAndGet() == threads.length) {
                LockSupport.unpark(caller[0]);
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        for (final Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }
}
