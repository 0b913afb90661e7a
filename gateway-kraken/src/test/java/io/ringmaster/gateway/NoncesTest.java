package io.ringmaster.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NoncesTest {

    private long nowMs = 1_000;

    @Test
    void shouldRiseWhateverTheClockDoes() {
        final Nonces nonces = new Nonces(() -> nowMs, 0);

        assertEquals(1_000, nonces.next());
        assertEquals(1_001, nonces.next(), "the clock stands still");
        nowMs = 500;
        assertEquals(1_002, nonces.next(), "the clock steps back");
        nowMs = 2_000;
        assertEquals(2_000, nonces.next());
        assertEquals(2_000, nonces.last());
    }

    @Test
    void shouldGoOnAboveWhatWasUsedBefore() {
        final Nonces nonces = new Nonces(() -> nowMs, 5_000);

        assertEquals(5_001, nonces.next(), "a restart on a machine whose clock is behind");
        nonces.raiseAbove(9_000);
        assertEquals(9_001, nonces.next(), "the venue has seen a higher one");
        nonces.raiseAbove(100);
        assertEquals(9_002, nonces.next());
    }
}
