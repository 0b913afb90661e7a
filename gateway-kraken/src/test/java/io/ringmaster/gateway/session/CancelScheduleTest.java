package io.ringmaster.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.pipeline.port.OrderTerms;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancelScheduleTest {

    private final CancelSchedule schedule = new CancelSchedule();
    private final LiveOrder order = new LiveOrder(
        1, "t-1", new OrderTerms(0, OrderType.LIMIT, Side.BUY, 1, 1, 0, false), new LiveOrder.Window(0, 3_000, 3_000));
    private final List<Long> askedMs = new ArrayList<>();

    /** An hour of events that all want the order gone, every 10 ms, with an answer after 20 ms each time. */
    private void wantAllTheTime(final long fromMs, final long toMs, final boolean hasEvidence) {
        for (long nowMs = fromMs; nowMs < toMs; nowMs += 10) {
            schedule.want(order, nowMs);
            if (!askedMs.isEmpty() && nowMs == askedMs.getLast() + 20) {
                schedule.onAnswer(order, nowMs);
            }
            if (hasEvidence && nowMs % 300 == 0) {
                schedule.onOpen(order, nowMs);
            }
            if (!schedule.due(nowMs).isEmpty()) {
                schedule.onAsked(order, nowMs);
                askedMs.add(nowMs);
            }
        }
    }

    @Test
    void shouldAskAtOnceAndThenEverLessOftenWhileNothingIsKnown() {
        wantAllTheTime(0, 120_000, false);

        assertEquals(List.of(0L, 10_000L, 30_000L, 70_000L), askedMs);
    }

    @Test
    void shouldAskAgainSoonWhenItIsKnownToBeOpen() {
        wantAllTheTime(0, 16_000, true);

        assertEquals(List.of(0L, 1_000L, 3_000L, 7_000L, 15_000L), askedMs);
    }

    @Test
    void shouldNotAskAgainBeforeTheAnswer() {
        schedule.want(order, 0);
        schedule.onAsked(order, 0);
        schedule.onOpen(order, 0);

        assertTrue(schedule.due(1_000_000).isEmpty());
    }

    /** What was seen before the cancel was answered says nothing of what it did. */
    @Test
    void shouldNotAskAgainForEvidenceThatIsOlderThanTheAnswer() {
        schedule.want(order, 0);
        schedule.onAsked(order, 0);
        schedule.onAnswer(order, 500);
        schedule.onOpen(order, 499);

        assertTrue(schedule.due(9_999).isEmpty());
    }

    @Test
    void shouldNotAskForWhatIsGone() {
        schedule.want(order, 0);
        schedule.forget(order);

        assertTrue(schedule.due(1_000).isEmpty());
    }
}
