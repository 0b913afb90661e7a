package io.ringmaster.monitor.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jump leads to the state that was shown when the session was there. */
class TimeTravelTest {

    private static final long STEP_NS = 5_000_000;

    @TempDir
    private Path directory;

    /** A moment that was shown while the session was written. */
    private record Seen(long sequence, long timeNs, Map<String, String> state) {
    }

    @Test
    void shouldJumpToWhatWasShownThen() throws Exception {
        final long seed = new Random().nextLong();
        final Random random = new Random(seed);
        final List<Seen> seen = new ArrayList<>();
        try (RecordedSession session = new RecordedSession(directory, seed, 40, STEP_NS); SessionModel model = SessionModel.open(directory)) {
            for (int i = 0; i < 25; i++) {
                session.append(1 + random.nextInt(i % 5 == 0 ? 10_000 : 900));
                final Moment moment = model.settled().join();
                assertEquals(session.sequence(), moment.sequence(), "seed " + seed);
                seen.add(new Seen(moment.sequence(), moment.timeNs(), Described.of(moment)));
            }
            for (int i = 0; i < 60; i++) {
                final Seen then = seen.get(random.nextInt(seen.size()));
                final Moment bySequence = model.goToSequence(then.sequence).join();
                assertEquals(then.state, Described.of(bySequence), "seed " + seed + ", sequence " + then.sequence);
                assertFalse(bySequence.isFollowing());
                final Seen other = seen.get(random.nextInt(seen.size()));
                final Moment byTime = model.goToTime(other.timeNs).join();
                assertEquals(other.state, Described.of(byTime), "seed " + seed + ", time " + other.timeNs);
            }
            assertEquals(seen.getLast().state, Described.of(model.follow().join()), "seed " + seed);
        }
        assertTrue(seen.getLast().state.get("fills").length() > 2, "the session of seed " + seed + " has no fill");
    }

    @Test
    void shouldStepThroughFillsAndOrders() throws Exception {
        try (RecordedSession session = new RecordedSession(directory, 5, 4, STEP_NS); SessionModel model = SessionModel.open(directory)) {
            session.append(40_000);
            final Rows<FillRow> fills = model.settled().join().fills();
            assertTrue(fills.size() > 3);
            model.goToSequence(1).join();
            for (int i = 0; i < 3; i++) {
                assertEquals(fills.sequence(i), model.nextFill().join().sequence());
                assertEquals(i + 1, model.moment().fills().size());
            }
            assertEquals(fills.sequence(1), model.previousFill().join().sequence());
            final Rows<OrderRow> orders = model.moment().orders();
            assertEquals(orders.sequence(orders.size() - 1), model.previousOrder().join().sequence());
            assertEquals(fills.sequence(fills.size() - 1), model.follow().thenCompose(any -> model.previousFill()).join().sequence());
            assertEquals(fills.sequence(fills.size() - 1), model.nextFill().join().sequence(), "there is no later fill");
        }
    }

    @Test
    void shouldReadADecision() throws Exception {
        try (RecordedSession session = new RecordedSession(directory, 7, 4, STEP_NS); SessionModel model = SessionModel.open(directory)) {
            session.append(20_000);
            final Moment moment = model.settled().join();
            final OrderRow order = moment.orders().get(0);
            final Rows<DecisionRow> decisions = moment.decisions();
            final DecisionRow row = decisions.get(decisions.firstAtOrAfterSequence(order.decisionSequence()));
            final DecisionDetail detail = model.decision(row).join();
            assertEquals(0.75, detail.target().confidence());
            assertEquals(300_000_000L, detail.tallies().weightE8());
            assertEquals(new DecisionDetail.Tallies(3, new DecisionDetail.Tallies.Heard(3, 1, 0), 300_000_000L, 0, 0, -1), detail.tallies());
            assertEquals(List.of(order.clientOrderId()), detail.orders().stream().map(OrderRow::clientOrderId).toList());
            assertEquals(List.of(), detail.observation());
            assertTrue(model.moment().isFollowing());
        }
    }
}
