package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.gateway.Nonces;
import io.ringmaster.gateway.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of waiting work when a line closes. */
@Timeout(60)
class RestLineTest {

    private static final String CLOSED = "the connection to the venue is closed";

    private final RestLine line = new RestLine(
        "line", "http://127.0.0.1:1", credentials(), RestSettings.defaults(), new RequestBudget(() -> 0), error -> { });
    private final CountDownLatch isBusy = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final List<String> done = new CopyOnWriteArrayList<>();

    private static KrakenCredentials credentials() {
        return new KrakenCredentials("key", Secret.take(SimulatedKraken.SECRET.getBytes(StandardCharsets.UTF_8)), new Nonces(() -> 1, 0));
    }

    private void occupy() throws InterruptedException {
        line.submit(Urgency.CANCEL, () -> {
            isBusy.countDown();
            try {
                return mayEnd.await(60, TimeUnit.SECONDS);
            } catch (final InterruptedException e) {
                throw new InterruptedIOException("interrupted");
            }
        }, answer -> done.add("busy " + answer), e -> done.add("busy " + e.getMessage()));
        assertTrue(isBusy.await(60, TimeUnit.SECONDS));
    }

    private void submit(final Urgency urgency) {
        line.submit(urgency, () -> "sent", answer -> done.add(urgency + " " + answer), this::failed);
    }

    private void failed(final IOException e) {
        done.add(e.getClass().getSimpleName() + " " + e.getMessage());
        mayEnd.countDown();
    }

    /** The first work ends when the order is dropped. */
    @Test
    void shouldStillCancelButOpenNothingWhenItCloses() throws InterruptedException {
        occupy();
        submit(Urgency.OPEN);
        submit(Urgency.CANCEL);
        submit(Urgency.PROTECT);

        line.close();

        assertEquals(List.of("NotSentException " + CLOSED, "busy true", "PROTECT sent", "CANCEL sent"), done);
        submit(Urgency.CANCEL);
        assertEquals("NotSentException " + CLOSED, done.getLast());
    }

    /** A thread that is interrupted does not wait: as after the time to close. */
    @Test
    void shouldAnswerWhatCouldNotBeSentInTime() throws InterruptedException {
        occupy();
        submit(Urgency.CANCEL);
        submit(Urgency.PROTECT);

        Thread.currentThread().interrupt();
        line.close();

        assertTrue(Thread.interrupted());
        assertEquals(2, done.stream().filter(("NotSentException " + CLOSED)::equals).count(), done::toString);
    }
}
