package io.ringmaster.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyLineTest {

    private static final long SEED = Long.getLong("seed", 20261121L);

    @Test
    void shouldDrawEveryLatencyBetweenItsBounds() {
        final LatencyLine line = new LatencyLine(100, 10, true, SEED);
        final int[] seen = new int[11];
        for (int i = 0; i < 11_000; i++) {
            seen[(int) (line.draw(1_000) - 1_100)]++;
        }
        for (final int count : seen) {
            assertTrue(count > 800 && count < 1200, "seed=" + SEED + " count=" + count);
        }
    }

    @Test
    void shouldKeepTheOrderOfSendingUnlessMessagesMayOvertake() {
        final LatencyLine line = new LatencyLine(100, 50, false, SEED);
        long latest = 0;
        for (int sentNs = 0; sentNs < 1000; sentNs++) {
            final long deliveryNs = line.draw(sentNs);
            assertTrue(deliveryNs >= latest && deliveryNs >= sentNs + 100, "seed=" + SEED);
            latest = deliveryNs;
        }
    }

    @Test
    void shouldDeliverByTimeThenByOrderOfSending() {
        final Random random = new Random(SEED);
        final LatencyLine line = new LatencyLine(0, 0, true, SEED);
        record Sent(long timeNs, int number) {
        }
        final PriorityQueue<Sent> expected = new PriorityQueue<>(Comparator.comparingLong(Sent::timeNs).thenComparingInt(Sent::number));
        for (int i = 0; i < 20_000; i++) {
            if (expected.isEmpty() || random.nextInt(100) < 52) {
                final long timeNs = i + random.nextInt(50);
                line.buffer().putInt(line.put(timeNs, 4), i);
                expected.add(new Sent(timeNs, i));
            } else {
                final Sent next = expected.remove();
                assertEquals(next.timeNs(), line.nextTimeNs(), "seed=" + SEED);
                assertEquals(next.number(), line.buffer().getInt(line.offset()), "seed=" + SEED);
                line.remove();
            }
        }
    }

    @Test
    void shouldGrowWithoutLosingAMessage() {
        final LatencyLine line = new LatencyLine(0, 0, false, SEED);
        final ArrayDeque<Integer> expected = new ArrayDeque<>();
        for (int i = 0; i < 40; i++) {
            line.put(i, 4);
            line.remove();
        }
        for (int i = 0; i < 1000; i++) {
            line.buffer().putInt(line.put(i, 4), i);
            expected.add(i);
        }
        while (!expected.isEmpty()) {
            assertEquals(expected.remove(), line.buffer().getInt(line.offset()));
            line.remove();
        }
        assertEquals(Long.MAX_VALUE, line.nextTimeNs());
    }

    @Test
    void shouldRefuseAMessageThatDoesNotFitASlot() {
        final LatencyLine line = new LatencyLine(0, 0, false, SEED);

        final Exception refused = assertThrows(IllegalArgumentException.class, () -> line.put(0, 193));

        assertEquals("message of 193 bytes; at most 192", refused.getMessage());
    }
}
