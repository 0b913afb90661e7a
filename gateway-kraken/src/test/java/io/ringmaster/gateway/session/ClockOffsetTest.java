package io.ringmaster.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ClockOffsetTest {

    private final ClockOffset offset = new ClockOffset();

    @Test
    void shouldBelieveTheAnswerThatTookLeastTimeOfTheLastEight() {
        assertEquals(0, offset.aheadMs());
        offset.add(900, 1_000);
        assertEquals(900, offset.aheadMs());
        offset.add(20, 10);
        offset.add(300, 500);
        assertEquals(20, offset.aheadMs());
        for (int i = 0; i < 7; i++) {
            offset.add(40, 30);
        }
        assertEquals(40, offset.aheadMs());
    }
}
