package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {

    private static final long SEED = Long.getLong("seed", 7);

    private long nowMs;
    private final RequestBudget budget = new RequestBudget(() -> nowMs);

    private int most(final int points, final Urgency urgency) {
        int sent = 0;
        while (budget.spend(points, urgency)) {
            sent++;
        }
        return sent;
    }

    /** Of 500 points: 30 orders leave 200, cancels may use 75 of them, questions 25 more, stops 50 more; the switch has the last 50. */
    @Test
    void shouldKeepAReserveForWhatIsMoreUrgent() {
        assertEquals(30, most(RequestBudget.SEND, Urgency.OPEN));
        assertEquals(7, most(RequestBudget.CANCEL, Urgency.CANCEL));
        assertEquals(15, most(RequestBudget.LIST, Urgency.QUESTION));
        assertEquals(5, most(RequestBudget.SEND, Urgency.PROTECT));
        assertEquals(2, most(RequestBudget.SWITCH, Urgency.SWITCH));
    }

    @Test
    void shouldKeepTheSwitchAndStopsAliveThroughAnHourOfCancels() {
        int stops = 0;
        int switches = 0;
        for (nowMs = 0; nowMs < 3_600_000; nowMs += 50) {
            budget.spend(RequestBudget.CANCEL, Urgency.CANCEL);
            if (nowMs % 15_000 == 0) {
                switches += budget.spend(RequestBudget.SWITCH, Urgency.SWITCH) ? 1 : 0;
            }
            if (nowMs % 5_000 == 0) {
                stops += budget.spend(RequestBudget.SEND, Urgency.PROTECT) ? 1 : 0;
            }
        }
        assertEquals(240, switches);
        assertEquals(720, stops);
    }

    @Test
    void shouldNeverSpendMoreThanTheVenueAllowsInAnyTenSeconds() {
        final SplittableRandom random = new SplittableRandom(SEED);
        final ArrayDeque<long[]> spent = new ArrayDeque<>();
        final int[] costs = {1, 2, 10, 25};
        long sum = 0;
        for (int i = 0; i < 200_000; i++) {
            nowMs += random.nextInt(40);
            final int cost = costs[random.nextInt(costs.length)];
            if (budget.spend(cost, Urgency.values()[random.nextInt(Urgency.values().length)])) {
                spent.add(new long[] {nowMs, cost});
                sum += cost;
            }
            while (nowMs - spent.peekFirst()[0] >= 10_000) {
                sum -= spent.pollFirst()[1];
            }
            assertTrue(sum <= 500, "seed=" + SEED + " " + sum + " at " + nowMs);
        }
    }

    @Test
    void shouldHoldBackAllButTheMostUrgentWhenTheVenueSaysThatItIsTooMuch() {
        budget.onLimitExceeded();
        assertFalse(budget.spend(RequestBudget.CANCEL, Urgency.CANCEL));
        assertFalse(budget.spend(RequestBudget.SEND, Urgency.OPEN));
        assertTrue(budget.spend(RequestBudget.SEND, Urgency.PROTECT));
        assertTrue(budget.spend(RequestBudget.SWITCH, Urgency.SWITCH));
        nowMs = 1_000;
        assertTrue(budget.spend(RequestBudget.CANCEL, Urgency.CANCEL));
        budget.onLimitExceeded();
        nowMs = 2_500;
        assertFalse(budget.spend(RequestBudget.CANCEL, Urgency.CANCEL), "it waits longer the second time");
        nowMs = 3_000;
        assertTrue(budget.spend(RequestBudget.CANCEL, Urgency.CANCEL));
    }
}
