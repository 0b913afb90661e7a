package io.ringmaster.gateway.client;

import io.ringmaster.gateway.Nonces;
import io.ringmaster.gateway.Signer;
import io.ringmaster.gateway.wire.RestReplies;
import java.io.IOException;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import si.mazi.rescu.ParamsDigest;
import si.mazi.rescu.SynchronizedValueFactory;

/**
 * One thread that asks the venue, one request after the other, the most urgent first. XChange's client blocks while it asks, so what must
 * not wait for others has a line of its own. Every piece of work is answered exactly once, also if it fails.
 */
final class RestLine implements AutoCloseable {

    private static final int QUEUED = 256;
    private static final int CLOSE_SECONDS = 3;
    private static final String CLOSED = "the connection to the venue is closed";
    private static final String NONCE_TOO_LOW = "nonceBelowThreshold";
    private static final String LIMIT_EXCEEDED = "apiLimitExceeded";
    private static final long NONCE_STEP = 60_000;

    private final ThreadPoolExecutor thread;
    private final RequestBudget budget;
    private final Consumer<Error> failures;
    private final RestProxies proxies;
    private final KrakenFuturesApi api;
    private final KrakenKeyApi keyApi;
    private final KrakenHistoryApi historyApi;
    private final String key;
    private final ParamsDigest digest;
    private final Nonces allNonces;
    private final SynchronizedValueFactory<Long> nonces;
    private final AtomicLong order = new AtomicLong();

    /** Asks the venue one thing. */
    interface Question<T> {

        T ask(KrakenFuturesApi api, String key, ParamsDigest digest, SynchronizedValueFactory<Long> nonces) throws IOException;
    }

    /** One or more questions, and what is made of their answers. */
    interface Work<T> {

        T run() throws IOException;
    }

    private record Queued(Urgency urgency, long number, Runnable work, Consumer<IOException> failed) implements Runnable, Comparable<Queued> {

        @Override
        public void run() {
            work.run();
        }

        @Override
        public int compareTo(final Queued other) {
            return urgency != other.urgency ? urgency.compareTo(other.urgency) : Long.compare(number, other.number);
        }
    }

    /** @param failures takes errors after which this process can no longer be trusted */
    RestLine(
        final String name, final String baseUri, final KrakenCredentials credentials, final RestSettings settings, final RequestBudget budget,
        final Consumer<Error> failures) {
        this.budget = budget;
        this.failures = failures;
        thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), work -> {
            final Thread each = new Thread(work, name);
            each.setDaemon(true);
            return each;
        });
        proxies = new RestProxies(settings);
        api = proxies.of(KrakenFuturesApi.class, baseUri);
        keyApi = proxies.of(KrakenKeyApi.class, RestProxies.hostOf(baseUri));
        historyApi = proxies.of(KrakenHistoryApi.class, RestProxies.hostOf(baseUri));
        key = credentials.key();
        digest = new EncodedDigest(new Signer(credentials.secret()));
        allNonces = credentials.nonces();
        nonces = allNonces::next;
    }

    /**
     * Does work on the line's own thread, after work that is more urgent or came before. Exactly one of the two callbacks is called, on that
     * thread, or on the caller's when the work cannot be queued.
     *
     * @param failed takes a {@link NotSentException} if nothing was sent, and else the reason for which there is no clear answer
     */
    <T> void submit(final Urgency urgency, final Work<T> work, final Consumer<T> answered, final Consumer<IOException> failed) {
        if (thread.getQueue().size() >= QUEUED) {
            failed.accept(new NotSentException("too many requests wait"));
            return;
        }
        try {
            thread.execute(new Queued(urgency, order.getAndIncrement(), () -> runNow(work, answered, failed), failed));
        } catch (final RejectedExecutionException e) {
            failed.accept(new NotSentException(CLOSED));
        }
    }

    private <T> void runNow(final Work<T> work, final Consumer<T> answered, final Consumer<IOException> failed) {
        final T answer;
        try {
            answer = work.run();
        } catch (final IOException e) {
            failed.accept(e);
            return;
        } catch (final RuntimeException e) {
            failed.accept(new IOException("the answer cannot be used: " + e, e));
            return;
        } catch (final Error e) {
            failures.accept(e);
            throw e;
        }
        answered.accept(answer);
    }

    /**
     * Asks, on the line's own thread.
     *
     * @param points what the venue counts for it
     * @throws NotSentException if the request budget does not allow it now
     * @throws IOException      if there was no clear answer, for any reason
     */
    <T> T ask(final Urgency urgency, final int points, final Question<T> question) throws IOException {
        if (!budget.spend(points, urgency)) {
            throw new NotSentException("the request budget is used up");
        }
        final T answer;
        try {
            answer = question.ask(api, key, digest, nonces);
        } catch (final RuntimeException e) {
            // The client library throws exceptions of many kinds if it cannot read an answer or reach the venue.
            throw new IOException("no clear answer: " + e, e);
        }
        if (answer == null) {
            throw new IOException("no clear answer: it is empty");
        }
        if (answer instanceof final RestReplies.Reply reply) {
            onReply(reply);
        }
        return answer;
    }

    private void onReply(final RestReplies.Reply reply) {
        if (reply.isSuccess()) {
            budget.onAccepted();
        } else if (NONCE_TOO_LOW.equals(reply.error())) {
            // Another process used the key, or its clock was ahead: the venue does not say by how much.
            allNonces.raiseAbove(allNonces.last() + NONCE_STEP);
        } else if (LIMIT_EXCEEDED.equals(reply.error())) {
            budget.onLimitExceeded();
        }
    }

    /**
     * Asks what the key may do, on the line's own thread.
     *
     * @throws IOException if there was no clear answer
     */
    RestReplies.KeyRights askRights() throws IOException {
        return ask(Urgency.QUESTION, RequestBudget.LIST, (none, ownKey, signer, ownNonces) -> keyApi.check(ownKey, signer, ownNonces));
    }

    /**
     * Asks for entries of the account log, the oldest first, on the line's own thread.
     *
     * @param from id of the first one; null for whichever it is
     * @throws IOException if there was no clear answer
     */
    RestReplies.AccountLog askLog(final long sinceMs, final Long from, final int count) throws IOException {
        return ask(Urgency.QUESTION, RequestBudget.FREE,
            (none, ownKey, signer, ownNonces) -> historyApi.accountLog(ownKey, signer, ownNonces, sinceMs, from, "asc", count));
    }

    /**
     * Ends the line. Work that waits and may add risk is not done any more. Other work has {@value #CLOSE_SECONDS} s; what has not begun by then is not
     * sent either. Both are answered with {@link NotSentException}.
     */
    @Override
    public void close() {
        thread.shutdown();
        dropOpening();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                dropAll();
            }
        } catch (final InterruptedException e) {
            dropAll();
            Thread.currentThread().interrupt();
        }
        proxies.close();
    }

    private void dropOpening() {
        for (final Runnable each : thread.getQueue()) {
            if (each instanceof final Queued queued && queued.urgency == Urgency.OPEN && thread.remove(queued)) {
                answerDropped(queued);
            }
        }
    }

    private void dropAll() {
        thread.shutdownNow().forEach(each -> answerDropped((Queued) each));
    }

    private static void answerDropped(final Queued queued) {
        queued.failed.accept(new NotSentException(CLOSED));
    }
}
