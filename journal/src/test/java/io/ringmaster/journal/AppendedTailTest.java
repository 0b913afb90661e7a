package io.ringmaster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.journal.AppendedTail.Point;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class AppendedTailTest {

    private static final int PUBLICATIONS = 3_000_000;
    /** Records of one document: as many as the slots that a writer overwrites first if slots follow sequences. */
    private static final int TOGETHER = 64;

    @Test
    void shouldNeverMixTwoPublications() throws InterruptedException {
        final AppendedTail tail = new AppendedTail(0, chainOf(0));
        final AtomicBoolean isDone = new AtomicBoolean();
        final Thread writer = new Thread(() -> {
            for (long i = 1; i <= PUBLICATIONS; i++) {
                final long sequence = i * TOGETHER;
                tail.publish(sequence, chainOf(sequence), (int) (sequence >>> 32), sequence);
            }
            isDone.set(true);
        });
        writer.start();
        long mixed = 0;
        long before = 0;
        while (!isDone.get()) {
            final Point point = tail.last();
            mixed += point.chain() == chainOf(point.sequence()) && point.position() == point.sequence() ? 0 : 1;
            assertTrue(point.sequence() >= before, () -> point + " came after a later record");
            before = point.sequence();
        }
        writer.join();
        assertEquals(0, mixed, "points with the sequence of one record and the chain or position of another");
        assertEquals((long) PUBLICATIONS * TOGETHER, tail.last().sequence());
    }

    private static int chainOf(final long sequence) {
        return Long.hashCode(sequence * 0x9E3779B97F4A7C15L);
    }
}
