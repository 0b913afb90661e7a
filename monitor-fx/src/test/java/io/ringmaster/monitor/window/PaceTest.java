package io.ringmaster.monitor.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND_NS = 1_000_000_000L;

    private final Pace pace = new Pace();

    @Test
    void shouldCountInputsOfTheLastTwoSeconds() {
        for (int i = 0; i <= 40; i++) {
            pace.see(1_000 + i * 50L, i * SECOND_NS / 10);
        }
        assertEquals(500, pace.perSecond());
    }

    @Test
    void shouldCountNothingAfterTwoSecondsOfSilence() {
        pace.see(1, 0);
        pace.see(2, SECOND_NS);
        pace.see(2, 3 * SECOND_NS);
        pace.see(2, 6 * SECOND_NS);
        assertEquals(0, pace.perSecond());
    }
}
