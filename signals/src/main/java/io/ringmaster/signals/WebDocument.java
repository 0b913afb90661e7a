package io.ringmaster.signals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches one address repeatedly and returns its content if it has changed. Limits the time and the size of the whole answer, and does not
 * follow redirects.
 */
final class WebDocument {

    private static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final HttpClient client;
    private final URI address;
    private final Duration patience;
    private Optional<String> tag = Optional.empty();
    private Optional<String> modified = Optional.empty();

    /** @param patience longest time for connecting, and for an answer */
    WebDocument(final HttpClient client, final URI address, final Duration patience) {
        this.client = client;
        this.address = address;
        this.patience = patience;
    }

    /**
     * Fetches it once.
     *
     * @return the content; empty if it has not changed
     * @throws IOException if there is no answer in time, a status other than 200 or 304, or too large an answer
     */
    Optional<byte[]> fetch() throws IOException, InterruptedException {
        final HttpRequest.Builder request = HttpRequest.newBuilder(address).header("User-Agent", "ringmaster");
        tag.ifPresent(value -> request.header("If-None-Match", value));
        modified.ifPresent(value -> request.header("If-Modified-Since", value));
        final HttpResponse<byte[]> response = send(request.build());
        if (response.statusCode() == NOT_MODIFIED) {
            return Optional.empty();
        }
        if (response.statusCode() != OK) {
            final String elsewhere = response.headers().firstValue("Location").map(to -> " and redirects to " + to + "; give that address").orElse("");
            throw new IOException("it answered " + response.statusCode() + elsewhere);
        }
        tag = response.headers().firstValue("ETag");
        modified = response.headers().firstValue("Last-Modified");
        return Optional.of(response.body());
    }

    private HttpResponse<byte[]> send(final HttpRequest request) throws IOException, InterruptedException {
        final CompletableFuture<HttpResponse<byte[]>> answer =
            client.sendAsync(request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (final TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no complete answer within " + patience.toMillis() + " ms", e);
        } catch (final ExecutionException e) {
            throw new IOException(e.getCause().toString(), e.getCause());
        } catch (final InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }
}
