package io.ringmaster.gateway.client;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one thread that owns our account: the private feed and the life of our orders. Work may come from any thread. Work that fails is
 * reported, and {@link #hasFailed} says so from then on.
 */
final class AccountThread implements Executor, AutoCloseable {

    private static final long ANSWER_SECONDS = 5;

    private final MultiThreadIoEventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = (EventLoop) threads.next();
    private final UntilClosed untilClosed = new UntilClosed(loop, loop::isShuttingDown);
    private final Consumer<String> alerts;
    private Runnable before = () -> { };
    private volatile boolean hasFailed;

    AccountThread(final Consumer<String> alerts) {
        this.alerts = alerts;
    }

    /** The event loop, for what reads sockets on this thread. */
    EventLoop loop() {
        return loop;
    }

    /** Sets what runs before each piece of work; before there is any. */
    void beforeWork(final Runnable newBefore) {
        before = newBefore;
    }

    /** Runs work on this thread; drops it if the thread has ended. */
    @Override
    public void execute(final Runnable work) {
        untilClosed.execute(guarded(work));
    }

    /**
     * Runs work on this thread if the thread has not ended.
     *
     * @return whether the thread took the work
     */
    boolean offer(final Runnable work) {
        try {
            loop.execute(guarded(work));
            return true;
        } catch (final RejectedExecutionException e) {
            if (!loop.isShuttingDown()) {
                throw e;
            }
            return false;
        }
    }

    /** Runs work now and then every so often, until the thread ends. */
    void every(final long periodMs, final Runnable work) {
        loop.scheduleAtFixedRate(guarded(work), 0, periodMs, TimeUnit.MILLISECONDS);
    }

    /**
     * Asks a question on this thread and waits for the answer.
     *
     * @param afterEnd the answer if the thread has ended
     * @throws IllegalStateException if there is no answer within seconds
     */
    <T> T ask(final Supplier<T> question, final T afterEnd) {
        try {
            return loop.submit(question::get).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (final RejectedExecutionException e) {
            if (!loop.isShuttingDown()) {
                throw e;
            }
            return afterEnd;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the gateway", e);
        } catch (final ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the gateway does not answer", e);
        }
    }

    /** After a failure the gateway is never ready again, and the dead man's switch is no longer renewed. */
    private Runnable guarded(final Runnable work) {
        return new Guarded(() -> {
            before.run();
            work.run();
        }, alerts, () -> hasFailed = true);
    }

    /** Whether work failed on this thread. Any thread. */
    boolean hasFailed() {
        return hasFailed;
    }

    @Override
    public void close() {
        threads.shutdownGracefully(50, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
