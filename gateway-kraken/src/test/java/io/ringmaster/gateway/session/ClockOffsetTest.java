package io.ringmaster.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class ClockOffsetTest {

    private final ClockOffset offset = new ClockOffset();

    @Test
    void shouldBelieveTheAnswerThatTookLeastTimeOfTheLastEight() {
        assertEquals(0, offset.aheadMs());
        offset.add(900, 1_000);
        assertEquals(900, offset.aheadMs());
        offset.add(20, 10);
        offset.add(260, 500);
        assertEquals(20, offset.aheadMs());
        for (int i = 0; i < 7; i++) {
            offset.add(40, 30);
        }
        assertEquals(40, offset.aheadMs());
    }

    @Test
    void shouldBelieveAnAnswerThatShowsThatAClockWasSet() {
        for (int i = 0; i < 8; i++) {
            offset.add(3, 2);
        }
        offset.add(5_010, 40);
        assertEquals(5_010, offset.aheadMs());
        offset.add(4, 60);
        assertEquals(4, offset.aheadMs());
    }

    /** Both answers can be right: the clocks differ by 10 to 20 ms by one of them, and by -40 to 60 ms by the other. */
    @Test
    void shouldNotTakeASlowAnswerForAClockThatWasSet() {
        offset.add(15, 10);
        offset.add(10, 100);
        assertEquals(15, offset.aheadMs());
    }

    @Test
    void shouldNoticeAClockThatWasSetByTheSecondBeat() {
        offset.add(5, 10);
        assertFalse(offset.onBeat(-200), "it took a while to come");
        assertTrue(offset.onBeat(4_900));
        assertEquals(5, offset.differenceMs(), "one alone says little");
        assertTrue(offset.onBeat(4_950));
        assertEquals(4_950, offset.differenceMs());
        offset.add(5_000, 10);
        assertEquals(5_000, offset.differenceMs());
        assertTrue(offset.onBeat(-10));
        offset.add(1, 12);
        assertEquals(1, offset.differenceMs());
    }
}
