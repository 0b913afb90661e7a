package io.ringmaster.pipeline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class OrderRingTest {

    private static final int CAPACITY = 1 << 12;

    private final OrderRing ring = new OrderRing(CAPACITY, true);
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[256]);
    private final List<Long> drained = new ArrayList<>();

    /** Every length leaves another rest before the wrap, so every size of padding comes. */
    @Test
    void shouldDrainEverythingWhateverIsLeftBeforeTheWrap() {
        final long seed = Long.getLong("seed", System.nanoTime());
        final SplittableRandom random = new SplittableRandom(seed);
        final List<Long> written = new ArrayList<>();
        for (long i = 0; i < 20_000; i++) {
            final int burst = 1 + random.nextInt(3);
            for (int k = 0; k < burst; k++) {
                written.add(i * 10 + k);
                message.putLong(0, i * 10 + k);
                ring.write(message, 0, 8 + random.nextInt(200));
            }
            ring.drain((buffer, offset, length) -> drained.add(buffer.getLong(offset)));
            assertTrue(ring.isEmpty(), "seed " + seed + ": something is left after burst " + i);
        }
        assertEquals(written, drained, "seed " + seed);
    }

    @Test
    void shouldSayThatItIsFull() {
        final IllegalStateException full = assertThrows(IllegalStateException.class, () -> {
            for (int i = 0; i < CAPACITY; i++) {
                ring.write(message, 0, 184);
            }
        });
        assertTrue(full.getMessage().startsWith("the order ring is full: "), full.getMessage());
    }
}
