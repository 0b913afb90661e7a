package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.gateway.Nonces;
import io.ringmaster.gateway.Secret;
import io.ringmaster.gateway.wire.RestReplies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Servers that answer without end, too much, or elsewhere. */
class RestLimitsTest {

    private static final int PATIENCE_S = 30;

    private static RestLine line(final String uri) {
        return new RestLine(
            "test-line", uri, new KrakenCredentials("key", Secret.take(SimulatedKraken.SECRET.getBytes(StandardCharsets.UTF_8)),
                new Nonces(System::currentTimeMillis, 0)),
            new RestSettings(500_000_000L, 400_000_000L, 400_000_000L), new RequestBudget(() -> 0), error -> { });
    }

    private static boolean held(final CountDownLatch latch) throws IOException {
        try {
            return latch.await(PATIENCE_S, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static RestReplies.OpenOrders ask(final RestLine line) throws Exception {
        final CompletableFuture<RestReplies.OpenOrders> answer = new CompletableFuture<>();
        line.submit(Urgency.QUESTION, () -> line.ask(Urgency.QUESTION, RequestBudget.LIST, (api, key, digest, nonces) -> api.openOrders(key, digest, nonces)),
            answer::complete, answer::completeExceptionally);
        try {
            return answer.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (final ExecutionException e) {
            throw (IOException) e.getCause();
        }
    }

    @Test
    void shouldTakeAnOrdinaryAnswer() throws Exception {
        try (HostileServer server = new HostileServer((request, out) -> HostileServer.json(out, "{\"result\":\"success\",\"openOrders\":[]}"));
             RestLine line = line(server.uri())) {
            assertTrue(ask(line).isSuccess());
        }
    }

    /** Each byte comes in time; the answer never ends. */
    @Test
    void shouldNotWaitForAnAnswerThatComesByteByByte() throws Exception {
        final AtomicBoolean isOver = new AtomicBoolean();
        try (HostileServer server = new HostileServer((request, out) -> {
            HostileServer.write(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n");
            while (!isOver.get()) {
                HostileServer.write(out, " ");
                LockSupport.parkNanos(20_000_000);
            }
        }); RestLine line = line(server.uri())) {
            final IOException problem = assertThrows(SocketTimeoutException.class, () -> ask(line));
            assertEquals("no complete answer within 400 ms", problem.getMessage());
            isOver.set(true);
        }
    }

    @Test
    void shouldNotWaitForHeadersThatComeByteByByte() throws Exception {
        final AtomicBoolean isOver = new AtomicBoolean();
        try (HostileServer server = new HostileServer((request, out) -> {
            HostileServer.write(out, "HTTP/1.1 200 OK\r\nX: ");
            while (!isOver.get()) {
                HostileServer.write(out, "x");
                LockSupport.parkNanos(20_000_000);
            }
        }); RestLine line = line(server.uri())) {
            assertThrows(SocketTimeoutException.class, () -> ask(line));
            isOver.set(true);
        }
    }

    @Test
    void shouldNotReadABodyWithoutEnd() throws Exception {
        try (HostileServer server = new HostileServer((request, out) -> {
            HostileServer.write(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 200000000\r\n\r\n");
            for (int i = 0; i < 200; i++) {
                HostileServer.write(out, " ".repeat(1_000_000));
            }
        }); RestLine line = line(server.uri())) {
            assertThrows(IOException.class, () -> ask(line));
        }
    }

    /** Whoever could redirect us would get the key and signed requests. */
    @Test
    void shouldNotFollowARedirect() throws Exception {
        final AtomicInteger elsewhere = new AtomicInteger();
        try (HostileServer other = new HostileServer((request, out) -> {
            elsewhere.incrementAndGet();
            HostileServer.json(out, "{\"result\":\"success\",\"openOrders\":[]}");
        }); HostileServer server = new HostileServer((request, out) -> HostileServer.write(
            out, "HTTP/1.1 302 Found\r\nLocation: " + other.uri() + "\r\nContent-Length: 41\r\nContent-Type: application/json\r\n\r\n"
                + "{\"result\":\"success\",\"openOrders\":[     ]}")); RestLine line = line(server.uri())) {
            assertThrows(IOException.class, () -> ask(line));
            assertEquals(0, elsewhere.get());
        }
    }

    @Test
    void shouldSendARequestOnceWhateverBecomesOfTheConnection() throws Exception {
        try (HostileServer server = new HostileServer((request, out) -> {
            throw new UncheckedIOException(new IOException("closed without an answer"));
        }); RestLine line = line(server.uri())) {
            final CompletableFuture<RestReplies.DeadMansSwitch> answer = new CompletableFuture<>();
            line.submit(Urgency.SWITCH, () -> line.ask(Urgency.SWITCH, 0, (api, key, digest, nonces) -> api.cancelAllOrdersAfter(key, digest, nonces, 60)),
                answer::complete, answer::completeExceptionally);
            assertThrows(ExecutionException.class, () -> answer.get(PATIENCE_S, TimeUnit.SECONDS));
            assertEquals(1, server.requests.get());
        }
    }

    @Test
    void shouldAnswerThatNothingWasSentWhenTooMuchWaits() throws Exception {
        final CountDownLatch isHeld = new CountDownLatch(1);
        final AtomicInteger notSent = new AtomicInteger();
        final AtomicInteger done = new AtomicInteger();
        try (RestLine line = line("http://127.0.0.1:9/derivatives")) {
            line.submit(Urgency.CANCEL, () -> held(isHeld), one -> done.incrementAndGet(), e -> { });
            for (int i = 0; i < 3_000; i++) {
                line.submit(Urgency.CANCEL, () -> 1, one -> done.incrementAndGet(), e -> notSent.addAndGet(e instanceof NotSentException ? 1 : 0));
            }
            isHeld.countDown();
            final CountDownLatch isEmpty = new CountDownLatch(1);
            while (isEmpty.getCount() > 0) {
                final CompletableFuture<Boolean> last = new CompletableFuture<>();
                line.submit(Urgency.OPEN, () -> true, last::complete, e -> last.complete(false));
                if (last.get(PATIENCE_S, TimeUnit.SECONDS)) {
                    isEmpty.countDown();
                }
            }
            assertEquals(3_001, done.get() + notSent.get());
            assertTrue(notSent.get() > 2_000, notSent::toString);
        }
    }

    @Test
    void shouldLetTheMoreUrgentGoFirst() throws Exception {
        final CountDownLatch isHeld = new CountDownLatch(1);
        final StringBuffer order = new StringBuffer();
        try (RestLine line = line("http://127.0.0.1:9/derivatives")) {
            line.submit(Urgency.OPEN, () -> held(isHeld), one -> { }, e -> { });
            final CompletableFuture<Boolean> last = new CompletableFuture<>();
            line.submit(Urgency.OPEN, () -> order.append("a"), one -> { }, e -> { });
            line.submit(Urgency.OPEN, () -> order.append("b"), one -> last.complete(true), e -> { });
            line.submit(Urgency.PROTECT, () -> order.append("1"), one -> { }, e -> { });
            line.submit(Urgency.PROTECT, () -> order.append("2"), one -> { }, e -> { });
            isHeld.countDown();
            last.get(PATIENCE_S, TimeUnit.SECONDS);
            assertEquals("12ab", order.toString());
        }
    }
}
