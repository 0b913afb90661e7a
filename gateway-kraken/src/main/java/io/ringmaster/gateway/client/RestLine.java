package io.ringmaster.gateway.client;

import io.ringmaster.gateway.Nonces;
import io.ringmaster.gateway.Signer;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.client.ExchangeRestProxyBuilder;
import org.knowm.xchange.krakenfutures.KrakenFuturesExchange;
import si.mazi.rescu.ParamsDigest;
import si.mazi.rescu.SynchronizedValueFactory;

/**
 * One thread that asks the venue, one request after the other, over a connection of its own. XChange's client blocks and holds a lock
 * while it sends, so what must overtake has another line.
 */
final class RestLine implements AutoCloseable {

    private static final int QUEUED = 256;
    private static final int CLOSE_SECONDS = 3;
    private static final String NONCE_TOO_LOW = "nonceBelowThreshold";
    private static final long NONCE_STEP = 60_000;

    private final ThreadPoolExecutor thread;
    private final KrakenFuturesApi api;
    private final KrakenKeyApi keyApi;
    private final KrakenHistoryApi historyApi;
    private final String key;
    private final ParamsDigest digest;
    private final Nonces allNonces;
    private final SynchronizedValueFactory<Long> nonces;

    /** Asks the venue one thing. */
    interface Question<T> {

        T ask(KrakenFuturesApi api, String key, ParamsDigest digest, SynchronizedValueFactory<Long> nonces) throws IOException;
    }

    RestLine(final String name, final String baseUri, final KrakenCredentials credentials, final RestSettings settings) {
        thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUED), work -> {
            final Thread each = new Thread(work, name);
            each.setDaemon(true);
            return each;
        });
        api = proxy(KrakenFuturesApi.class, baseUri, settings);
        keyApi = proxy(KrakenKeyApi.class, hostOf(baseUri), settings);
        historyApi = proxy(KrakenHistoryApi.class, hostOf(baseUri), settings);
        key = credentials.key();
        digest = new EncodedDigest(new Signer(credentials.secret()));
        allNonces = credentials.nonces();
        nonces = allNonces::next;
    }

    /** Where the services stand that are not under the trading API. */
    static String hostOf(final String baseUri) {
        return URI.create(baseUri).resolve("/").toString();
    }

    /** XChange's client for an interface of the venue's, at an address. */
    static <T> T proxy(final Class<T> type, final String baseUri, final RestSettings settings) {
        final ExchangeSpecification specification = new ExchangeSpecification(KrakenFuturesExchange.class);
        specification.setSslUri(baseUri);
        specification.setHttpConnTimeout((int) (settings.connectWithinNs() / 1_000_000));
        specification.setHttpReadTimeout((int) (settings.answerWithinNs() / 1_000_000));
        return ExchangeRestProxyBuilder.forInterface(type, specification).build();
    }

    /**
     * Does something on the line's own thread, when what came before is done.
     *
     * @throws RejectedExecutionException if too much is waiting, or it is closed
     */
    void enqueue(final Runnable work) {
        thread.execute(work);
    }

    /**
     * Asks, on the line's own thread.
     *
     * @throws IOException      if there was no clear answer, whatever was the matter
     */
    <T> T ask(final Question<T> question) throws IOException {
        try {
            final T answer = question.ask(api, key, digest, nonces);
            if (answer instanceof final RestReplies.Reply reply && NONCE_TOO_LOW.equals(reply.error())) {
                // Another process used the key, or its clock was ahead: the venue does not say by how much.
                allNonces.raiseAbove(allNonces.last() + NONCE_STEP);
            }
            return answer;
        } catch (final RuntimeException e) {
            // The client library turns what it can't read, and some of what it can't reach, into exceptions of many kinds.
            throw new IOException("no clear answer: " + e, e);
        }
    }

    /**
     * Asks what the key may do, on the line's own thread.
     *
     * @throws IOException if there was no clear answer
     */
    RestReplies.KeyRights askRights() throws IOException {
        return ask((none, ownKey, signer, ownNonces) -> keyApi.check(ownKey, signer, ownNonces));
    }

    /**
     * Asks for entries of the account log, the oldest first, on the line's own thread.
     *
     * @param from id of the first one; null for whichever it is
     * @throws IOException if there was no clear answer
     */
    RestReplies.AccountLog askLog(final long sinceMs, final Long from, final int count) throws IOException {
        return ask((none, ownKey, signer, ownNonces) -> historyApi.accountLog(ownKey, signer, ownNonces, sinceMs, from, "asc", count));
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (final InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
