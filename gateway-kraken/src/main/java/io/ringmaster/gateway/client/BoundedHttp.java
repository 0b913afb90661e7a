package io.ringmaster.gateway.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP with limits: the whole answer comes within a time, is no larger than a size, and from the address that was asked. A request is sent
 * once; redirects are answers like any other. Any thread; blocks while it asks.
 */
final class BoundedHttp implements AutoCloseable {

    /** The venue's table of instruments, the largest of its answers, has some hundred kilobytes. */
    static final int LARGEST_BODY = 4 << 20;
    /** Headers the JDK's client sets itself. */
    private static final Set<String> OWN_HEADERS = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final HttpClient client;
    private final long withinNs;

    /** An answer with any status. */
    record Answer(int status, String body) {
    }

    BoundedHttp(final RestSettings settings) {
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofNanos(settings.connectWithinNs())).build();
        withinNs = settings.answerWithinNs();
    }

    /** @throws IOException if there is no complete answer within the limits */
    Answer send(final String method, final String address, final Map<String, String> headers, final String body) throws IOException {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).method(
            method, body == null || body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        request.header("Accept", "application/json").header("User-Agent", "ringmaster");
        headers.forEach((name, value) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                request.setHeader(name, value);
            }
        });
        final CompletableFuture<HttpResponse<byte[]>> answer =
            client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_BODY));
        try {
            final HttpResponse<byte[]> response = answer.get(withinNs, TimeUnit.NANOSECONDS);
            return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        } catch (final TimeoutException e) {
            // Closes the connection, so that the rest of the answer is not read.
            answer.cancel(true);
            throw new SocketTimeoutException("no complete answer within " + TimeUnit.NANOSECONDS.toMillis(withinNs) + " ms");
        } catch (final ExecutionException e) {
            throw new IOException(e.getCause().getMessage() == null ? e.getCause().toString() : e.getCause().getMessage(), e.getCause());
        } catch (final InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it was asked");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
