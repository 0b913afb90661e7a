package io.ringmaster.pipeline.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An order that is not wanted any more is canceled by one question at a time; a venue that stays silent is not flooded. Time-out: 10 s. */
class CancelTest {

    private static final long SECOND = Bench.SECOND;
    private static final Map<String, String> RESTING = Map.of("style", "passive", "patience", "1h", "requote", "1h", "intentMaxAge", "1h");

    /** A resting entry of 0.1 at the bid that the venue has accepted. */
    private static Bench resting() {
        final Bench bench = new Bench(RESTING, Map.of()).mark("10000").decide(Signal.LONG, "0.1").report(1, ExecType.NEW);
        assertEquals(List.of("NEW 1 BUY 0.1 INCREASE"), bench.said());
        return bench;
    }

    private static List<Long> cancelsWithin(final Bench bench, final int seconds) {
        final List<Long> at = new ArrayList<>();
        final long begin = bench.nowNs();
        while (bench.nowNs() - begin < seconds * SECOND) {
            bench.mark(0, "10000", SECOND / 10);
            for (final Bench.Intent each : bench.sent()) {
                assertEquals(OrderKind.CANCEL, each.kind());
                at.add((bench.nowNs() - begin) / SECOND);
            }
        }
        return at;
    }

    @Test
    void shouldAskAVenueThatStaysSilentEverMoreSlowly() {
        final Bench bench = resting().decide(Signal.FLAT, "0");
        assertEquals(List.of("CANCEL 1"), bench.said());
        assertEquals(List.of(20L, 60L), cancelsWithin(bench, 600), "20 s after the first, 40 s after the second");
        assertEquals(List.of("on ORDER_UNKNOWN"), bench.latches());
        assertEquals(List.of(60L, 660L), cancelsWithin(bench, 1_200), "every ten minutes from the third on");
    }

    @Test
    void shouldNotAskAboutAnUnknownOrderOnEveryEvent() {
        final Bench bench = resting().report(1, ExecType.UNANSWERED);
        bench.latch(LatchReason.ACCOUNT_MISMATCH);
        assertEquals(List.of("CANCEL 1"), bench.said());
        assertEquals(List.of(), cancelsWithin(bench, 19));
    }

    @Test
    void shouldAskAgainAtOnceWhenTheVenueSaysThatItWorksAfterAll() {
        final Bench bench = resting().decide(Signal.FLAT, "0");
        bench.said();
        bench.mark(0, "10000", 11 * SECOND);
        assertEquals(List.of(), bench.said(), "unknown by now");
        bench.report(1, ExecType.NEW);
        assertEquals(List.of("CANCEL 1"), bench.said());
        bench.report(1, ExecType.CANCEL_REJECTED).mark(0, "10000", 11 * SECOND).report(1, ExecType.NEW);
        assertEquals(List.of("CANCEL 1"), bench.said());
        bench.mark(0, "10000", 11 * SECOND).report(1, ExecType.NEW).mark("10000").pass(30 * SECOND);
        assertEquals(List.of(), bench.said(), "three are enough for a while");
    }

    /** A venue that takes only resting orders takes no stop for the position that the entry would make. */
    @Test
    void shouldTakeBackAnEntryWhenTheVenueWouldTakeNoStop() {
        for (final FeedCondition condition : new FeedCondition[] {FeedCondition.POST_ONLY, FeedCondition.SUSPENDED}) {
            final Bench bench = new Bench(Map.of("style", "passive", "patience", "1h", "requote", "1s", "intentMaxAge", "1h"), Map.of())
                .mark("10000").decide(Signal.LONG, "0.1").report(1, ExecType.NEW);
            bench.said();
            bench.feed(condition);
            assertEquals(List.of("CANCEL 1"), bench.said(), condition.toString());
            bench.report(1, ExecType.CANCELED).mark("10000").pass(5 * SECOND);
            assertEquals(List.of(), bench.said(), condition.toString());
            bench.feed(FeedCondition.UP).mark("10000").pass(5 * SECOND).mark("10000");
            assertEquals(1, bench.said().size(), "its decision still holds");
        }
    }

    @Test
    void shouldLeaveAnEntryAloneWhenTheFeedIsLostForAMoment() {
        final Bench bench = resting();
        bench.feed(FeedCondition.DOWN);
        assertEquals(List.of(), bench.said());
    }

    @Test
    void shouldNotFloodForAVenueStopThatNobodyAnswersFor() {
        final Bench bench = new Bench(Map.of("venueStop", "true"), Map.of()).mark("10000").decide(Signal.LONG, "0.1").fill(1, Side.BUY, "0.1", "10000");
        bench.report(2, ExecType.UNANSWERED).decide(Signal.FLAT, "0").fill(3, Side.SELL, "0.1", "10000");
        bench.sent();
        assertTrue(cancelsWithin(bench, 600).size() <= 2);
    }
}
