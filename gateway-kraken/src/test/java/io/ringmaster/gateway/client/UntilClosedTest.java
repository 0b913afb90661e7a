package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Answers that come while the gateway closes, or after it. */
class UntilClosedTest {

    private final List<String> done = new ArrayList<>();
    private boolean isEnding;

    @Test
    void shouldHandOverWhileTheThreadTakesWork() {
        new UntilClosed(Runnable::run, () -> isEnding).execute(() -> done.add("answer"));
        assertEquals(List.of("answer"), done);
    }

    @Test
    void shouldDropWhatComesAfterTheEnd() {
        isEnding = true;
        new UntilClosed(Runnable::run, () -> isEnding).execute(() -> done.add("answer"));
        assertEquals(List.of(), done);
    }

    @Test
    void shouldDropWhatComesWhileTheThreadEnds() {
        new UntilClosed(work -> {
            isEnding = true;
            throw new RejectedExecutionException("event executor terminated");
        }, () -> isEnding).execute(() -> done.add("answer"));
        assertEquals(List.of(), done);
    }

    @Test
    void shouldNotHideThatWorkIsRefusedBeforeTheEnd() {
        final UntilClosed thread = new UntilClosed(work -> {
            throw new RejectedExecutionException("full");
        }, () -> isEnding);
        assertThrows(RejectedExecutionException.class, () -> thread.execute(() -> done.add("answer")));
    }
}
